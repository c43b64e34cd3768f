"""When a message is tried again, against an oracle that counts minutes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.messaging.models import Message, MessageKind
from chalicelib.messaging.rules import MOST_TRIES, daytime_from, next_try_at, refused_for
from chalicelib.scheduling.appointments.reminder_rules import next_reminder_at

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
FIRST, LAST = (datetime.fromisoformat(text) for text in ("2026-01-01", "2028-01-01"))
instants = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
zones = st.sampled_from(["America/New_York", "America/Phoenix", "America/Chicago", "Asia/Kolkata"])


def a_message(message_id: str) -> Message:
    return Message(
        message_id=message_id,
        kind=MessageKind.BOOKED,
        point_id="point",
        location_id="new-york",
        about="thing",
        send_at=NOW,
    )


@given(st.text("0123456789abc", min_size=26, max_size=26), st.integers(1, MOST_TRIES + 3))
def test_a_pause_is_at_least_half_of_what_it_may_be_and_at_most_an_hour(
    message_id: str, tries: int
) -> None:
    at = next_try_at(a_message(message_id), tries, NOW)
    if tries >= MOST_TRIES:
        assert at is None
        return
    assert at is not None
    longest = min(timedelta(minutes=2 ** (tries - 1)), timedelta(hours=1))
    assert longest / 2 <= at - NOW <= longest


@given(st.text(min_size=1), st.integers(1, MOST_TRIES - 1))
def test_a_message_is_refused_for_as_long_as_its_pauses_were(message_id: str, tries: int) -> None:
    message, at = a_message(message_id), NOW
    for each in range(1, tries):
        after = next_try_at(message, each, at)
        assert after is not None
        at = after
    assert refused_for(message, tries) == at - NOW


@given(instants, zones)
def test_daytime_is_the_first_minute_from_eight_to_nine_in_the_evening(
    now: datetime, zone: str
) -> None:
    found = daytime_from(now, ZoneInfo(zone))
    if found == now:
        assert 8 <= now.astimezone(ZoneInfo(zone)).hour < 21
        return
    assert now < found <= now + timedelta(hours=12)
    local = found.astimezone(ZoneInfo(zone))
    assert (local.hour, local.minute, local.second) == (8, 0, 0)
    minute = now
    while minute < found:
        assert not 8 <= minute.astimezone(ZoneInfo(zone)).hour < 21
        minute += timedelta(minutes=7)


@given(instants, st.timedeltas(timedelta(0), timedelta(days=20)))
def test_reminders_are_two_at_most_and_none_soon_after_what_was_told(
    told_at: datetime, ahead: timedelta
) -> None:
    starts_at = told_at + ahead
    times = []
    at = next_reminder_at(starts_at, told_at)
    while at is not None:
        times.append(at)
        at = next_reminder_at(starts_at, at)
    wanted = [starts_at - timedelta(hours=hours) for hours in (48, 24)]
    assert times == [each for each in wanted if each >= told_at + timedelta(hours=12)]
