"""Change an appointment once, whoever asks for it and however often."""

from collections.abc import Callable
from datetime import datetime

from ...clinic import Location
from ...platform.errors import FrontdeskError, RefusedError, UnavailableError
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork, carry_out
from . import change_until_rules, store
from .earliest_step_rules import step_times
from .load_appointment import Asked, check_version, load_asked
from .models import Appointment, StepTimes

IsSo = Callable[[Appointment], bool]
"""True for an appointment that stands as it was asked to."""

Decide = Callable[[UnitOfWork, Appointment], Appointment]
"""Collects what changes an appointment; how it then stands."""


def change_once(
    run: Runtime, asked: Asked, is_so: IsSo, decide: Decide, is_theirs: IsSo | None = None
) -> Appointment:
    """Bring an appointment to where it ``is_so``; how it then stands.

    Asked again by the same caller, at once or after a lost answer, it is so already: that comes
    before the version that they saw, which their own change has overtaken. It is theirs as long as
    nobody changed it since; or, where what was done names who did it, as ``is_theirs`` says. Raises
    VersionError when somebody else changed it since, and what ``decide`` and ``load_asked`` raise.
    """

    def is_done_by_them(appointment: Appointment) -> bool:
        if is_theirs is not None:
            return is_theirs(appointment)
        return is_so(appointment) and appointment.changed_by == asked.by

    def changed(work: UnitOfWork) -> Appointment:
        before = load_asked(run, asked)
        if asked.by_staff:
            work.note_look(store.KIND, before.appointment_id, (before.person_id,), "changed")
        if is_done_by_them(before):
            return before
        check_version(before, asked)
        if is_so(before):
            return before
        try:
            return decide(work, before)
        except UnavailableError:
            raise
        except FrontdeskError as refusal:
            _check_unchanged(run, asked, before, refusal)
            raise

    return carry_out(run, asked.by, changed)


def _check_unchanged(
    run: Runtime, asked: Asked, before: Appointment, refusal: FrontdeskError
) -> None:
    """Have the story told again if the appointment was changed since it was read.

    What then stands in the way may be the appointment itself: moved there meanwhile, by this very
    request sent twice. Raises RefusedError.
    """
    if load_asked(run, asked).version != before.version:
        raise RefusedError({store.APPOINTMENT: None}) from refusal


CheckTime = Callable[[StepTimes, Location, datetime], None]
"""Raises TooEarlyError before a step is possible."""


def check_not_early(work: UnitOfWork, appointment: Appointment, check: CheckTime) -> None:
    """Have the time of a step checked, by the clinic's settings and the location's clock."""
    location = work.run.clinic.location(appointment.location_id)
    check(step_times(appointment, location, work.run.clinic.scheduling), location, work.now)


def check_notice(work: UnitOfWork, appointment: Appointment, asked: Asked) -> None:
    """Raises TooLateError once visitors have to call."""
    if not asked.by_staff:
        change_until_rules.check_notice(appointment, work.run.clinic.scheduling, work.now)
