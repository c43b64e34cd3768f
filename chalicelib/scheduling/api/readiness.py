"""The routes by which patients get ready: confirm, prepare, ask for a call, say they are here."""

from ...platform.http import Answer, Routes, Tag
from ...platform.runtime import Runtime
from ...platform.values import Id
from ...staff.access import Access, Staff
from ..aftercare.ask_for_call import ask_for_call as _ask_for_call
from ..appointments.confirm_coming import confirm_coming as _confirm_coming
from ..appointments.get_ready import get_ready as _get_ready
from ..appointments.models import AppointmentView, StaffAppointmentView
from ..appointments.readiness_models import PrepareIn
from ..appointments.say_here import say_here as _say_here
from ..appointments.staff_change_models import AskedForIn
from ..errors import (
    AppointmentStateError,
    ManageTokenMissingError,
    TooEarlyError,
    VersionError,
)
from ..manage_token import MANAGE_TOKEN
from .appointments import (
    AppointmentHeaders,
    VersionHeaders,
    asked_by_visitor,
    by_staff,
    told_to_staff,
    told_to_visitor,
)

routes = Routes(
    __name__,
    Tag("Getting ready", "What a patient says before they come, on the page of an appointment."),
)

_PROBLEMS = (AppointmentStateError, VersionError, ManageTokenMissingError)


@routes.post("/appointments/{appointment_id}/confirm", opened_by=MANAGE_TOKEN, problems=_PROBLEMS)
def confirm_coming(
    appointment_id: Id, headers: AppointmentHeaders, run: Runtime
) -> Answer[AppointmentView]:
    """Say that you'll be there, with the appointment's token."""
    return told_to_visitor(run, _confirm_coming(run, asked_by_visitor(appointment_id, headers)))


@routes.post(
    "/staff/appointments/{appointment_id}/confirm",
    access=Access.DESK,
    problems=(AppointmentStateError, VersionError),
)
def confirm_coming_as_staff(
    appointment_id: Id, headers: VersionHeaders, body: AskedForIn, staff: Staff, run: Runtime
) -> Answer[StaffAppointmentView]:
    """Note that the patient told you they'll be there."""
    asked = by_staff(appointment_id, staff, headers, body)
    return told_to_staff(run, _confirm_coming(run, asked))


@routes.post(
    "/appointments/{appointment_id}/preparation", opened_by=MANAGE_TOKEN, problems=_PROBLEMS
)
def get_ready(
    appointment_id: Id, headers: AppointmentHeaders, body: PrepareIn, run: Runtime
) -> Answer[AppointmentView]:
    """Check what you have seen to before you come, with the appointment's token."""
    asked = asked_by_visitor(appointment_id, headers)
    return told_to_visitor(run, _get_ready(run, asked, body.checked))


@routes.post("/appointments/{appointment_id}/call-me", opened_by=MANAGE_TOKEN, problems=_PROBLEMS)
def ask_for_call(
    appointment_id: Id, headers: AppointmentHeaders, run: Runtime
) -> Answer[AppointmentView]:
    """Ask the clinic to call you about it, with the appointment's token."""
    return told_to_visitor(run, _ask_for_call(run, asked_by_visitor(appointment_id, headers)))


@routes.post(
    "/appointments/{appointment_id}/here",
    opened_by=MANAGE_TOKEN,
    problems=(*_PROBLEMS, TooEarlyError),
)
def say_here(
    appointment_id: Id, headers: AppointmentHeaders, run: Runtime
) -> Answer[AppointmentView]:
    """Say that you are here, with the appointment's token, shortly before it starts."""
    return told_to_visitor(run, _say_here(run, asked_by_visitor(appointment_id, headers)))
