"""Everything that is kept of somebody, as it is handed to them."""

from typing import Literal

from pydantic import Field, JsonValue

from ..platform.clock import Instant
from ..platform.model import Model

ExportedKind = Literal[
    "profile",
    "contact-point",
    "note",
    "flags",
    "legal-hold",
    "imported",
    "last-infusion",
    "consultation-request",
    "callback",
    "appointment",
    "waitlist",
    "invitation",
]
"""The kinds of things that an export has."""


class ExportedLine(Model):
    """A line of history: who did, or saw, what and when. Staff are told by their ids."""

    at: Instant
    what: str
    by: str
    details: dict[str, JsonValue] = Field(default_factory=dict)


class ExportedMessage(Model):
    """A message about a thing: what it told and whether it went."""

    kind: str
    state: str
    send_at: Instant
    sent_at: Instant | None = None
    language: str | None = None
    came_back: str | None = None


class ExportedThing(Model):
    """A thing that is kept of somebody."""

    kind: ExportedKind
    id: str
    facts: dict[str, JsonValue] = Field(description="What is kept in it, by name, as it is kept.")
    history: list[ExportedLine] = Field(default_factory=list)
    messages: list[ExportedMessage] = Field(default_factory=list)


class PersonExport(Model):
    """A page of everything that is kept of somebody; no other person's data is in it."""

    person_id: str
    clinic: str
    made_at: Instant
    part: int = Field(description="Number of this page, from 1.")
    names: list[str] = Field(description="Every name that is known to be theirs.")
    things: list[ExportedThing]
    next_cursor: str | None = Field(None, description="Absent on the last page.")
