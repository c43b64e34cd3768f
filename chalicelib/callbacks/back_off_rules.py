"""Back-off: the wait after an attempt that failed, and the next one's time. Pure decisions.

Instants that come in carry a time zone (ValueError otherwise); those that go out are UTC. For a
location that never opens again, NeverOpenError is raised.
"""

from datetime import datetime, timedelta

from chalicelib.clinic import CallbackSettings, Location, Urgency
from chalicelib.clinic.hours import (
    add_opening_minutes,
    legal_hours,
    next_opening,
    opening_of,
    to_utc,
)

from .legal_hours_rules import CallHours, first_within_wish_days


def next_attempt_at(
    location: Location,
    settings: CallbackSettings,
    attempts_made: int,
    now: datetime,
    hours: CallHours,
) -> datetime | None:
    """The time of the next attempt, after attempt number ``attempts_made`` failed ``now``.

    None once the configured number of attempts is used up: the caller counts as unreachable. In a
    crisis nobody does: there is always a next attempt.

    The back-off is counted in opening minutes; then the attempt moves on to the first instant at
    which the location is open, some wish of the caller's suits and the law allows it. A wish that
    never comes true within ``WISH_DAYS`` allows any: better called at another time than never.
    If opening never meets legal hours either (a number from the other side of the world), it is
    the first opening after the back-off: the callback then turns up in the queue, is passed over
    by ``is_callable``, and staff decide. A crisis waits a few minutes of the clock, at any hour.
    Raises ValueError if no attempt was made yet.
    """
    back_off = settings.back_off_after(attempts_made)
    if hours.urgency is Urgency.CRISIS:
        return to_utc(now) + timedelta(minutes=settings.crisis_retry_minutes)
    if attempts_made >= settings.most_attempts:
        return None
    due = next_opening(location, add_opening_minutes(location, now, back_off))
    office = (opening_of(location), *legal_hours(hours.zones, otherwise=location.tz))
    wishes = (wish.timetable() for wish in hours.wished)
    suitable = [first_within_wish_days(due, *office, wish) for wish in wishes]
    kept = [at for at in suitable if at is not None]
    if kept and len(kept) == len(suitable):
        return min(kept)
    return first_within_wish_days(due, *office) or due
