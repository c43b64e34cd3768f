"""Appointments that the desk books: what staff send. Pure."""

from pydantic import ConfigDict, Field

from ...people.models import EmailAddress, PhoneNumber
from ...platform.model import Model
from ...platform.values import GivenId, Id, IfGiven, Name, PersonName, Reason
from ..times import Minute


class BookedForIn(Model):
    """The person for whom the desk books, and what it answered when it was asked about them."""

    model_config = ConfigDict(extra="forbid")

    name: PersonName
    phone: IfGiven[PhoneNumber] = None
    email: IfGiven[EmailAddress] = None
    escort_name: IfGiven[PersonName] = None
    request_id: IfGiven[Id] = None
    callback_id: IfGiven[Id] = Field(
        None,
        description="The call from whose card this is booked: closed, also if it has flags. A "
        "crisis stays, and so does any other call with flags of that number or address.",
    )
    override: IfGiven[Reason] = Field(
        None,
        description="Why this person is booked although they have another appointment then, or so "
        "close that the service's limits are passed.",
    )
    despite_age: bool = Field(
        False, description="The person is known to be under 18, and is booked all the same."
    )


class StaffBookIn(BookedForIn):
    """A time that the desk books, without a hold."""

    service_id: GivenId
    starts_at: Minute
    waitlist_entry_id: IfGiven[Id] = Field(
        None,
        description="An entry on the waitlist, of this number or address, that was made online and "
        "that this booking answers: it waits no longer, and the time that it is offered can be "
        "booked. One that staff made need not be named.",
    )
    bay: Name | None = Field(None, description="This very bay; left out, any that is free.")
    is_known: bool = Field(
        False, description="They know of it, as of one that was made elsewhere: only reminders go."
    )
