"""Six to eight infusions, planned as a clinic would plan them; and what is said if they don't fit.

March 2027 begins on a Monday. The clocks of New York and Chicago go forward on Sunday the 14th.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from chalicelib.clinic import Weekday
from chalicelib.scheduling.series.planner import Limit, NoPlan, Plan, SeriesWish, plan_series

NEW_YORK = ZoneInfo("America/New_York")
CHICAGO = ZoneInfo("America/Chicago")

MARCH = date(2027, 3, 1)
MON_WED_FRI = ["monday", "wednesday", "friday"]


def march(days: str, clock: str = "09:00", zone: ZoneInfo = NEW_YORK) -> list[datetime]:
    """``march("1 3 5")``: that time of day on each of these days."""
    return [local(MARCH.replace(day=int(day)), clock, zone) for day in days.split()]


def daily(*clocks: str, first: date = MARCH, zone: ZoneInfo = NEW_YORK) -> list[datetime]:
    """These times of day on four weeks of days."""
    days = [first + timedelta(days=number) for number in range(28)]
    return [local(day, clock, zone) for day in days for clock in clocks]


def local(day: date, clock: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone).astimezone(UTC)


def wish(**wished: Any) -> SeriesWish:
    return SeriesWish.model_validate({"earliest_day": MARCH, **wished})


def planned(
    wished: SeriesWish,
    offered: Iterable[datetime],
    fixed: Iterable[datetime] = (),
    zone: ZoneInfo = NEW_YORK,
) -> list[str]:
    """The plan in local time, each start as ``Mon 1 09:00``."""
    answer = plan_series(wished, offered, zone, fixed)
    assert isinstance(answer, Plan), answer
    return said(answer, zone)


def said(plan: Plan, zone: ZoneInfo = NEW_YORK) -> list[str]:
    starts = [start.astimezone(zone) for start in plan.starts]
    return [f"{start:%a} {start.day} {start:%H:%M}" for start in starts]


def refused(
    wished: SeriesWish, offered: Iterable[datetime], fixed: Iterable[datetime] = ()
) -> NoPlan:
    answer = plan_series(wished, offered, NEW_YORK, fixed)
    assert isinstance(answer, NoPlan), answer
    return answer


# ------------------------------------------------------------------- what a good series is


def test_six_infusions_go_at_one_time_of_day_an_even_number_of_days_apart() -> None:
    assert planned(wish(), daily("09:00", "11:00", "14:00")) == [
        "Mon 1 09:00",
        "Thu 4 09:00",
        "Sun 7 09:00",
        "Wed 10 09:00",
        "Sat 13 09:00",
        "Tue 16 09:00",
    ]


def test_on_mondays_wednesdays_and_fridays_the_weekend_between_is_even_enough() -> None:
    plan = planned(wish(weekdays=MON_WED_FRI, within_days=12), daily("09:00"))

    assert [day[:3] for day in plan] == ["Mon", "Wed", "Fri", "Mon", "Wed", "Fri"]


def test_nobody_waits_from_saturday_to_tuesday_because_gaps_from_tuesday_are_exactly_even() -> None:
    """Closed on Sundays, every second day goes six times from a Tuesday only."""
    open_days = [start for start in daily("09:00") if start.weekday() != 6]
    limits = wish(most_days_between=3, within_days=14)

    assert planned(limits.model_copy(update={"earliest_day": date(2027, 3, 6)}), open_days)[0] == (
        "Sat 6 09:00"
    )


def test_a_series_may_start_up_to_three_days_later_to_be_evenly_spaced() -> None:
    limits = wish(count=3, most_days_between=6)

    assert planned(limits, march("5 8 13 18")) == ["Mon 8 09:00", "Sat 13 09:00", "Thu 18 09:00"]
    assert planned(limits, march("4 8 14 20")) == ["Thu 4 09:00", "Mon 8 09:00", "Sun 14 09:00"]


def test_a_series_may_start_a_day_later_to_keep_one_time_of_day() -> None:
    offered = [*march("1", "16:00"), *march("2 4 6 8")]

    assert planned(wish(count=3), offered) == ["Tue 2 09:00", "Thu 4 09:00", "Sat 6 09:00"]


def test_even_gaps_matter_more_than_one_time_of_day() -> None:
    offered = [*march("1 3 9"), *march("6", "15:00")]

    assert planned(wish(count=3, most_days_between=6), offered) == [
        "Mon 1 09:00",
        "Wed 3 09:00",
        "Sat 6 15:00",
    ]


def test_where_one_infusion_cannot_be_at_the_usual_time_it_is_as_near_to_it_as_can_be() -> None:
    offered = [*march("1 3 7"), *march("5", "08:15"), *march("5", "09:30"), *march("5", "16:00")]

    assert planned(wish(count=4, most_days_between=2), offered) == [
        "Mon 1 09:00",
        "Wed 3 09:00",
        "Fri 5 09:30",
        "Sun 7 09:00",
    ]


def test_where_none_can_be_at_the_same_time_of_day_they_are_near_each_other() -> None:
    offered = [*march("1", "08:00"), *march("1", "12:00"), *march("4", "12:30")]

    assert planned(wish(count=2), offered) == ["Mon 1 12:00", "Thu 4 12:30"]


def test_all_else_equal_the_earlier_time_of_day_is_taken() -> None:
    assert planned(wish(count=2), reversed(daily("14:00", "10:00"))) == [
        "Mon 1 10:00",
        "Thu 4 10:00",
    ]


# ------------------------------------------------------------------- what a wish limits


def test_there_is_never_more_than_one_infusion_on_a_date() -> None:
    answer = refused(wish(count=3, least_days_between=1), [*march("1 2"), *march("1 2", "15:00")])

    assert answer.most_possible == 2


def test_the_earliest_and_the_latest_time_of_day_are_themselves_fine() -> None:
    offered = [
        *march("1", "08:59"),
        *march("1 3", "09:00"),
        *march("5", "11:00"),
        *march("7", "11:01"),
    ]
    limits = wish(count=3, earliest_time="09:00", latest_time="11:00")

    assert planned(limits, offered) == ["Mon 1 09:00", "Wed 3 09:00", "Fri 5 11:00"]


def test_within_five_days_means_monday_to_friday() -> None:
    limits = wish(count=3, within_days=5)

    assert planned(limits, march("1 3 5")) == ["Mon 1 09:00", "Wed 3 09:00", "Fri 5 09:00"]
    assert refused(limits, march("1 3 6")).in_the_way is Limit.WITHIN_DAYS


def test_the_first_infusion_may_be_on_the_earliest_day_and_not_before() -> None:
    limits = wish(count=2, earliest_day="2027-03-03")

    assert planned(limits, march("1 3 5")) == ["Wed 3 09:00", "Fri 5 09:00"]


def test_the_earliest_day_is_a_date_of_the_location_not_of_utc() -> None:
    evening = local(date(2027, 3, 2), "20:00", NEW_YORK)
    assert evening.date() == date(2027, 3, 3)

    answer = plan_series(wish(count=1, earliest_day="2027-03-03"), [evening], NEW_YORK)

    assert isinstance(answer, NoPlan)


# ------------------------------------------------------------------- clocks that change


@pytest.mark.parametrize(
    ("zone", "first", "hours"),
    [
        (NEW_YORK, date(2027, 3, 10), ["14", "14", "13", "13"]),
        (CHICAGO, date(2027, 3, 10), ["15", "15", "14", "14"]),
        (NEW_YORK, date(2027, 11, 3), ["13", "13", "14", "14"]),
        (CHICAGO, date(2027, 11, 3), ["14", "14", "15", "15"]),
    ],
)
def test_one_time_of_day_is_what_the_clock_on_the_wall_says(
    zone: ZoneInfo, first: date, hours: list[str]
) -> None:
    """The clocks change on the Sunday that is the fifth day; 9 o'clock stays 9 o'clock."""
    offered = daily("08:00", "09:00", "10:00", first=first, zone=zone)
    limits = wish(count=4, earliest_day=first, earliest_time="09:00", most_days_between=3)

    answer = plan_series(limits, offered, zone)

    assert isinstance(answer, Plan)
    assert [f"{start:%H}" for start in answer.starts] == hours
    assert {f"{start.astimezone(zone):%H:%M}" for start in answer.starts} == {"09:00"}


def test_two_days_between_are_two_dates_even_if_an_hour_is_missing() -> None:
    offered = [*march("13", "15:00"), *march("15", "09:00")]

    assert planned(wish(count=2), offered) == ["Sat 13 15:00", "Mon 15 09:00"]


# ------------------------------------------------------------------- infusions that stay


def test_after_a_lost_race_the_series_is_planned_again_from_what_is_left() -> None:
    offered = march("1 3 5 7")
    first = planned(wish(count=3), offered)
    assert first == ["Mon 1 09:00", "Wed 3 09:00", "Fri 5 09:00"]

    assert planned(wish(count=3), [start for start in offered if start.day != 3]) == [
        "Mon 1 09:00",
        "Fri 5 09:00",
        "Sun 7 09:00",
    ]


def test_one_infusion_is_moved_while_the_others_stay() -> None:
    others = march("1 4 10 13 16")
    offered = [start for start in daily("08:00", "09:00") if start.day != 7]

    assert planned(wish(), offered, fixed=others) == [
        "Mon 1 09:00",
        "Thu 4 09:00",
        "Sat 6 09:00",
        "Wed 10 09:00",
        "Sat 13 09:00",
        "Tue 16 09:00",
    ]


def test_the_rest_of_a_series_is_moved_to_another_time_of_day() -> None:
    moved = planned(
        wish(count=4, earliest_day="2027-03-06", earliest_time="14:00"),
        daily("09:00", "14:00"),
        fixed=march("1 4"),
    )

    assert moved == ["Mon 1 09:00", "Thu 4 09:00", "Sun 7 14:00", "Wed 10 14:00"]


def test_infusions_that_stay_need_not_keep_the_wish_that_the_others_keep() -> None:
    """One was cancelled, which left seven days between two; one was put on a Saturday evening."""
    stay = [*march("1 8"), *march("13", "19:00")]
    limits = wish(count=4, weekdays=["monday", "tuesday"], latest_time="12:00", within_days=15)

    assert planned(limits, daily("09:00"), fixed=stay) == [
        "Mon 1 09:00",
        "Mon 8 09:00",
        "Sat 13 19:00",
        "Mon 15 09:00",
    ]


def test_nothing_else_is_put_on_the_date_of_an_infusion_that_stays() -> None:
    answer = refused(wish(count=2), march("1", "15:00"), fixed=march("1"))

    assert (answer.most_possible, answer.in_the_way) == (1, None)


def test_a_series_of_which_all_stay_is_its_own_plan() -> None:
    assert planned(wish(count=2), [], fixed=march("9 1")) == ["Mon 1 09:00", "Tue 9 09:00"]


# ------------------------------------------------------------------- when it cannot be


@pytest.mark.parametrize(
    ("limits", "offered", "limit", "instead"),
    [
        (
            {"earliest_time": "09:00", "latest_time": "11:00"},
            [*march("1 5"), *march("3", "08:30"), *march("3", "11:30")],
            Limit.TIME_OF_DAY,
            {"earliest_time": "08:30", "latest_time": "11:00"},
        ),
        (
            {"earliest_time": "08:00", "latest_time": "09:00"},
            [*march("1 5"), *march("3", "09:15")],
            Limit.TIME_OF_DAY,
            {"earliest_time": "08:00", "latest_time": "09:15"},
        ),
        (
            {"weekdays": MON_WED_FRI},
            march("1 3 6 7"),
            Limit.WEEKDAYS,
            {"weekdays": ["monday", "wednesday", "friday", "saturday"]},
        ),
        ({}, march("1 3 8 9"), Limit.MOST_DAYS_BETWEEN, {"most_days_between": 5}),
        ({"within_days": 5}, march("1 3 6 7"), Limit.WITHIN_DAYS, {"within_days": 6}),
        (
            {"earliest_day": "2027-03-05"},
            march("1 3 5 7"),
            Limit.EARLIEST_DAY,
            {"earliest_day": "2027-03-03"},
        ),
        (
            {"least_days_between": 4},
            march("1 3 6"),
            Limit.LEAST_DAYS_BETWEEN,
            {"least_days_between": 2},
        ),
        ({}, march("1 3"), Limit.COUNT, {"count": 2}),
    ],
)
def test_the_limit_in_the_way_is_named_with_the_nearest_that_can_be_had(
    limits: dict[str, Any], offered: list[datetime], limit: Limit, instead: dict[str, Any]
) -> None:
    wished = wish(count=3, **limits)

    answer = refused(wished, offered)

    assert answer.in_the_way is limit
    assert answer.nearest_plan is not None
    assert answer.nearest_plan.wish == wish(**{"count": 3, **limits, **instead})
    assert plan_series(answer.nearest_plan.wish, offered, NEW_YORK) == answer.nearest_plan.plan


def test_of_two_limits_that_would_help_the_one_that_does_less_harm_gives_way() -> None:
    """A third infusion at 8 on Wednesday, or at 9 on the day after the first."""
    offered = [*march("1 2 5"), *march("3", "08:00")]

    answer = refused(wish(count=3, earliest_time="09:00", latest_time="10:00"), offered)

    assert answer.in_the_way is Limit.TIME_OF_DAY
    assert answer.nearest_plan is not None
    assert said(answer.nearest_plan.plan) == ["Mon 1 09:00", "Wed 3 08:00", "Fri 5 09:00"]


def test_where_only_fewer_infusions_fit_as_many_as_fit_are_offered() -> None:
    answer = refused(wish(count=6), march("1 4 7 10"))

    assert (answer.in_the_way, answer.most_possible) == (Limit.COUNT, 4)
    assert answer.nearest_plan is not None
    assert said(answer.nearest_plan.plan) == [
        "Mon 1 09:00",
        "Thu 4 09:00",
        "Sun 7 09:00",
        "Wed 10 09:00",
    ]


def test_how_many_fit_is_said_even_if_another_limit_can_give_way() -> None:
    answer = refused(wish(count=3), march("1 3 8"))

    assert (answer.in_the_way, answer.most_possible) == (Limit.MOST_DAYS_BETWEEN, 2)


@pytest.mark.parametrize("offered", [[], march("2 9 16", "08:00")])
def test_if_no_one_limit_is_to_blame_nothing_is_offered(offered: list[datetime]) -> None:
    """The wish is for Mondays from 9; on offer is nothing, or Tuesdays at 8."""
    answer = refused(wish(count=3, weekdays=["monday"], earliest_time="09:00"), offered)

    assert answer == NoPlan(most_possible=0, nearest_plan=None)
    assert answer.in_the_way is None


# ------------------------------------------------------------------- what is asked and answered


def test_a_wish_reads_from_json_and_says_back_what_it_took() -> None:
    body = '{"earliest_day": "2027-03-01", "weekdays": ["friday", "monday"], "latest_time": "9:30"}'

    assert SeriesWish.model_validate_json(body).model_dump(mode="json") == {
        "count": 6,
        "earliest_day": "2027-03-01",
        "weekdays": ["monday", "friday"],
        "earliest_time": "00:00",
        "latest_time": "09:30",
        "least_days_between": 2,
        "most_days_between": 4,
        "within_days": 21,
    }


def test_an_answer_is_ready_to_be_sent() -> None:
    answer = refused(wish(count=3), march("1 3 8")).model_dump(mode="json")

    assert answer["nearest_plan"]["limit"] == "most_days_between"
    assert answer["nearest_plan"]["plan"]["starts"] == [
        "2027-03-01T14:00:00.000Z",
        "2027-03-03T14:00:00.000Z",
        "2027-03-08T14:00:00.000Z",
    ]


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"count": 0}, "count", "greater than or equal to 1"),
        ({"count": 13}, "count", "less than or equal to 12"),
        ({"weekdays": []}, "weekdays", "Choose at least one day of the week."),
        ({"weekdays": ["someday"]}, "weekdays", "'monday', 'tuesday'"),
        ({"latest_time": "24:00"}, "latest_time", 'there is no time of day "24:00"'),
        (
            {"earliest_time": "11:00", "latest_time": "10:30"},
            "latest_time",
            "This needs to be 11:00 or later.",
        ),
        (
            {"least_days_between": 3, "most_days_between": 2},
            "most_days_between",
            "This needs to be at least 3, the fewest days between infusions.",
        ),
        ({"least_days_between": 0}, "least_days_between", "greater than or equal to 1"),
        (
            {"count": 8, "within_days": 14},
            "within_days",
            "8 infusions at least 2 days apart take at least 15 days.",
        ),
        ({"colour": "blue"}, "colour", "not permitted"),
    ],
)
def test_a_wish_that_contradicts_itself_is_told_where(
    wrong: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        wish(**wrong)

    (problem,) = caught.value.errors()
    assert problem["loc"][0] == field
    assert words in problem["msg"]


@pytest.mark.parametrize(
    ("offered", "fixed", "words"),
    [
        ([datetime(2027, 3, 1, 9)], [], "time zone"),  # noqa: DTZ001
        ([], [*march("1"), *march("1", "15:00")], "on the same date"),
        ([], march("1 3 5"), "3 infusions are fixed, but the series has 2"),
    ],
)
def test_what_no_caller_may_ask_is_an_error(
    offered: list[datetime], fixed: list[datetime], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        plan_series(wish(count=2), offered, NEW_YORK, fixed)


def test_weekdays_named_twice_count_once() -> None:
    assert wish(weekdays=["friday", "monday", "friday"]).weekdays == (
        Weekday.MONDAY,
        Weekday.FRIDAY,
    )
