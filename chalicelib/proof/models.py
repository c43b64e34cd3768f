"""A proof that an address is somebody's: a code asked for and typed, and what that opens."""

import re
import unicodedata
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field

from ..intake.given_models import GivenRequest
from ..messaging.link_models import Opens
from ..people.models import EmailAddress
from ..platform.clock import Instant
from ..platform.languages import Language
from ..platform.model import Model
from ..platform.values import Id, IfGiven, Name, PersonName
from ..scheduling.appointments.models import AppointmentView
from ..scheduling.waitlist.models import WaitlistEntryView

_BETWEEN = re.compile(r"[\s\u200b-\u200f\u2060\ufeff.\u2010-\u2015-]")


def _figures(typed: object) -> object:
    """The code without what people put between its figures."""
    if not isinstance(typed, str) or len(typed) > 40:
        return typed
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", typed))


TypedCode = Annotated[str, Field(pattern=r"^[0-9]{6}$"), BeforeValidator(_figures)]
"""Six figures, as they were typed: with spaces or dashes between them, or without."""


class AskCodeIn(Model):
    """The address and the name that somebody gave before, as they type them now."""

    model_config = ConfigDict(extra="forbid")

    location_id: Name
    email: EmailAddress
    name: PersonName
    language: IfGiven[Language] = None


class CodeAsked(Model):
    """The answer to everybody who asks for a code, whether one is sent or not."""

    proof_id: str
    code_token: str = Field(
        description="For the Code-Token header: it shows that this is the browser that asked."
    )
    until: Instant = Field(description="A code can be typed until then.")


class TypeCodeIn(Model):
    """A code, as it was typed."""

    model_config = ConfigDict(extra="forbid")

    code: TypedCode


class Proven(Model):
    """The proof that a code was typed where it was asked for."""

    proof_id: str
    proof_token: str = Field(
        description="For the Proof-Token header, beside the Code-Token of the same browser."
    )
    until: Instant = Field(description="The proof opens nothing from then on.")


class LinkIn(Model):
    """A thing whose link was mailed to the address given with it."""

    model_config = ConfigDict(extra="forbid")

    opens: Opens
    thing_id: Id


class ProvenByLink(Proven):
    """The proof that a link was mailed to an address, and a button pressed on its page."""

    code_token: str = Field(description="For the Code-Token header, as if a code was asked for.")


class ProvenThings(Model):
    """Things given with an address and a name: to be seen, and changed by their tokens."""

    appointments: list[AppointmentView] = Field(description="Those ahead, the earliest first.")
    requests: list[GivenRequest] = Field(
        description="Those that wait for an answer, the newest first."
    )
    waitlist: list[WaitlistEntryView]
    do_not_contact: bool = Field(description="They asked not to be contacted, and may lift that.")


class AskedCode(Model):
    """A code that was asked for, as it is stored. The code itself stands nowhere.

    It is made anew from the id, under the stack's secret: to send it, and to compare what is typed.
    """

    model_config = ConfigDict(frozen=True)

    proof_id: str
    location_id: str
    email: str
    name: str
    language: Language | None = None
    message_id: str | None = None
    """The message with the code. A link proves without one."""
    token_hash: str
    asked_at: Instant
    wrong_tries: int = 0
    proven_at: Instant | None = None
    expires_at: int
