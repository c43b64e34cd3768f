"""Answer a visitor whose appointment has just been booked."""

from ..platform.http import Answer
from ..platform.runtime import Runtime
from .appointments.models import Appointment, AppointmentView
from .appointments.note_booking import manage_token
from .appointments.views import etag_of, for_visitor


def told_as_booked(run: Runtime, booked: Appointment) -> Answer[AppointmentView]:
    """The appointment with its version, and with the token that opens and changes it."""
    view = for_visitor(run, booked, manage_token(run, booked.appointment_id))
    return Answer(view, headers=etag_of(view))
