"""Guess from the names of a list's columns, English or Spanish, what stands in each. Pure."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """A column that an import can use."""

    NAME = "name"
    FIRST_NAME = "first-name"
    MIDDLE_NAME = "middle-name"
    LAST_NAME = "last-name"
    SECOND_LAST_NAME = "second-last-name"
    SUFFIX = "suffix"
    PHONE = "phone"
    EMAIL = "email"
    DATE_OF_BIRTH = "date-of-birth"
    NOTES = "notes"
    DATE = "date"
    TIME = "time"
    SERVICE = "service"
    LOCATION = "location"


PEOPLE = (
    Column.NAME,
    Column.FIRST_NAME,
    Column.MIDDLE_NAME,
    Column.LAST_NAME,
    Column.SECOND_LAST_NAME,
    Column.SUFFIX,
    Column.PHONE,
    Column.EMAIL,
    Column.DATE_OF_BIRTH,
    Column.NOTES,
)
APPOINTMENTS = (*PEOPLE[:8], Column.DATE, Column.TIME, Column.SERVICE, Column.LOCATION)

_SAID = {
    Column.NAME: (
        "full name, complete name, name, patient, client, nombre completo, nombre y apellido,"
        " nombre y apellidos, nombres y apellidos, nombre, nombres, paciente, cliente"
    ),
    Column.FIRST_NAME: "first name, first, given name, given names, fname, forename, primer nombre",
    Column.MIDDLE_NAME: "middle name, middle, middle initial, mi, m i, segundo nombre",
    Column.LAST_NAME: (
        "last name, last, surname, family name, lname, apellido, apellidos, primer apellido,"
        " apellido paterno"
    ),
    Column.SECOND_LAST_NAME: "second last name, segundo apellido, apellido materno",
    Column.SUFFIX: "suffix, name suffix, sufijo",
    Column.PHONE: (
        "mobile, mobile phone, mobile number, cell, cell phone, cellphone, cell number, celular,"
        " movil, telefono movil, telefono celular, phone, phone number, telephone,"
        " telephone number, tel, phone no, telefono, numero de telefono, numero telefonico, numero,"
        " contact number, home phone, phone home, telefono de casa, telefono fijo, phone 1, phone1,"
        " work phone, phone work, telefono del trabajo"
    ),
    Column.EMAIL: (
        "email, e mail, email address, e mail address, mail, correo, correo electronico,"
        " direccion de correo, direccion de correo electronico, email 1, email1"
    ),
    Column.DATE_OF_BIRTH: (
        "date of birth, dob, d o b, birth date, birthdate, birthday, born, fecha de nacimiento,"
        " nacimiento, fecha nacimiento, fecha nac, f nac, cumpleanos"
    ),
    Column.NOTES: (
        "notes, note, comments, comment, remarks, notas, nota, comentarios, comentario,"
        " observaciones"
    ),
    Column.DATE: (
        "appointment date, date, start date, start, starts, starts at, start time and date,"
        " date time, date and time, datetime, appointment, fecha de la cita, fecha de cita, fecha,"
        " fecha y hora, cita, inicio, dia"
    ),
    Column.TIME: (
        "appointment time, time, start time, starting time, from, hora de la cita, hora de cita,"
        " hora, hora de inicio"
    ),
    Column.SERVICE: (
        "service, appointment type, type of appointment, visit type, type, procedure, treatment,"
        " servicio, tipo de cita, tratamiento, procedimiento, tipo"
    ),
    Column.LOCATION: (
        "location, clinic, office, site, branch, ubicacion, sucursal, clinica, sede, consultorio"
    ),
}
"""For each column the names that people give it, the likeliest first."""

_RANKS = {
    said.strip(): (column, rank)
    for column, every in _SAID.items()
    for rank, said in enumerate(every.split(","))
}
_FILLERS = frozenset(
    {"patient", "client", "patients", "clients", "customer", "primary", "main", "preferred"}
    | {"paciente", "cliente", "principal", "s"}
)
"""Words before or after a column's own: "Patient Phone", "Correo del paciente"."""

_MORE_FILLERS = frozenset({"del", "de", "the", "la", "el"})
_MAY_BE_FIRST_NAMES = frozenset({"name", "nombre", "nombres"})


