"""Boosters: due some weeks after the last infusion, unless the next is booked. Pure.

It is a matter of the person and not of one appointment: each infusion that is given takes the
place of the one before, so that after six of them there is one time to wait for.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from ...platform.clock import Instant
from ...platform.model import Model

LOOK_AGAIN_AFTER = timedelta(days=1)
"""So long after an appointment was to end, it is known whether it took place."""


class LastInfusion(Model):
    """The last infusion that somebody was given."""

    point_id: str
    person_id: str
    location_id: str
    appointment_id: str
    given_at: Instant
    due_at: Instant | None = None
    """Instant at which to look whether a booster is due; None once that was settled."""
    callback_id: str | None = None
    """The call that was then owed, and as which occasion it is owed there."""
    occasion: str | None = None


def look_again_at(ends_ahead: Iterable[datetime], now: datetime) -> datetime | None:
    """Instant of the next look, given the ends of the infusions ahead; None if none is ahead.

    The next one may be given, which settles it, or be called off. One that was to be over long
    ago, and of which nobody said how it went, keeps nobody from being called.
    """
    times = (end + LOOK_AGAIN_AFTER for end in ends_ahead)
    return min((at for at in times if at > now), default=None)
