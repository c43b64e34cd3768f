"""Rules for how long a patient may move or cancel an appointment online. Pure.

Until the notice period begins. What they booked themselves a moment ago may be changed even inside
of it, so that a slip costs no call: for some minutes from the booking on, once. A move doesn't
begin them anew, or who moves again and again would never have to keep a time.
"""

from datetime import datetime, timedelta

from ...clinic import SchedulingSettings
from ...platform.visitor import VISITOR
from ..errors import TooLateError
from .models import Appointment

JUST_BOOKED = timedelta(minutes=15)
"""For so long a patient may change what they booked, whatever the notice period says."""

_MINUTE = timedelta(minutes=1)


def change_until(appointment: Appointment, settings: SchedulingSettings) -> datetime:
    """Instant until which its patient may move or cancel an appointment online; it may be past.

    A whole minute, so that it is said as it is kept; never after the start.
    """
    notice = appointment.starts_at - timedelta(hours=settings.cancel_notice_hours)
    if appointment.booked_by != VISITOR:
        return notice
    just_booked = _whole_minute(appointment.booked_at + JUST_BOOKED)
    return max(notice, min(just_booked, appointment.starts_at))


def check_notice(appointment: Appointment, settings: SchedulingSettings, now: datetime) -> None:
    """Raises TooLateError once its patient has to call."""
    if now > change_until(appointment, settings):
        raise TooLateError


def _whole_minute(at: datetime) -> datetime:
    """The first whole minute that is not before."""
    down = at.replace(second=0, microsecond=0)
    return down if down == at else down + _MINUTE
