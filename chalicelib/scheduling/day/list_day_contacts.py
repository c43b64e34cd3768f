"""List how to reach everybody who comes on a day: what a printed day needs and its sheet hides.

DAYCONTACTS#<location>#<local date>    EVENT#<at>#<id>    who was given the list
"""

from collections.abc import Sequence
from datetime import date

from ...platform.record_look import record_look
from ...platform.runtime import Runtime
from ..appointments.models import Appointment
from ..appointments.store import load_appointments
from ..slots.store import load_day
from .schemas import DayContact, DayContacts

KIND = "DAYCONTACTS"


def list_day_contacts(
    run: Runtime, staff_id: str, location_id: str, day: date, *, is_kept: bool = False
) -> DayContacts:
    """Full names and phones of a local date's appointments, in order of time.

    That they were given, and to whom, is on record before they are shown: once in the day's history
    and once for each person, and not for a day on which nobody comes. ``is_kept`` says that nobody
    looks: a desk keeps them for when it has no connection, and the record tells them apart. Raises
    UnknownLocationError.
    """
    run.clinic.location(location_id)
    how = "contacts-kept" if is_kept else "contacts-viewed"
    schedule = load_day(run.table, location_id, day)
    ids = [slot.appointment_id for slot in schedule.slots if slot.appointment_id]
    appointments = load_appointments(run.table, ids)
    if appointments:
        people = (each.person_id for each in appointments)
        record_look(run, staff_id, KIND, f"{location_id}#{day}", people, how)
    return DayContacts(location_id=location_id, date=day, contacts=_contacts(appointments))


def _contacts(appointments: Sequence[Appointment]) -> list[DayContact]:
    return [
        DayContact(
            appointment_id=each.appointment_id,
            name=each.name,
            phone=each.phone,
            email=None if each.phone else each.email,
            escort_name=each.escort.name if each.escort else None,
        )
        for each in appointments
    ]
