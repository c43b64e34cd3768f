"""A person as a list tells of them, and all that a look at the list finds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Generic, TypeVar

from pydantic import ConfigDict, Field, StringConstraints

from ..platform.model import Model
from ..platform.values import PersonName
from .import_column_rules import Columns
from .models import EmailAddress, PhoneNumber

ImportedNotes = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
"""Notes about a person, brought along from where they were kept before."""


class ImportedPerson(Model):
    """A person of a clinic's list, in the types that every other way in has."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: PersonName
    phone: PhoneNumber | None = None
    email: EmailAddress | None = None
    date_of_birth: Annotated[date | None, Field(strict=False)] = None
    notes: ImportedNotes | None = None


Imported = TypeVar("Imported", bound=Model)


@dataclass(frozen=True)
class LineProblem:
    """One thing wrong with one cell: its line, its column's name in the file, and how to mend it.

    It holds no word of the cell. The column is empty where the whole line is wrong.
    """

    line: int
    column: str
    message: str


@dataclass(frozen=True)
class ImportedRow(Generic[Imported]):
    """A row that can be imported, with its line."""

    line: int
    told: Imported


@dataclass(frozen=True)
class ListRead(Generic[Imported]):
    """A list as it was understood: what can be imported, and what cannot, by line."""

    columns: Columns
    rows: Sequence[ImportedRow[Imported]]
    repeats: Sequence[LineProblem]
    """Lines that say what an earlier one says: they are imported once."""
    problems: Sequence[LineProblem]
