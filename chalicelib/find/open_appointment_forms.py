"""Open the forms on which whoever has an appointment stated flags. Every look is on record."""

from ..intake.find_requests import load_forms
from ..intake.open_request import shown_to_staff
from ..people.flag_models import FlagsAsked
from ..people.note_flags import load_flags
from ..platform.runtime import Runtime
from ..scheduling.appointments.load_appointment import load_for_staff
from ..scheduling.appointments.open_appointment import record_opened
from .filed_models import AppointmentForms


def open_appointment_forms(run: Runtime, staff_id: str, appointment_id: str) -> AppointmentForms:
    """The flags of an appointment's person, before or since, with what they wrote beside them.

    That they were opened, and by whom, is on record first; where there are none, nothing is. Raises
    NotFoundError.
    """
    of = load_for_staff(run, appointment_id)
    asked = FlagsAsked(of.point_id, of.person_id, of.request_id)
    flags = load_flags(run, [asked])[asked]
    if flags:
        record_opened(run, staff_id, of, "forms-viewed")
    forms = load_forms(run, [each.of for each in flags])
    return AppointmentForms(
        appointment_id=appointment_id,
        flags=flags,
        forms=[shown_to_staff(each) for each in forms],
    )
