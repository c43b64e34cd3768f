"""A link to what is somebody's, asked for by its reference and the address that came with it."""

from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field

from ..people.models import EmailAddress
from ..platform.clock import Instant
from ..platform.errors import FindingError
from ..platform.languages import Language
from ..platform.model import Model
from ..platform.read_reference import read_reference
from ..platform.values import IfGiven, Name


def _reference(typed: str) -> str:
    reference = read_reference(typed)
    if reference is None:
        raise FindingError("invalid", "A reference has eight letters and digits: 7K3M-Q2PX.")
    return reference


TypedReference = Annotated[str, Field(max_length=40), AfterValidator(_reference)]
"""A reference, as it was noted or heard: in any case, with or without its dash."""


class AskLinkIn(Model):
    """The reference of a request or an appointment, and the address that came with it."""

    model_config = ConfigDict(extra="forbid")

    location_id: Name
    reference: TypedReference
    email: EmailAddress
    language: IfGiven[Language] = None


class LinkAsked(Model):
    """The answer to everybody who asks for a link, whether one is sent or not."""

    asked_at: Instant


class AskedLink(Model):
    """A link that was asked for, as it is stored: neither the reference nor the address is."""

    model_config = ConfigDict(frozen=True)

    link_id: str
    reference_id: str
    point_id: str
    language: Language | None = None
    asked_at: Instant
    expires_at: int
