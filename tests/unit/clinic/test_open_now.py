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


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A wall time in New York in the winter of 2026, five hours behind UTC."""
    return utc(2026, month, day) + timedelta(hours=hour + 5, minutes=minute)


def shown(plan: Plan, first: datetime, number: int) -> tuple[object, int]:
    """The date and the minute that the doorkeeper's clock shows."""
    for day, spans in latest_shown(plan.zone, first, AHEAD):
        minutes = [minute for span in spans for minute in span]
        if number < len(minutes):
            return day, minutes[number]
        number -= len(minutes)
    raise AssertionError("not shown")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(places(), st.lists(st.integers(0, LOOK - 1), min_size=1, max_size=15))
def test_it_agrees_with_somebody_who_watches_the_door(place: Place, starts: list[int]) -> None:
    flags = open_flags(place.plan, place.first, AHEAD)
    for start in starts:
        seen = open_now(place.location, place.first + start * MINUTE)
        change = next(n for n in range(start, AHEAD) if n > start and flags[n] != flags[start])
        stays = flags[start] and change - start > DAY
        assert seen.is_open == flags[start]
        assert seen.until == (None if stays else place.first + change * MINUTE)
        day, minute = shown(place.plan, place.first, start)
        closed = [(first, last) for on, first, last in place.plan.closed if on == day]
        here = [span for span in closed if span[0] <= minute < span[1]]
        usual = Plan(place.plan.zone, place.plan.week)
        was_due = open_flags(usual, place.first, start + 1)[start]
        all_day = not flags[start] and (0, DAY) in here
        assert seen.all_day == all_day
        assert seen.reason == ("shut" if all_day or (here and was_due) else None)


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


class TestOpenAroundTheClock:
    def test_has_no_end_in_sight(self) -> None:
        always = a_location(hours=every_day("00:00-24:00"))
        assert open_now(always, at(11, 26, 9)) == OpenNow(is_open=True, until=None)

    def test_goes_on_over_midnight(self) -> None:
        night = a_location(hours={"friday": ["20:00-24:00"], "saturday": ["00:00-02:00"]})
        assert open_now(night, at(11, 27, 21)).until == at(11, 28, 2)
