"""A call that came in, as the desk writes it down, and what is kept and told of it."""

from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, WithJsonSchema

from ..clinic import Source, Urgency
from ..people.models import EmailAddress, PhoneNumber
from ..platform.clock import Instant
from ..platform.model import Model
from ..platform.values import IfGiven, Note, PersonName, ShortReason, if_left_empty
from .models import CallbackCard


def _comes_in(source: Source) -> Source:
    if source.is_ours:
        raise ValueError("This isn't a way people contact us.")
    return source


IncomingSource = Annotated[
    Source,
    AfterValidator(_comes_in),
    WithJsonSchema({"type": "string", "enum": [str(each) for each in Source if not each.is_ours]}),
]
"""A source that the desk can write down. An appointment's own calls are owed by the appointment."""


class IncomingCallIn(Model):
    """Somebody rang, or left a voicemail, or was missed, and the desk writes it down."""

    model_config = ConfigDict(extra="forbid")

    phone: PhoneNumber
    name: IfGiven[PersonName] = None
    on_behalf_of: IfGiven[PersonName] = Field(
        None,
        description="Whom the caller asks for, where that is somebody else: who would come in.",
    )
    email: IfGiven[EmailAddress] = None
    source: Annotated[IncomingSource, if_left_empty(Source.INCOMING_CALL)] = Source.INCOMING_CALL
    urgency: Annotated[Urgency, if_left_empty(Urgency.ROUTINE)] = Urgency.ROUTINE
    reason: ShortReason
    note: IfGiven[Note] = None
    may_leave_voicemail: bool | None = None
    claim: bool = Field(
        False, description="Claim the callback at once, to go on with the caller on the line."
    )


class LoggedCall(Model):
    """A call that was logged, and the callback that it went to."""

    call_id: str
    callback_id: str
    merged: bool
    respond_by: Instant


class ClaimMade(Model):
    """A claim that a call asked for and got: by its key it is told from their later ones."""

    model_config = ConfigDict(frozen=True)

    key: str | None = None


class KeptCall(LoggedCall):
    """A logged call as it is kept."""

    claim: ClaimMade | None = None


class IncomingCallLogged(LoggedCall):
    """The answer to the desk about a call that it logged."""

    claimed: CallbackCard | None = None
