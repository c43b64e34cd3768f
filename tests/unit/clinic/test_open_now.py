"""Whether a clinic is open now is what somebody would say who looks at the clock and the door."""

from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.clinic.hours import OpenNow, open_now
from tests.unit.clinic.locations import a_location, every_day
from tests.unit.clinic.minute_by_minute import MINUTE, Plan, latest_shown, open_flags, utc
from tests.unit.clinic.random_hours import Place, places

LOOK = 3 * 24 * 60
"""Minutes from which on it is asked."""
AHEAD = 12 * 24 * 60
"""Minutes that are looked at: the next opening is among them, whatever is closed."""
DAY = 24 * 60

THANKSGIVING = {"date": "2026-11-26", "reason": "Thanksgiving"}
HALF_DAY = {"date": "2026-12-24", "reason": "Christmas Eve", "from": "12:00"}
HARBOR = a_location(closures=[THANKSGIVING, HALF_DAY])
PIPE = {"date": "2026-11-23", "reason": "Burst pipe", "from": "10:00", "to": "17:00"}
SNOW = {"date": "2026-11-24", "reason": "Snow", "to": "11:00"}
BURST = a_location(closures=[PIPE, SNOW])


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A wall time in New York in the winter of 2026, five hours behind UTC."""
    return utc(2026, month, day) + timedelta(hours=hour + 5, minutes=minute)


def shown(plan: Plan, first: datetime) -> list[tuple[object, int]]:
    """By minute from the first on, the date and the minute that the doorkeeper's clock shows."""
    days = latest_shown(plan.zone, first, AHEAD)
    return [(day, minute) for day, spans in days for span in spans for minute in span]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(places(), st.lists(st.integers(0, LOOK - 1), min_size=1, max_size=15))
def test_it_agrees_with_somebody_who_watches_the_door(place: Place, starts: list[int]) -> None:
    flags = open_flags(place.plan, place.first, AHEAD)
    due = open_flags(Plan(place.plan.zone, place.plan.week), place.first, AHEAD)
    walls = shown(place.plan, place.first)
    for start in starts:
        seen = open_now(place.location, place.first + start * MINUTE)
        change = next(n for n in range(start, AHEAD) if n > start and flags[n] != flags[start])
        stays = flags[start] and change - start > DAY
        assert seen.is_open == flags[start]
        assert seen.until == (None if stays else place.first + change * MINUTE)
        day, minute = walls[start]
        closed = [(first, last) for on, first, last in place.plan.closed if on == day]
        here = [span for span in closed if span[0] <= minute < span[1]]
        until = max((last for _, last in here), default=0)
        rest = [n for n in range(start, start + DAY) if walls[n][0] == day and walls[n][1] < until]
        all_day = not flags[start] and (0, DAY) in here
        assert seen.all_day == all_day
        is_missed = not flags[start] and any(due[n] for n in rest)
        assert seen.reason == ("shut" if all_day or (here and is_missed) else None)


class TestAnOfficeWithALunchBreak:
    def test_is_open_until_the_break(self) -> None:
        assert open_now(HARBOR, at(11, 23, 9)) == OpenNow(is_open=True, until=at(11, 23, 12))

    def test_opens_again_after_it(self) -> None:
        assert open_now(HARBOR, at(11, 23, 12)) == OpenNow(is_open=False, until=at(11, 23, 13))

    def test_opens_on_monday_for_who_asks_on_friday_night(self) -> None:
        assert open_now(HARBOR, at(11, 27, 20)) == OpenNow(is_open=False, until=at(11, 30, 8, 30))


class TestAClosure:
    def test_of_the_day_is_told_all_day(self) -> None:
        closed = OpenNow(
            is_open=False, until=at(11, 27, 8, 30), reason="Thanksgiving", all_day=True
        )
        assert open_now(HARBOR, at(11, 26, 7)) == closed
        assert open_now(HARBOR, at(11, 26, 23, 59)) == closed
        assert open_now(HARBOR, at(11, 25, 23, 59)).reason is None

    def test_of_a_part_ends_the_day_early_and_is_the_reason_while_it_would_be_open(self) -> None:
        assert open_now(HARBOR, at(12, 24, 11)).until == at(12, 24, 12)
        assert open_now(HARBOR, at(12, 24, 15)).reason == "Christmas Eve"
        assert open_now(HARBOR, at(12, 24, 15)).all_day is False
        assert open_now(HARBOR, at(12, 24, 20)).reason is None


class TestAClosureOfAPartOfTheDay:
    def test_is_the_reason_in_the_usual_break_too(self) -> None:
        for hour, minute in ((10, 0), (12, 0), (12, 59), (16, 59)):
            assert open_now(BURST, at(11, 23, hour, minute)).reason == "Burst pipe"

    def test_is_the_reason_before_the_day_would_have_begun(self) -> None:
        assert open_now(BURST, at(11, 24, 7)).reason == "Snow"
        assert open_now(BURST, at(11, 24, 7)).until == at(11, 24, 11)

    def test_is_none_in_a_break_that_it_does_not_outlast(self) -> None:
        lunch = {"date": "2026-11-23", "reason": "Fumes", "from": "11:00", "to": "13:00"}
        place = a_location(closures=[lunch])
        assert open_now(place, at(11, 23, 11)).reason == "Fumes"
        assert open_now(place, at(11, 23, 12, 30)).reason is None


class TestOpenAroundTheClock:
    def test_has_no_end_in_sight(self) -> None:
        always = a_location(hours=every_day("00:00-24:00"))
        assert open_now(always, at(11, 26, 9)) == OpenNow(is_open=True, until=None)

    def test_goes_on_over_midnight(self) -> None:
        night = a_location(hours={"friday": ["20:00-24:00"], "saturday": ["00:00-02:00"]})
        assert open_now(night, at(11, 27, 21)).until == at(11, 28, 2)
