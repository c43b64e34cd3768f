"""The hour of the daily digest, through the changes of the clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.messaging.digest_rules import day_told, next_digest_at

ZONES = [ZoneInfo(name) for name in ("America/New_York", "Pacific/Honolulu", "America/Chicago")]

instants = st.datetimes(
    datetime.fromisoformat("2026-01-01"),
    datetime.fromisoformat("2027-12-31"),
    timezones=st.just(UTC),
)


@given(instants, st.sampled_from(ZONES), st.integers(0, 23))
def test_is_later_and_within_a_day_and_an_hour_and_strikes_there(
    now: datetime, zone: ZoneInfo, hour: int
) -> None:
    at = next_digest_at(now, zone, hour)
    assert now < at <= now + timedelta(hours=25)
    local = at.astimezone(zone)
    assert local.minute == 0
    assert local.hour in (hour, hour + 1)  # an hour that the spring leaves out strikes as the next


def test_tells_of_the_day_that_is_over_there() -> None:
    new_york = ZoneInfo("America/New_York")
    just_after_midnight = datetime(2026, 11, 24, 5, 1, tzinfo=UTC)
    assert day_told(just_after_midnight, new_york).isoformat() == "2026-11-23"
    assert (
        day_told(just_after_midnight - timedelta(minutes=2), new_york).isoformat() == "2026-11-22"
    )
