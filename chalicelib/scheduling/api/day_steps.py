"""The routes to the steps of an appointment's day: checked in, completed, a no-show; and back."""

from ...platform.http import Answer, Routes, Tag
from ...platform.runtime import Runtime
from ...platform.values import Id
from ...staff.access import Access, Staff
from ..aftercare import mark_no_show as no_show
from ..aftercare.undo_step import undo_step
from ..appointments import check_in as arriving
from ..appointments import fulfil as fulfilling
from ..appointments.escort_models import FulfilIn
from ..appointments.load_appointment import Asked
from ..appointments.models import StaffAppointmentView
from ..appointments.step_models import UndoIn
from ..errors import AppointmentStateError, StepUndoOverError, TooEarlyError, VersionError
from .appointments import VersionHeaders, told_to_staff

routes = Routes(
    __name__,
    Tag("The day of an appointment", "What the desk says of whoever came, or didn't; and undoes."),
)

_CHANGES = (AppointmentStateError, VersionError)
_STEPS = (*_CHANGES, TooEarlyError)


@routes.post("/staff/appointments/{appointment_id}/check-in", access=Access.DESK, problems=_STEPS)
def check_in(
    appointment_id: Id, headers: VersionHeaders, staff: Staff, run: Runtime
) -> Answer[StaffAppointmentView]:
    """The patient is here."""
    asked = Asked(appointment_id, staff.staff_id, headers.if_match)
    return told_to_staff(run, arriving.check_in(run, asked))


@routes.post("/staff/appointments/{appointment_id}/fulfil", access=Access.DESK, problems=_STEPS)
def fulfil(
    appointment_id: Id, headers: VersionHeaders, body: FulfilIn, staff: Staff, run: Runtime
) -> Answer[StaffAppointmentView]:
    """The appointment took place. Without a confirmed escort, say how the patient got home."""
    asked = Asked(appointment_id, staff.staff_id, headers.if_match)
    return told_to_staff(run, fulfilling.fulfil(run, asked, body.went_home))


@routes.post("/staff/appointments/{appointment_id}/no-show", access=Access.DESK, problems=_STEPS)
def mark_no_show(
    appointment_id: Id, headers: VersionHeaders, staff: Staff, run: Runtime
) -> Answer[StaffAppointmentView]:
    """The patient did not come: they are owed a call."""
    asked = Asked(appointment_id, staff.staff_id, headers.if_match)
    return told_to_staff(run, no_show.mark_no_show(run, asked))


@routes.post(
    "/staff/appointments/{appointment_id}/undo",
    access=Access.DESK,
    problems=(*_CHANGES, StepUndoOverError),
)
def undo_day_step(
    appointment_id: Id, headers: VersionHeaders, body: UndoIn, staff: Staff, run: Runtime
) -> Answer[StaffAppointmentView]:
    """Take back the last step of its day, for a day: it stands as before, and so does all else."""
    asked = Asked(appointment_id, staff.staff_id, headers.if_match)
    return told_to_staff(run, undo_step(run, asked, body.step))
