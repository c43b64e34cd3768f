"""The desk's one route to everything that can be found."""

from ..platform.http import Routes, Tag
from ..platform.runtime import Runtime
from ..platform.values import Id
from ..staff.access import Access, Staff
from .filed_models import AppointmentForms, Filed
from .find_everything import find_everything
from .list_filed import list_filed
from .models import FiledQuery, FindIn, Found
from .open_appointment_forms import open_appointment_forms

routes = Routes(__name__, Tag("Find", "One field that finds people, appointments and requests."))


@routes.post("/find", access=Access.DESK)
def find(body: FindIn, run: Runtime) -> Found:
    """Find by name, phone number or its last digits, email, date of birth, or reference."""
    return find_everything(run, body)


@routes.get("/people/{person_id}/filed", access=Access.DESK)
def get_filed(person_id: Id, query: FiledQuery, staff: Staff, run: Runtime) -> Filed:
    """List appointments and requests of a person, and what was stated. The look is recorded."""
    return list_filed(run, staff.staff_id, person_id, query.cursor)


@routes.get("/staff/appointments/{appointment_id}/forms", access=Access.DESK)
def get_appointment_forms(appointment_id: Id, staff: Staff, run: Runtime) -> AppointmentForms:
    """Open what forms stated for the clinician of whoever has it. The look is recorded."""
    return open_appointment_forms(run, staff.staff_id, appointment_id)
