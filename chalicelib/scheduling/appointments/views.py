"""Show an appointment: to its visitor, and to staff."""

from ...platform.clock import local_text
from ...platform.runtime import Runtime
from ...platform.storage.references import reference_of
from ...platform.visitor import VISITOR
from ..slots.check_online import is_for_invited, is_online
from . import rules
from .cancel_rules import danger_in
from .change_until_rules import change_until
from .closing_models import clinic_closed_by
from .earliest_step_rules import step_times
from .models import Appointment, AppointmentView, StaffAppointmentView
from .undo_rules import undoable


def for_visitor(
    run: Runtime, appointment: Appointment, token: str | None = None
) -> AppointmentView:
    """The appointment as its visitor sees it; with ``token`` when it has just been booked."""
    shown = appointment.model_dump(include=set(AppointmentView.model_fields))
    return AppointmentView.model_validate(
        {
            **shown,
            "version": appointment.patient_version,
            "starts_local": _local(run, appointment),
            "preparation": run.clinic.service(appointment.service_id).preparation,
            "here_from": rules.here_from(appointment, run.clinic.scheduling),
            "change_until": change_until(appointment, run.clinic.scheduling),
            "shows_help": _shows_help(appointment),
            "moves_online": moves_online(run, appointment),
            "manage_token": token,
            "clinic_closed": clinic_closed_by(appointment.closing),
        }
    )


def _shows_help(appointment: Appointment) -> bool:
    """True if its patient wrote something, as they canceled it, by which they may be in danger."""
    is_theirs = appointment.changed_by == VISITOR
    return is_theirs and danger_in(appointment.cancel_reason) is not None


def moves_online(run: Runtime, appointment: Appointment) -> bool:
    """True if its patient may move it: the service is booked online, or they were invited to it."""
    service = run.clinic.service(appointment.service_id)
    if appointment.invitation_id is not None:
        return is_for_invited(service)
    return is_online(service)


def for_staff(run: Runtime, appointment: Appointment) -> StaffAppointmentView:
    """The appointment as staff see it."""
    shown = appointment.model_dump(include=set(StaffAppointmentView.model_fields))
    location = run.clinic.location(appointment.location_id)
    return StaffAppointmentView.model_validate(
        {
            **shown,
            "reference": reference_of(appointment.appointment_id),
            "starts_local": _local(run, appointment),
            "possible_from": step_times(appointment, location, run.clinic.scheduling),
            "undo": undoable(appointment, run.clock()),
        }
    )


def etag_of(view: AppointmentView | StaffAppointmentView) -> dict[str, str]:
    """The header that names the version of the appointment that is shown."""
    return {"ETag": f'"{view.version}"'}


def _local(run: Runtime, appointment: Appointment) -> str:
    return local_text(appointment.starts_at, run.clinic.location(appointment.location_id).tz)
