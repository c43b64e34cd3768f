"""An occasion that makes the clinic owe somebody a call, as it comes in. Pure."""

from pydantic import ConfigDict

from ..clinic import Source, Urgency
from ..clinic.hours import CallWindow
from ..people.models import Person
from ..platform.clock import Instant
from ..platform.model import Model


class OwedCall(Model):
    """An occasion that makes the clinic owe somebody a call."""

    model_config = ConfigDict(frozen=True)

    person: Person
    phone_extension: str | None = None
    location_id: str
    by_another: bool = False
    """True where somebody else asked, for the person to come in."""
    asked_by: str | None = None
    """The name of who did, if they told it."""
    source: Source
    urgency: Urgency
    reason: str
    """A few words for the queue: a service's id, or what the desk wrote. No message text."""
    flags: tuple[str, ...] = ()
    """Screening answers for the clinician."""
    read_first: bool = False
    """True where a sign of danger was read in its words, and too little for a crisis."""
    of: str
    """The id of the occasion: a consultation request, an incoming call."""
    call_before: Instant | None = None
    """From then on the call is of no use; the promise is no later than that."""
    note: str | None = None
    window: CallWindow | None = None
    caller_zones: tuple[str, ...] = ()
    by_visitor: bool = False
    """True where it follows from an appointment that a visitor booked."""
    sender: str | None = None
    """The address that a form came from, as an id of that day; None for what came another way."""
    at: Instant
