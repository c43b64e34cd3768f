"""Read the people of a list into what the clinic keeps, naming line and column of what is wrong.

Pure: this is the dry run. Nothing is stored or looked up, and no message holds a word of the file.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from pydantic import ValidationError

from chalicelib.people.birth_rules import problem_of_birth
from chalicelib.people.import_models import ImportedPerson
from chalicelib.people.name_rules import name_key
from chalicelib.platform.model import Model
from infra.import_lists.column_rules import Column, Columns
from infra.import_lists.date_rules import DateOrder, read_date, split_date_and_time
from infra.import_lists.findings import ImportedRow, LineProblem, ListRead
from infra.import_lists.read_csv import CsvFile, CsvRow

_READ_FROM = {
    "name": (Column.NAME, Column.FIRST_NAME, Column.LAST_NAME),
    "phone": (Column.PHONE,),
    "email": (Column.EMAIL,),
    "date_of_birth": (Column.DATE_OF_BIRTH,),
    "notes": (Column.NOTES,),
}
"""For each field of a person the columns that it may be read from."""

_PLAIN_WORDS = {
    "string_too_long": "This is longer than {max_length} characters.",
    "string_too_short": "This is missing.",
    "missing": "This is missing.",
}

Told = TypeVar("Told", bound=Model)


class CellError(ValueError):
    """A cell that cannot be read, by the columns that it may be in; the words are plain."""

    def __init__(self, message: str, *columns: Column) -> None:
        super().__init__(message)
        self.columns = columns


@dataclass
class RowReading:
    """A row while it is read: the fields found so far, and each cell that is wrong."""

    row: CsvRow
    columns: Columns
    fields: dict[str, Any] = field(default_factory=dict)
    wrong: list[CellError] = field(default_factory=list)

    def cell(self, column: Column) -> str:
        """The words in a column; empty where the list has none such."""
        return self.columns.cell(self.row.cells, column)

    def take(self, name: str, read: Callable[[], Any]) -> Any:
        """Read a field. None where its cell is wrong, which is noted."""
        try:
            self.fields[name] = read()
        except CellError as wrong:
            self.wrong.append(wrong)
        return self.fields.get(name)


def read_people(
    file: CsvFile, columns: Columns, order: DateOrder, now: datetime
) -> ListRead[ImportedPerson]:
    """The people of a list. A row with anything wrong is left out whole, and each thing named."""

    def person(reading: RowReading) -> None:
        take_reachable(reading)
        if born := reading.cell(Column.DATE_OF_BIRTH):
            reading.take("date_of_birth", lambda: read_birth(born, order, now))
        reading.fields["notes"] = reading.cell(Column.NOTES) or None

    return read_list(file, columns, ImportedPerson, person, _who)


def read_list(
    file: CsvFile,
    columns: Columns,
    model: type[Told],
    read: Callable[[RowReading], None],
    identity: Callable[[Told], tuple[object, ...]],
) -> ListRead[Told]:
    """The rows of a list, each as ``read`` makes of it; of two of one ``identity`` the first."""
    rows: list[ImportedRow[Told]] = []
    problems: list[LineProblem] = []
    repeats: list[LineProblem] = []
    seen: dict[tuple[object, ...], ImportedRow[Told]] = {}
    for row in file.rows:
        reading = RowReading(row, columns)
        told = _told(reading, model, read)
        problems += problems_of(reading)
        if told is None or reading.wrong:
            continue
        found = ImportedRow(row.line, told)
        first = seen.setdefault(identity(told), found)
        if first is found:
            rows.append(found)
        elif _apart_from_name(first.told) == _apart_from_name(told):
            repeats.append(LineProblem(row.line, "", f"This is on line {first.line}, too."))
        else:
            said = f"Line {first.line} says something else of the same. Please keep one of the two."
            problems.append(LineProblem(row.line, "", said))
    return ListRead(columns, rows, repeats, problems)


def take_reachable(reading: RowReading) -> None:
    """Read the name, and the ways to reach somebody, of which one is needed."""
    parts = (Column.FIRST_NAME, Column.MIDDLE_NAME, Column.LAST_NAME, Column.SECOND_LAST_NAME)
    name = reading.cell(Column.NAME) or " ".join(filter(None, map(reading.cell, parts)))
    suffixed = f"{name} {reading.cell(Column.SUFFIX)}" if name else ""
    phone, email = reading.cell(Column.PHONE), reading.cell(Column.EMAIL)
    reading.fields |= {"name": suffixed.strip(), "phone": phone or None, "email": email or None}
    if not phone and not email:
        said = "A phone number or an email address is needed."
        reading.wrong.append(CellError(said, Column.PHONE, Column.EMAIL))


def read_birth(text: str, order: DateOrder, now: datetime) -> date:
    """The date of birth in a cell. Raises CellError."""
    try:
        born = read_date(split_date_and_time(text)[0], order)
    except ValueError as wrong:
        raise CellError(str(wrong), Column.DATE_OF_BIRTH) from None
    if problem := problem_of_birth(born, now):
        raise CellError(problem, Column.DATE_OF_BIRTH)
    return born


def problems_of(reading: RowReading) -> list[LineProblem]:
    """The things wrong with a row, each with the column's name as it stands in the file."""
    return [
        LineProblem(reading.row.line, reading.columns.name_of(*wrong.columns), str(wrong))
        for wrong in reading.wrong
    ]


def _told(
    reading: RowReading, model: type[Told], read: Callable[[RowReading], None]
) -> Told | None:
    """The row as the model has it; None, with each thing wrong noted, where it cannot be."""
    if reading.row.is_too_long:
        said = "This line has more cells than the first line has names."
        reading.wrong.append(CellError(said))
        return None
    read(reading)
    try:
        return model.model_validate(reading.fields)
    except ValidationError as invalid:
        found = invalid.errors(include_url=False, include_input=False)
    known = [detail for detail in found if detail["loc"][0] in reading.fields]
    reading.wrong[:0] = [
        CellError(_said(detail), *_READ_FROM.get(str(detail["loc"][0]), ())) for detail in known
    ]
    return None


def _apart_from_name(told: Model) -> dict[str, Any]:
    """All but the name, which may be spelled in two ways where the identity is one."""
    return told.model_dump(exclude={"name"})


def _said(detail: Any) -> str:
    """The words of a finding for whoever mends the list."""
    context = detail.get("ctx", {})
    if "error" in context:
        return str(context["error"])
    plain = _PLAIN_WORDS.get(detail["type"], "This can't be used as it is.")
    return plain.format(**context)


def _who(person: ImportedPerson) -> tuple[object, ...]:
    """Two rows of one name on one contact point are one person's."""
    return (person.phone or person.email, name_key(person.name))
