"""However many times somebody passes on, their place on the waitlist stays as small as it was."""

from datetime import UTC, date, datetime, time, timedelta

from chalicelib.clinic.words import WEEK
from chalicelib.scheduling.waitlist.models import Offer, WaitlistEntry, Wish
from chalicelib.scheduling.waitlist.rules import MOST_PASSED, declined

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
FIRST = NOW + timedelta(days=2)
COUNT = MOST_PASSED + 10


def entry() -> WaitlistEntry:
    wish = Wish(
        first_day=date(2026, 11, 23),
        last_day=date(2026, 12, 31),
        weekdays=list(WEEK),
        earliest_time=time(0),
        latest_time=time(23, 59),
    )
    return WaitlistEntry(
        entry_id="e",
        location_id="harbor",
        pool="consult",
        service_id="short",
        point_id="c",
        person_id="p",
        first_name="Robin",
        since=NOW,
        wish=wish,
        joined_by="visitor",
        is_by_staff=False,
        expires_at=0,
    )


def start(number: int) -> datetime:
    return FIRST + timedelta(minutes=number * 30)


def after_declining(count: int) -> WaitlistEntry:
    now_listed = entry()
    for number in range(count):
        offer = Offer(
            slot_id="x",
            hold_id="y",
            starts_at=start(number),
            ends_at=start(number + 1),
            held_until=NOW + timedelta(hours=1),
            offered_at=NOW,
        )
        now_listed = declined(now_listed.model_copy(update={"offer": offer}), NOW)
    return now_listed


def test_the_last_sixty_that_they_passed_on_are_kept_and_not_offered_again() -> None:
    passed = after_declining(COUNT).passed
    assert list(passed) == [start(number) for number in range(COUNT - MOST_PASSED, COUNT)]


def test_the_entry_grows_no_more() -> None:
    size, later = (len(after_declining(n).model_dump_json()) for n in (MOST_PASSED, COUNT))
    assert later == size


def test_fewer_than_sixty_are_all_kept() -> None:
    assert list(after_declining(5).passed) == [start(number) for number in range(5)]
