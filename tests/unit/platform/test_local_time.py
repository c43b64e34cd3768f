"""How an instant is said to people: in the place's time, never earlier than it is."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.platform.local_time import dated, promise_with_date, said_in_local_time
from tests.conftest import MONDAY_MORNING

NEW_YORK = ZoneInfo("America/New_York")
CHICAGO = ZoneInfo("America/Chicago")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def said(text: str, zone: ZoneInfo = NEW_YORK, now: datetime | None = None) -> str:
    at = utc(text)
    return said_in_local_time(at, zone, now or at)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-23T15:40", "Monday 10:40 am EST"),
        ("2026-11-23T17:00", "Monday 12:00 pm EST"),
        ("2026-11-23T05:00", "Monday 12:00 am EST"),
        ("2026-11-23T05:05", "Monday 12:05 am EST"),
        ("2026-11-23T04:59", "Sunday 11:59 pm EST"),
        ("2026-07-01T17:30", "Wednesday 1:30 pm EDT"),
    ],
)
def test_an_instant_is_said_with_weekday_clock_and_zone(at: str, words: str) -> None:
    assert said(at) == words


def test_each_location_has_its_own_time() -> None:
    assert said("2026-11-23T15:40", CHICAGO) == "Monday 9:40 am CST"


class TestRounding:
    def test_a_started_minute_counts_whole(self) -> None:
        assert said("2026-11-23T15:40:00") == "Monday 10:40 am EST"
        assert said("2026-11-23T15:40:00.001") == "Monday 10:41 am EST"
        assert said("2026-11-23T15:40:59.999") == "Monday 10:41 am EST"

    def test_a_promise_with_its_date_is_said_to_the_same_minute(self) -> None:
        at = utc("2026-11-23T15:40:00.001")
        said_with_date = promise_with_date(at, NEW_YORK, "en")
        assert said_with_date == "Monday, November 23, 10:41 am EST"

    def test_rounding_goes_over_the_hour_and_over_midnight(self) -> None:
        assert said("2026-11-23T15:59:30") == "Monday 11:00 am EST"
        assert said("2026-11-24T04:59:30") == "Tuesday 12:00 am EST"

    @given(
        second=st.integers(0, 300 * 24 * 3600), microsecond=st.integers(min_value=0, max_value=999)
    )
    def test_what_is_said_is_never_earlier_and_less_than_a_minute_later(
        self, second: int, microsecond: int
    ) -> None:
        at = MONDAY_MORNING + timedelta(seconds=second, microseconds=microsecond)
        earliest = at.replace(second=0, microsecond=0)
        whole = earliest if at == earliest else earliest + timedelta(minutes=1)
        assert said_in_local_time(at, NEW_YORK, at) == said_in_local_time(whole, NEW_YORK, at)


class TestWhenTheClocksChange:
    def test_in_march_the_hour_that_is_skipped_is_never_said(self) -> None:
        assert said("2027-03-14T06:59") == "Sunday 1:59 am EST"
        assert said("2027-03-14T06:59:30") == "Sunday 3:00 am EDT"
        assert said("2027-03-14T07:00") == "Sunday 3:00 am EDT"

    def test_in_november_the_hour_that_comes_twice_is_told_apart_by_its_zone(self) -> None:
        assert said("2026-11-01T05:30") == "Sunday 1:30 am EDT"
        assert said("2026-11-01T06:30") == "Sunday 1:30 am EST"
        assert said("2026-11-01T05:59:30") == "Sunday 1:00 am EST"

    @pytest.mark.parametrize("instant", ["2027-03-14T06:59:30", "2026-11-01T05:59:30"])
    def test_the_zone_that_the_instant_came_in_makes_no_difference(self, instant: str) -> None:
        at = utc(instant)
        in_utc = said_in_local_time(at, NEW_YORK, at)
        assert said_in_local_time(at.astimezone(NEW_YORK), NEW_YORK, at) == in_utc
        assert said_in_local_time(at.astimezone(CHICAGO), NEW_YORK, at) == in_utc


class TestFarDates:
    def test_within_six_days_the_weekday_is_enough(self) -> None:
        assert said("2026-11-28T15:40", now=MONDAY_MORNING) == "Saturday 10:40 am EST"

    def test_from_the_sixth_day_on_the_date_is_said(self) -> None:
        words = said("2026-11-29T15:40", now=MONDAY_MORNING)
        assert words == "Sunday, November 29, 10:40 am EST"

    def test_days_are_counted_by_the_calendar_of_the_place(self) -> None:
        late_on_sunday_there = utc("2026-11-23T04:30")
        assert said("2026-11-28T15:40", now=late_on_sunday_there).startswith(
            "Saturday, November 28"
        )

    def test_the_turn_of_the_year_is_no_matter(self) -> None:
        words = said("2027-01-04T14:00", now=utc("2026-12-28T15:00"))
        assert words == "Monday, January 4, 9:00 am EST"


def test_with_its_date_it_is_right_whenever_it_is_read() -> None:
    assert dated(utc("2026-11-25T15:00"), NEW_YORK) == "Wed, Nov 25, 10:00 am EST"
    assert dated(utc("2026-07-01T17:05"), CHICAGO) == "Wed, Jul 1, 12:05 pm CDT"
