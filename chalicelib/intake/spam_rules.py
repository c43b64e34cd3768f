"""What looks like spam is set aside: kept, answered like any other, and owed no call. Pure."""

from datetime import datetime, timedelta

from .models import Aside, ConsultationRequestIn
from .rules import is_crisis


def set_aside(form: ConsultationRequestIn, minimum_fill: timedelta, now: datetime) -> Aside | None:
    """Why the request looks like spam, if it does. A crisis is never spam.

    A start in the future is a clock that goes wrong, and no start at all is a client of another
    kind: neither tells anything.
    """
    if is_crisis(form):
        return None
    if form.leave_blank:
        return Aside.HONEYPOT
    if form.started_at is not None and timedelta() <= now - form.started_at < minimum_fill:
        return Aside.TOO_FAST
    return None
