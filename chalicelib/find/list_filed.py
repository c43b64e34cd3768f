"""List appointments, requests and statements of a person. The look is recorded."""

from ..callbacks.find_calls import CallTold, find_calls
from ..clinic import Source
from ..intake.find_requests import find_requests
from ..intake.models import ConsultationRequest
from ..intake.open_request import shown_to_staff
from ..people.list_parts import list_parts
from ..platform.runtime import Runtime
from ..platform.storage.references import reference_of
from ..scheduling.appointments.find_appointments import find_appointments
from ..scheduling.appointments.models import Appointment
from ..scheduling.invitations.find_invitations import find_invitations
from .filed_models import Filed, FiledAppointment, Stated


def list_filed(run: Runtime, staff_id: str, person_id: str, cursor: str | None) -> Filed:
    """A page of what is filed under a person: one more round trip for each kind of thing.

    Raises NotFoundError, and InvalidInputError for a cursor of another list.
    """
    page = list_parts(run, staff_id, person_id, cursor)
    filed = [(each.kind, each.part_id) for each in page.parts]
    theirs = {each.person_id for each in page.parts}
    appointments = find_appointments(run, filed)
    requests = find_requests(run, filed)
    calls = [each for each in find_calls(run, filed) if each.occasion.person_id in theirs]
    stated = [
        *(_in_appointment(each) for each in appointments),
        *(_in_request(each) for each in requests),
        *(_in_call(each) for each in calls),
    ]
    appointments.sort(key=lambda each: each.starts_at, reverse=True)
    requests.sort(key=lambda each: each.received_at, reverse=True)
    return Filed(
        appointments=[_appointment(each) for each in appointments],
        requests=[shown_to_staff(each) for each in requests],
        invitations=find_invitations(run, filed),
        stated=sorted(stated, key=lambda each: (each.at, each.of), reverse=True),
        next_cursor=page.next_cursor,
    )


def _appointment(found: Appointment) -> FiledAppointment:
    shown = found.model_dump(include=set(FiledAppointment.model_fields))
    return FiledAppointment(**shown, reference=reference_of(found.appointment_id))


def _in_appointment(found: Appointment) -> Stated:
    return Stated(
        of=found.appointment_id,
        source=None,
        reference=reference_of(found.appointment_id),
        at=found.booked_at,
        person_id=found.person_id,
        by_visitor=found.is_stated,
        name=found.name,
        phone=found.phone,
        email=found.email,
    )


def _in_request(found: ConsultationRequest) -> Stated:
    return Stated(
        of=found.request_id,
        source=Source.CONSULTATION_REQUEST,
        reference=reference_of(found.request_id),
        at=found.received_at,
        person_id=found.person_id,
        by_visitor=True,
        name=found.names.name,
        asked_by=found.names.asked_by,
        phone=found.phone,
        email=found.email,
        may_leave_voicemail=found.may_leave_voicemail,
        language=found.language,
    )


def _in_call(found: CallTold) -> Stated:
    told = found.occasion
    return Stated(
        of=told.of,
        source=told.source,
        at=told.at,
        person_id=told.person_id,
        by_visitor=False,
        name=told.name,
        asked_by=told.asked_by,
        phone=found.phone,
        email=told.email,
        may_leave_voicemail=told.may_leave_voicemail,
        language=told.language,
    )