@dataclass(frozen=True)
class Columns:
    """The columns of a list that are used, each by its position, and the names of the others."""

    header: tuple[str, ...]
    used: Mapping[Column, int]

    @property
    def unused(self) -> tuple[str, ...]:
        """The names of the columns that nothing is read from."""
        taken = set(self.used.values())
        return tuple(name for at, name in enumerate(self.header) if at not in taken and name)

    def name_of(self, *columns: Column) -> str:
        """The name, as it stands in the file, of the first of these that is used; else empty."""
        return next((self.header[self.used[each]] for each in columns if each in self.used), "")

    def cell(self, cells: Sequence[str], column: Column) -> str:
        """The words of a row in a column; empty where the list has no such column."""
        at = self.used.get(column)
        return cells[at] if at is not None else ""


def guess_columns(header: Sequence[str], wanted: Iterable[Column]) -> Columns:
    """The columns that the names of ``header`` say; of two for one thing, the likelier name."""
    usable = frozenset(wanted)
    best: dict[Column, tuple[int, int]] = {}
    for at, name in enumerate(header):
        found = _meaning_of(name)
        if found and found[0] in usable:
            column, rank = found
            best[column] = min(best.get(column, (rank, at)), (rank, at))
    used = {column: at for column, (_, at) in best.items()}
    return Columns(tuple(header), _names_in_one_way(used, header))


def choose_columns(guessed: Columns, chosen: Mapping[Column, str]) -> Columns:
    """The columns with those that somebody chose by their names in the file, in place of a guess.

    An empty name leaves a column out. Raises ValueError for a name that the file does not have.
    """
    used = {column: at for column, at in guessed.used.items() if column not in chosen}
    for column, name in chosen.items():
        if not name:
            continue
        at = next((at for at, own in enumerate(guessed.header) if own == name.strip()), -1)
        if at < 0:
            raise ValueError(f"The file has no column of the name chosen for {column.value}.")
        used = {each: taken for each, taken in used.items() if taken != at} | {column: at}
    return Columns(guessed.header, used)


def missing_columns(columns: Columns, wanted: Iterable[Column]) -> list[str]:
    """The reasons why nothing can be read: columns that an import needs and that are not there."""
    usable, used = frozenset(wanted), columns.used
    missing: list[str] = []
    if Column.NAME not in used and Column.FIRST_NAME not in used:
        missing.append("There is no column for the name.")
    if Column.PHONE not in used and Column.EMAIL not in used:
        missing.append("There is no column for a phone number or an email address.")
    if Column.DATE in usable and Column.DATE not in used:
        missing.append("There is no column for the date.")
    if Column.SERVICE in usable and Column.SERVICE not in used:
        missing.append("There is no column for the service.")
    return missing


def plain_words(text: str) -> str:
    """The words of a name for people, small, without marks and signs: to compare them."""
    signs = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(s for s in signs if not unicodedata.combining(s))
    return " ".join("".join(s if s.isalnum() else " " for s in kept).split())


def _meaning_of(name: str) -> tuple[Column, int] | None:
    return next((_RANKS[each] for each in _shortened(name) if each in _RANKS), None)


def _shortened(name: str) -> tuple[str, str, str]:
    """The plain name of a column, and the same without the words that only fill it up."""
    plain = plain_words(name)
    words = [word for word in plain.split() if word not in _FILLERS]
    bare = [word for word in words if word not in _MORE_FILLERS]
    return plain, " ".join(words), " ".join(bare)


def _names_in_one_way(used: dict[Column, int], header: Sequence[str]) -> dict[Column, int]:
    """The columns with the name either whole or in its parts.

    Beside a column of last names, "Name" is the first name; a whole name beside both parts is not
    needed. Parts without a first name are none.
    """
    parts = {Column.FIRST_NAME, Column.MIDDLE_NAME, Column.LAST_NAME, Column.SECOND_LAST_NAME}
    whole = used.get(Column.NAME)
    if whole is not None and Column.LAST_NAME in used and _may_be_first_name(header[whole]):
        used.setdefault(Column.FIRST_NAME, whole)
    has_parts = Column.FIRST_NAME in used and Column.LAST_NAME in used
    dropped = {Column.NAME} if has_parts or whole is None else parts
    return {column: at for column, at in used.items() if column not in dropped}


def _may_be_first_name(name: str) -> bool:
    return not _MAY_BE_FIRST_NAMES.isdisjoint(_shortened(name))
