"""A person as a clinic's own list tells of them, and what came of importing them."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field

from ..platform.clock import PlainDate
from ..platform.model import Model
from ..platform.plain_text import as_lines
from ..platform.values import IfGiven, PersonName
from .models import EmailAddress, PhoneNumber

ImportedNotes = Annotated[str, Field(min_length=1, max_length=2000), BeforeValidator(as_lines)]
"""Notes about a person, brought along from where they were kept before."""


class ImportedPerson(Model):
    """A person of a clinic's list, in the types that every other way in has."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: PersonName
    phone: PhoneNumber | None = None
    email: EmailAddress | None = None
    date_of_birth: IfGiven[PlainDate] = None
    notes: IfGiven[ImportedNotes] = None


MOST_AT_ONCE = 20
"""People in one call: with the longest notes they fit into a body."""


class PeopleToImport(Model):
    """Some people of a clinic's list. Each has a phone number or an email address."""

    model_config = ConfigDict(extra="forbid")

    people: Annotated[list[ImportedPerson], Field(min_length=1, max_length=MOST_AT_ONCE)]


class ImportOutcome(StrEnum):
    """The outcome for one person of a list."""

    IMPORTED = "imported"
    """Now, or when the very same was sent before."""
    DIFFERS = "differs"
    """Another date of birth is known of this name on this contact point; nothing changed."""


class PersonImported(Model):
    """The outcome for one person of a list, and the id by which they are known now."""

    outcome: ImportOutcome
    person_id: str


class PeopleImported(Model):
    """The outcomes for the people of a call, in its order."""

    people: list[PersonImported]
