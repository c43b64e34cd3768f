"""Rules for the earliest time of each step: checked in on its day, completed once it has started, a
no-show after its grace. Pure.
"""

from datetime import datetime

from ...clinic import Location, SchedulingSettings
from ...clinic.hours import first_instant
from ...platform.local_time import dated
from ..errors import TooEarlyError
from .models import Appointment, StepTimes
from .rules import no_show_at


def step_times(
    appointment: Appointment, location: Location, settings: SchedulingSettings
) -> StepTimes:
    """The instants from which on each step of the appointment is possible."""
    local_day = appointment.starts_at.astimezone(location.tz).date()
    return StepTimes(
        check_in=first_instant(local_day, 0, location.tz),
        fulfil=appointment.starts_at,
        no_show=no_show_at(appointment, settings),
    )


def check_may_check_in(times: StepTimes, location: Location, now: datetime) -> None:
    """Raises TooEarlyError before the local day of the appointment."""
    if now < times.check_in:
        day = dated(times.fulfil, location.tz)
        raise TooEarlyError(f"The appointment isn't until {day}.", times.check_in)


def check_may_fulfil(times: StepTimes, location: Location, now: datetime) -> None:
    """Raises TooEarlyError before the appointment starts."""
    if now < times.fulfil:
        start = dated(times.fulfil, location.tz)
        raise TooEarlyError(f"The appointment doesn't start until {start}.", times.fulfil)


def check_may_be_no_show(times: StepTimes, location: Location, now: datetime) -> None:
    """Raises TooEarlyError as long as the patient may still be on their way."""
    if now < times.no_show:
        until = dated(times.no_show, location.tz)
        raise TooEarlyError(f"The patient may still come until {until}.", times.no_show)
