"""Mark an appointment a no-show: the patient did not come, and is owed a call."""

from ...callbacks.open_or_merge import owe_call
from ...clinic import Source
from ...people.keep_commitments import no_longer_ahead
from ...people.note_person import known_profile, only_if_contactable
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from ..appointments import rules
from ..appointments.change_once import change_once, check_not_early
from ..appointments.earliest_step_rules import check_may_be_no_show
from ..appointments.load_appointment import Asked
from ..appointments.models import Appointment, AppointmentStatus
from ..appointments.note_change import note_change
from ..appointments.step_models import DayStep
from ..appointments.undo_rules import taken
from .call_about_appointment import call_owed_for


def mark_no_show(run: Runtime, asked: Asked) -> Appointment:
    """Note that the patient did not come: they are owed a call.

    Unless they asked not to be contacted. Raises AppointmentStateError, TooEarlyError before its
    grace is over, VersionError.
    """
    return change_once(run, asked, _is_no_show, note_no_show)


def note_no_show(work: UnitOfWork, before: Appointment) -> Appointment:
    """Collect that the patient did not come, with the call that they are then owed.

    The history names that call, if there is one. Raises AppointmentStateError, TooEarlyError.
    """
    after = rules.with_status(before, AppointmentStatus.NOSHOW)
    check_not_early(work, before, check_may_be_no_show)
    profile = known_profile(work, before.point_id, before.person_id)
    went, owed = None, None
    if profile is None or profile.do_not_contact_since is None:
        only_if_contactable(work, before.point_id, before.person_id)
        owed = call_owed_for(work, before, profile, Source.NO_SHOW)
        went = owe_call(work, owed)
    no_longer_ahead(work, before.point_id, before.appointment_id, before.starts_at)
    callback = went.callback_id if went else None
    occasion = owed.of if owed else None
    kept = {"callback_id": callback, "occasion": occasion}
    after = taken(before, after, DayStep.NO_SHOW, work.now, **kept)
    return note_change(work, before, after, "no-show", callback=callback)


def _is_no_show(appointment: Appointment) -> bool:
    return appointment.status is AppointmentStatus.NOSHOW
