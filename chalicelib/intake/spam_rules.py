"""Spam is set aside: kept, answered like any other request, and owed no call. Pure."""

from datetime import datetime, timedelta

from .models import ConsultationRequestIn, SpamReason
from .rules import is_crisis


def spam_reason(
    form: ConsultationRequestIn, minimum_fill: timedelta, now: datetime
) -> SpamReason | None:
    """The reason that the request looks like spam, if it does. A crisis is never spam.

    A start in the future is a clock that goes wrong, and no start at all is a client of another
    kind: neither tells anything.
    """
    if is_crisis(form):
        return None
    if form.leave_blank:
        return SpamReason.HONEYPOT
    if form.started_at is not None and timedelta() <= now - form.started_at < minimum_fill:
        return SpamReason.TOO_FAST
    return None
