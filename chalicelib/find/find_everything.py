"""Find people, appointments and requests by whatever the desk types.

Typing is not on record, opening is. What is found by a reference or a number proves nothing.
"""

from collections.abc import Callable

from ..intake.find_requests import find_requests
from ..intake.models import ConsultationRequest
from ..people.find_indexed import Matches, find_by_birth, find_by_last_digits, find_by_name
from ..people.find_people import find_on_point
from ..people.found_models import PersonRead
from ..people.rules import first_name_of, last_initial_of
from ..people.show_found import shown_once
from ..platform.runtime import Runtime
from ..platform.storage.references import load_referred, reference_of
from ..scheduling.appointments.find_appointments import find_appointments
from ..scheduling.appointments.models import Appointment
from .models import AppointmentFound, FindIn, Found, ReadAs, RequestFound
from .typed_rules import Typed, read_typed


def find_everything(run: Runtime, asked: FindIn) -> Found:
    """All that the text leads to. Raises NotFoundError for a location that there is not."""
    typed = read_typed(asked.text, run.clock().date())
    if asked.location_id is None:
        location_ids = [location.id for location in run.clinic.locations]
    else:
        location_ids = [run.clinic.location(asked.location_id).id]
    people, more = _people(run, typed, location_ids)
    referred = load_referred(run.table, run.keyring, typed.reference) if typed.reference else []
    return Found(
        read_as=[kind for kind, value in _kinds(typed) if value],
        people=shown_once(run, people),
        appointments=[_appointment(each) for each in find_appointments(run, referred)],
        requests=[_request(each) for each in find_requests(run, referred)],
        more=more,
    )


def _kinds(typed: Typed) -> list[tuple[ReadAs, object]]:
    return [
        (ReadAs.PHONE, typed.phone),
        (ReadAs.LAST_DIGITS, typed.last_digits),
        (ReadAs.DATE_OF_BIRTH, typed.born),
        (ReadAs.EMAIL, typed.email),
        (ReadAs.REFERENCE, typed.reference),
        (ReadAs.NAME, typed.name),
    ]


def _people(run: Runtime, typed: Typed, location_ids: list[str]) -> tuple[list[PersonRead], bool]:
    """Everybody whom the text may mean, each once, and whether there may be others."""
    if point := typed.phone or typed.email:
        found = find_on_point(run, point)
        return found.people, found.more
    if digits := typed.last_digits:
        return _at_each(
            location_ids, lambda location_id: find_by_last_digits(run, location_id, digits)
        )
    if born := typed.born:
        return _at_each(location_ids, lambda location_id: find_by_birth(run, location_id, born))
    if name := typed.name:
        return _at_each(location_ids, lambda location_id: find_by_name(run, location_id, name))
    return [], False


def _at_each(
    location_ids: list[str], find: Callable[[str], Matches]
) -> tuple[list[PersonRead], bool]:
    found = [find(location_id) for location_id in location_ids]
    people = {each.profile.person_id: each for matches in found for each in matches.people}
    return list(people.values()), any(matches.more for matches in found)


def _appointment(found: Appointment) -> AppointmentFound:
    return AppointmentFound(
        appointment_id=found.appointment_id,
        reference=reference_of(found.appointment_id),
        person_id=found.person_id,
        first_name=found.first_name,
        last_initial=last_initial_of(found.name),
        location_id=found.location_id,
        service_id=found.service_id,
        starts_at=found.starts_at,
        status=found.status,
    )


def _request(found: ConsultationRequest) -> RequestFound:
    return RequestFound(
        request_id=found.request_id,
        reference=reference_of(found.request_id),
        person_id=found.person_id,
        first_name=first_name_of(found.names.name),
        last_initial=last_initial_of(found.names.name),
        location_id=found.location_id,
        service_id=found.service_id,
        received_at=found.received_at,
        callback_id=found.callback_id,
    )
