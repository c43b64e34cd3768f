"""All that a look at a clinic's list finds: what can be imported, and what is wrong, by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from chalicelib.platform.model import Model
from infra.import_lists.column_rules import Columns

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
