"""The hours at which somebody may be called: legal ones, and those they wished for. Pure decisions.

Instants that come in carry a time zone (ValueError otherwise); those that go out are UTC. For a
location that never opens again, NeverOpenError is raised.

Three things hold a call back, and a crisis overrules two of them:

==================  =========  ======================================================
held back by        a crisis   otherwise
==================  =========  ======================================================
``not_before``      holds      holds
the callers' wishes ignored    hold, unless one never meets opening and legal hours
legal hours         ignored    hold: 8 am to 9 pm in every zone the caller may be in
==================  =========  ======================================================

``not_before`` is the end of a snooze that staff set, or of the wait after an attempt that failed;
for a crisis that wait is minutes. A call that turns into a crisis must lose the longer wait that
it had before, which is for whoever merges the two to do.

Calling back somebody in danger who asked for help is no telemarketing; the hours that the law
sets for that do not protect them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from chalicelib.clinic import Location, Urgency
from chalicelib.clinic.hours import (
    CallWindow,
    Timetable,
    first_common_instant,
    legal_hours,
    next_opening,
    opening_of,
    to_utc,
)

WISH_DAYS = 14
"""A wish that cannot be kept within so many days of the next opening is no longer waited for."""


@dataclass(frozen=True)
class CallHours:
    """The hours that suit a call: the caller's wish and zones, and the urgency that overrules."""

    wished: Collection[CallWindow]
    """The call suits within any of them; with none, at any hour."""
    zones: Collection[str]
    """Every zone that the caller may be in; none, if nobody knows."""
    urgency: Urgency = Urgency.ROUTINE


def callable_from(
    location: Location,
    now: datetime,
    not_before: datetime | None,
    hours: CallHours,
) -> datetime | None:
    """The first instant from ``now`` on at which this call may be handed to somebody.

    The location need not be open: whoever asks for work is at work. A wish that never meets
    opening and legal hours within ``WISH_DAYS`` allows any hour. None if no hour is legal in all
    of the caller's zones; such a call is for staff to choose.
    """
    start = max(to_utc(now), to_utc(not_before or now))
    if hours.urgency is Urgency.CRISIS:
        return start
    legal = legal_hours(hours.zones, otherwise=location.tz)
    if not _is_narrowed(hours.wished, location, legal, start):
        return first_within_wish_days(start, *legal)
    wishes = (wish.timetable() for wish in hours.wished)
    instants = (first_within_wish_days(start, *legal, wish) for wish in wishes)
    return min(filter(None, instants), default=None)


def is_callable(
    location: Location,
    now: datetime,
    not_before: datetime | None,
    hours: CallHours,
) -> bool:
    """True if this call may be handed out ``now``: just when ``callable_from`` is ``now``.

    Cheaper than that: it looks ahead only for a wish that ``now`` is not within.
    """
    now = to_utc(now)
    if not_before and to_utc(not_before) > now:
        return False
    if hours.urgency is Urgency.CRISIS:
        return True
    if not is_legal(location, now, hours.zones):
        return False
    if not hours.wished or any(wish.timetable().holds(now) for wish in hours.wished):
        return True
    legal = legal_hours(hours.zones, otherwise=location.tz)
    return not _is_narrowed(hours.wished, location, legal, now)


def is_legal(location: Location, now: datetime, caller_zones: Collection[str]) -> bool:
    """True if it is between 8 am and 9 pm ``now`` wherever the caller may be."""
    legal = legal_hours(caller_zones, otherwise=location.tz)
    return all(hours.holds(now) for hours in legal)


def _is_narrowed(
    wishes: Collection[CallWindow],
    location: Location,
    legal: Collection[Timetable],
    start: datetime,
) -> bool:
    """True if wishes leave some hours out: there are any, and each of them can be kept."""
    return bool(wishes) and all(_can_be_kept(wish, location, legal, start) for wish in wishes)


def _can_be_kept(
    wish: CallWindow, location: Location, legal: Collection[Timetable], start: datetime
) -> bool:
    opens = next_opening(location, start)
    return first_within_wish_days(opens, opening_of(location), *legal, wish.timetable()) is not None


def first_within_wish_days(start: datetime, *timetables: Timetable) -> datetime | None:
    """The first instant from ``start`` on within all of them; None if ``WISH_DAYS`` have none."""
    return first_common_instant(timetables, start, WISH_DAYS)
