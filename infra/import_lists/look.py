"""Look at a list: how it is understood, what can be imported, what is wrong on which line."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from chalicelib.clinic import Clinic
from chalicelib.people.import_models import ImportedPerson
from infra.import_lists.appointment_rules import ImportedAppointment, read_appointments
from infra.import_lists.column_rules import (
    APPOINTMENTS,
    PEOPLE,
    Column,
    Columns,
    choose_columns,
    guess_columns,
    missing_columns,
)
from infra.import_lists.date_rules import DateOrder, order_of_dates
from infra.import_lists.findings import ListRead
from infra.import_lists.people_rules import read_people
from infra.import_lists.read_csv import CsvFile, read_csv

Kind = Literal["people", "appointments"]


@dataclass(frozen=True)
class Wishes:
    """The choices of whoever imports, where a guess would be wrong."""

    columns: Mapping[Column, str] = field(default_factory=dict)
    order: DateOrder | None = None
    location_id: str | None = None


@dataclass(frozen=True)
class Look:
    """A list as it is understood. Nothing was stored or sent."""

    kind: Kind
    file: CsvFile
    columns: Columns
    missing: list[str]
    """Reasons why nothing of it can be read."""
    order: DateOrder
    is_sure_of_order: bool
    people: ListRead[ImportedPerson] | None = None
    appointments: ListRead[ImportedAppointment] | None = None

    @property
    def read(self) -> ListRead[ImportedPerson] | ListRead[ImportedAppointment] | None:
        """The rows that were read; None where columns are missing."""
        return self.people or self.appointments

    @property
    def is_clean(self) -> bool:
        """True where every row can be imported."""
        return self.read is not None and not self.read.problems


def look_at(kind: Kind, data: bytes, wishes: Wishes, clinic: Clinic, now: datetime) -> Look:
    """The list in a file, as it is understood.

    Raises CsvFileError for a file that is no list, ValueError for a column that is not there, and
    UnknownLocationError.
    """
    file = read_csv(data)
    wanted = PEOPLE if kind == "people" else APPOINTMENTS
    columns = choose_columns(guess_columns(file.header, wanted), wishes.columns)
    missing = missing_columns(columns, wanted)
    dates = Column.DATE_OF_BIRTH if kind == "people" else Column.DATE
    guessed, is_sure = order_of_dates(columns.cell(row.cells, dates) for row in file.rows)
    order = wishes.order or guessed
    look = Look(kind, file, columns, missing, order, is_sure or wishes.order is not None)
    if missing:
        return look
    if kind == "people":
        return replace(look, people=read_people(file, columns, order, now))
    found = read_appointments(file, columns, order, clinic, now, wishes.location_id)
    return replace(look, appointments=found)
