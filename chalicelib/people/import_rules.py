"""Read the people of a list into what the clinic keeps, naming line and column of what is wrong.

Pure: this is the dry run. Nothing is stored or looked up, and no message holds a word of the file.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError

from ..platform.model import Model
from ..platform.read_csv import CsvFile, CsvRow
from .import_column_rules import Column, Columns
from .import_date_rules import DateOrder, read_date, split_date_and_time
from .import_models import ImportedPerson, ImportedRow, LineProblem, ListRead
from .name_rules import name_key

EARLIEST_BIRTH = date(1900, 1, 1)

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
    """A cell that cannot be read, by the columns that it is in; ``message`` is in plain words."""

    def __init__(self, message: str, *columns: Column) -> None:
        super().__init__(message)
        self.message = message
        self.columns = columns


def read_people(
    file: CsvFile, columns: Columns, order: DateOrder, today: date
) -> ListRead[ImportedPerson]:
    """The people of a list. A row with anything wrong is left out whole, and each thing named."""

    def person(row: CsvRow) -> ImportedPerson:
        fields = reachable(row, columns)
        if born := columns.cell(row.cells, Column.DATE_OF_BIRTH):
            fields["date_of_birth"] = read_birth(born, order, today)
        fields["notes"] = columns.cell(row.cells, Column.NOTES) or None
        return ImportedPerson.model_validate(fields)

    return read_list(file, columns, person, _who)


def read_list(
    file: CsvFile,
    columns: Columns,
    read: Callable[[CsvRow], Told],
    identity: Callable[[Told], tuple[object, ...]],
) -> ListRead[Told]:
    """The rows of a list, each as ``read`` makes of it; of two of one ``identity`` the first."""
    rows: list[ImportedRow[Told]] = []
    problems: list[LineProblem] = []
    repeats: list[LineProblem] = []
    seen: dict[tuple[object, ...], ImportedRow[Told]] = {}
    for row in file.rows:
        try:
            told = _whole(row, read)
        except (CellError, ValidationError) as wrong:
            problems += problems_of(wrong, row, columns)
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


def reachable(row: CsvRow, columns: Columns) -> dict[str, Any]:
    """The name, number and address of a row, as typed. Raises CellError without a way to reach."""

    def cell(column: Column) -> str:
        return columns.cell(row.cells, column)

    phone, email = cell(Column.PHONE), cell(Column.EMAIL)
    if not phone and not email:
        said = "A phone number or an email address is needed."
        raise CellError(said, Column.PHONE, Column.EMAIL)
    parts = (Column.FIRST_NAME, Column.MIDDLE_NAME, Column.LAST_NAME, Column.SECOND_LAST_NAME)
    name = cell(Column.NAME) or " ".join(filter(None, map(cell, parts)))
    suffixed = f"{name} {cell(Column.SUFFIX)}" if name else ""
    return {"name": suffixed.strip(), "phone": phone or None, "email": email or None}


def read_birth(text: str, order: DateOrder, today: date) -> date:
    """The date of birth in a cell. Raises CellError."""
    try:
        born = read_date(split_date_and_time(text)[0], order)
    except ValueError as wrong:
        raise CellError(str(wrong), Column.DATE_OF_BIRTH) from None
    if not EARLIEST_BIRTH <= born <= today:
        said = f"A date of birth lies between {EARLIEST_BIRTH.year} and today."
        raise CellError(said, Column.DATE_OF_BIRTH)
    return born


def problems_of(
    wrong: CellError | ValidationError,
    row: CsvRow,
    columns: Columns,
    read_from: Mapping[str, tuple[Column, ...]] = _READ_FROM,
) -> Iterator[LineProblem]:
    """The things wrong with a row, each with the column's name as it stands in the file."""
    if isinstance(wrong, CellError):
        yield LineProblem(row.line, columns.name_of(*wrong.columns), wrong.message)
        return
    for detail in wrong.errors(include_url=False, include_input=False):
        field = str(detail["loc"][0]) if detail["loc"] else ""
        column = columns.name_of(*read_from.get(field, ()))
        yield LineProblem(row.line, column, _said(detail))


def _whole(row: CsvRow, read: Callable[[CsvRow], Told]) -> Told:
    if row.is_too_long:
        raise CellError("This line has more cells than the first line has names.")
    return read(row)


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
