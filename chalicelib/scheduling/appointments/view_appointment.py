"""View an appointment, for whoever has its token or a link to it from a mail."""

from ...messaging.address_proof import address_proof
from ...messaging.link import Opens
from ...platform.runtime import Runtime
from .load_appointment import load_for_visitor
from .models import AppointmentView
from .note_booking import manage_token
from .views import for_visitor


def view_for_visitor(run: Runtime, appointment_id: str, token: str | None) -> AppointmentView:
    """The appointment as its visitor sees it.

    Who opens it by a mailed link is told as well if the address is proven, and the token to pass on
    to somebody else, which proves nothing. Raises ManageTokenMissingError, NotFoundError.
    """
    appointment = load_for_visitor(run, appointment_id, token)
    given = appointment.email, appointment.name
    proof = address_proof(run, Opens.APPOINTMENT, appointment_id, given, token)
    own = manage_token(run, appointment_id) if proof else None
    view = for_visitor(run, appointment, own)
    return view.model_copy(update={"address_proof": proof})
