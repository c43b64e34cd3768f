"""Show an appointment: to its visitor, and to staff."""

from ...platform.clock import local_text
from ...platform.runtime import Runtime
from ...platform.storage.references import reference_of
from ..slots.check_online import is_online
from . import rules
from .closing_models import clinic_closed_by
from .earliest_step_rules import step_times
from .models import Appointment, AppointmentView, StaffAppointmentView


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
            "change_until": rules.change_until(run.clinic.scheduling, appointment.starts_at),
            "moves_online": moves_online(run, appointment),
            "manage_token": token,
            "clinic_closed": clinic_closed_by(appointment.closing),
        }
    )


def moves_online(run: Runtime, appointment: Appointment) -> bool:
    """True if its patient may move it: the service is booked online, or they were invited to it."""
    is_invited = appointment.invitation_id is not None
    return is_invited or is_online(run.clinic.service(appointment.service_id))


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
        }
    )


def etag_of(view: AppointmentView | StaffAppointmentView) -> dict[str, str]:
    """The header that names the version of the appointment that is shown."""
    return {"ETag": f'"{view.version}"'}


def _local(run: Runtime, appointment: Appointment) -> str:
    return local_text(appointment.starts_at, run.clinic.location(appointment.location_id).tz)
