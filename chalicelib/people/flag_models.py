"""Flags: what somebody checked on a form for the clinician. Stated, never confirmed by it. Pure."""

from datetime import datetime
from typing import NamedTuple

from pydantic import ConfigDict, Field

from ..platform.clock import Instant
from ..platform.model import Model
from ..platform.values import Id, Name


class GivenFlags(NamedTuple):
    """The flags of one form, which stay with it."""

    of: str
    """The id of the request."""
    at: Instant
    flags: tuple[str, ...]
    has_words: bool
    """True if something was written on it as well."""


class FlagsAsked(NamedTuple):
    """Somebody whose flags are asked for: a name on a contact point, and the form that led here."""

    point_id: str
    person_id: str
    request_id: str | None = None
    """A form that was proven to be theirs, or that staff took up, whatever name they gave since."""


class StatedFlag(Model):
    """A flag as a form stated it: anybody may have sent the form, and it is no verdict."""

    model_config = ConfigDict(frozen=True)

    flag: str
    person_id: str = Field(description="The name and contact point that the form was sent under.")
    of: str = Field(description="The id of the last form that stated it.")
    at: Instant = Field(description="When that form was sent.")
    first_at: Instant | None = Field(
        None, description="When an earlier form stated it first; absent if only this one did."
    )
    has_words: bool = Field(False, description="True if something was written on that form, too.")
    discussed_by: str | None = Field(
        None, description="Who noted that it was discussed; absent again once a form states it."
    )
    discussed_at: Instant | None = None
    until: Instant | None = Field(
        None,
        description="It goes then with its form, which was set aside as spam, unless that is put "
        "in the queue; absent for what stays.",
    )

    def is_over(self, now: datetime) -> bool:
        """True once the form that stated it is gone."""
        return self.until is not None and self.until <= now


class DiscussedIn(Model):
    """A flag that was discussed, as the form stated it that staff saw."""

    model_config = ConfigDict(extra="forbid")

    flag: Name
    of: Id = Field(description="The form: of a later one, nobody can have spoken yet.")
