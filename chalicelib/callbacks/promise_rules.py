"""When a call is promised, when it is tried again, and when it may be made. Pure decisions.

Instants that come in carry a time zone (ValueError otherwise); those that go out are UTC. The
location's opening comes from a checked clinic's file, so it always opens again within weeks; for
one that does not, every function here may raise NeverOpenError.

Three things hold a call back, and a crisis overrules two of them:

==================  =========  ======================================================
held back by        a crisis   otherwise
==================  =========  ======================================================
``not_before``      holds      holds
the caller's wish   ignored    holds, unless it never meets opening and legal hours
legal hours         ignored    hold: 8 am to 9 pm in every zone the caller may be in
==================  =========  ======================================================

``not_before`` is the end of a snooze that staff set, or of the wait after an attempt that failed;
for a crisis that wait is minutes. A call that turns into a crisis must lose the longer wait that
it had before, which is for whoever merges the two to do.

Calling back somebody in danger who asked for help is no telemarketing; the hours that the law
sets for that do not protect them.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from chalicelib.clinic import CallbackSettings, Location, Promises, Source, Urgency
from chalicelib.clinic.hours import (
    CallWindow,
    Timetable,
    add_opening_minutes,
    first_common_instant,
    legal_hours,
    next_opening,
    opening_of,
    to_utc,
)

WISH_DAYS = 14
"""A wish that cannot be kept within so many days of the next opening is no longer waited for."""


def respond_by(
    location: Location,
    promises: Promises,
    source: Source,
    urgency: Urgency,
    received_at: datetime,
) -> datetime:
    """The promise: by when somebody who turned to us at ``received_at`` is called.

    The allowance for source and urgency is counted in the location's opening minutes and may end
    at the very moment it closes. A crisis has an allowance too, so that what is promised can be
    kept; its turn in the queue does not depend on it.
    """
    allowance = promises.opening_minutes(source, urgency)
    return add_opening_minutes(location, received_at, allowance)


def next_attempt_at(
    location: Location,
    settings: CallbackSettings,
    attempts_made: int,
    now: datetime,
    wished_window: CallWindow | None,
    caller_zones: Collection[str],
    urgency: Urgency = Urgency.ROUTINE,
) -> datetime | None:
    """When to try again after attempt number ``attempts_made`` failed ``now``.

    None once the configured number of attempts is used up: the caller counts as unreachable.

    The back-off is counted in opening minutes; then the attempt moves on to the first instant at
    which the location is open, the caller wishes to be called and the law allows it. A wish that
    never comes true within ``WISH_DAYS`` is ignored: better called at another time than never.
    If opening never meets legal hours either (a number from the other side of the world), it is
    the first opening after the back-off: the callback then turns up in the queue, is passed over
    by ``is_callable``, and staff decide. A crisis waits a few minutes of the clock, at any hour.
    Raises ValueError if no attempt was made yet.
    """
    back_off = settings.back_off_after(attempts_made)
    if attempts_made >= settings.most_attempts:
        return None
    if urgency is Urgency.CRISIS:
        return to_utc(now) + timedelta(minutes=settings.crisis_retry_minutes)
    due = next_opening(location, add_opening_minutes(location, now, back_off))
    office = (opening_of(location), *legal_hours(caller_zones, otherwise=location.tz))
    return (
        (wished_window and _first(due, *office, wished_window.timetable()))
        or _first(due, *office)
        or due
    )


def callable_from(
    location: Location,
    now: datetime,
    not_before: datetime | None,
    wished_window: CallWindow | None,
    caller_zones: Collection[str],
    urgency: Urgency,
) -> datetime | None:
    """The first instant from ``now`` on at which this call may be handed to somebody.

    The location need not be open: whoever asks for work is at work. A wish that never meets
    opening and legal hours within ``WISH_DAYS`` is ignored. None if no hour is legal in all of
    the caller's zones; such a call is for staff to choose.
    """
    start = max(to_utc(now), to_utc(not_before or now))
    if urgency is Urgency.CRISIS:
        return start
    legal = legal_hours(caller_zones, otherwise=location.tz)
    if wished_window and _can_be_kept(wished_window, location, legal, start):
        return _first(start, *legal, wished_window.timetable())
    return _first(start, *legal)


def is_callable(
    location: Location,
    now: datetime,
    not_before: datetime | None,
    wished_window: CallWindow | None,
    caller_zones: Collection[str],
    urgency: Urgency,
) -> bool:
    """True if this call may be handed out ``now``: just when ``callable_from`` is ``now``.

    Cheaper than that: it looks ahead only for a wish that ``now`` is not within.
    """
    now = to_utc(now)
    if not_before and to_utc(not_before) > now:
        return False
    if urgency is Urgency.CRISIS:
        return True
    if not is_legal(location, now, caller_zones):
        return False
    if wished_window is None or wished_window.timetable().holds(now):
        return True
    legal = legal_hours(caller_zones, otherwise=location.tz)
    return not _can_be_kept(wished_window, location, legal, now)


def is_legal(location: Location, now: datetime, caller_zones: Collection[str]) -> bool:
    """True if it is between 8 am and 9 pm ``now`` wherever the caller may be."""
    legal = legal_hours(caller_zones, otherwise=location.tz)
    return all(hours.holds(now) for hours in legal)


def _can_be_kept(
    wish: CallWindow, location: Location, legal: Collection[Timetable], start: datetime
) -> bool:
    opens = next_opening(location, start)
    return _first(opens, opening_of(location), *legal, wish.timetable()) is not None


def _first(start: datetime, *timetables: Timetable) -> datetime | None:
    return first_common_instant(timetables, start, WISH_DAYS)
