"""Calendars: feeds that staff make and revoke, and the file of one appointment for its patient."""

from datetime import date, timedelta

from ...platform.calendar_file import calendar_text
from ...platform.errors import (
    FieldProblem,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    RefusedError,
)
from ...platform.runtime import Runtime
from ...platform.tokens import token_hash, token_matches
from ...platform.unit_of_work import Once, UnitOfWork, carry_out, fingerprint
from ..appointments.models import Appointment
from ..day.load_days import load_days
from ..slots.availability import last_bookable_day, today_at
from . import store
from .models import CalendarFeed, FeedIn, appointment_event, feed_event

DAYS_BACK = 7
MOST_DAYS_AHEAD = 84
"""However far ahead the clinic books: an answer takes one query a day."""

ASK_EVERY = timedelta(minutes=15)
"""Time after which a calendar is to ask for its feed again. Many ask less often all the same."""


def make_feed(
    run: Runtime, staff_id: str, location_id: str, given: FeedIn, key: str | None, *, manages: bool
) -> tuple[CalendarFeed, str]:
    """Make a feed; the feed and its token, which is told this once and kept only as its hash.

    The same ``key`` and wish again are the same feed. Raises UnknownLocationError,
    InvalidInputError, IdempotencyConflictError, and NotAllowedError for a feed with names unless
    whoever asks ``manages``.
    """
    _check(run, location_id, given)
    if given.with_names and not manages:
        raise NotAllowedError("Only a manager can create a feed with patients' first names.")
    now = run.clock()
    named = run.keyring.derived_id(f"feed:{staff_id}", key) if key else run.ids.new(now)
    token = run.keyring.token_for("calendar-feed", f"{location_id}:{named}")
    feed = CalendarFeed(
        feed_id=_feed_id(run, token),
        location_id=location_id,
        **given.model_dump(),
        token_hash=token_hash(token),
        made_by=staff_id,
        made_at=now,
    )

    def made(work: UnitOfWork) -> CalendarFeed:
        work.add(store.feed_put(feed))
        return feed

    asked = fingerprint(run.keyring, given)
    once = Once(store.feed_key(location_id, feed.feed_id), asked, CalendarFeed.model_validate)
    return carry_out(run, staff_id, made, once=once), token


def list_feeds(run: Runtime, location_id: str) -> list[CalendarFeed]:
    """The feeds of a location, newest first. Raises UnknownLocationError."""
    run.clinic.location(location_id)
    feeds = store.load_feeds(run.table, location_id)
    return sorted(feeds, key=lambda feed: (feed.made_at, feed.feed_id), reverse=True)


def revoke_feed(run: Runtime, staff_id: str, location_id: str, feed_id: str) -> CalendarFeed:
    """Let a feed be read no more; from then on its address is as if it had never been.

    Done again it changes nothing. Raises NotFoundError.
    """
    revoked = store.feed_revoked(location_id, feed_id, staff_id, run.clock())
    try:
        return CalendarFeed.model_validate(run.table.update(revoked))
    except RefusedError:
        raise NotFoundError("We can't find that feed.") from None


def read_feed(run: Runtime, location_id: str, token: str) -> str:
    """The appointments of a feed, from some days back to the last day that can be booked.

    One look at the feed, then a query a day, a few at the same time. Raises NotFoundError alike
    for a wrong token and a feed that was revoked.
    """
    feed = store.load_feed(run.table, location_id, _feed_id(run, token))
    if feed is None or not token_matches(token, feed.token_hash) or feed.revoked_at is not None:
        raise NotFoundError("There is nothing here.")
    location = run.clinic.location(location_id)
    slots = (
        slot
        for day in load_days(run, location_id, _days(run, location_id))
        for slot in day.slots
        if feed.takes_in(slot)
    )
    return calendar_text(
        (feed_event(feed, slot, run.clinic, location) for slot in slots),
        name=f"{location.name}: {feed.label}",
        every=ASK_EVERY,
    )


def appointment_calendar(run: Runtime, appointment: Appointment) -> str:
    """One appointment as a file for its patient's calendar."""
    location = run.clinic.location(appointment.location_id)
    return calendar_text([appointment_event(appointment, location, run.clock())])


def _feed_id(run: Runtime, token: str) -> str:
    return run.keyring.derived_id("calendar-feed", token)


def _days(run: Runtime, location_id: str) -> list[date]:
    location, now = run.clinic.location(location_id), run.clock()
    today = today_at(location, now)
    last = min(last_bookable_day(run.clinic, location, now), today + _AHEAD)
    first = today - timedelta(days=DAYS_BACK)
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


_AHEAD = timedelta(days=MOST_DAYS_AHEAD)


def _check(run: Runtime, location_id: str, given: FeedIn) -> None:
    location = run.clinic.location(location_id)
    pool = location.pool(given.pool) if given.pool else None
    problems = []
    if given.pool and pool is None:
        problems.append(FieldProblem(("pool",), "This location doesn't have that pool."))
    if given.bay and not location.has_bay(given.bay):
        problems.append(FieldProblem(("bay",), "This location doesn't have that bay."))
    elif given.bay and pool and given.bay not in {bay.id for bay in pool.bays}:
        problems.append(FieldProblem(("bay",), "This pool doesn't have that bay."))
    if problems:
        raise InvalidInputError(tuple(problems))
