"""Spam is set aside: kept, answered like any other request, and owed no call. Pure."""

from datetime import datetime, timedelta

from ..safety.crisis import Level
from .models import ConsultationRequestIn, SpamReason


def spam_reason(
    form: ConsultationRequestIn, danger: Level, minimum_fill: timedelta, now: datetime
) -> SpamReason | None:
    """The reason that the request looks like spam, if it does. Nothing with a sign of danger does.

    A sign too weak for a crisis is enough: set aside, its words would be read by nobody in time.

    A start in the future is a clock that goes wrong, and no start at all is a client of another
    kind: neither tells anything.
    """
    if danger is not Level.NONE:
        return None
    if form.leave_blank:
        return SpamReason.HONEYPOT
    if form.started_at is not None and timedelta() <= now - form.started_at < minimum_fill:
        return SpamReason.TOO_FAST
    return None
