"""Read the appointments of a list into bookings, naming line and column of what is wrong.

Pure: this is the dry run. Whether a time can be had is only known when it is booked.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from pydantic import ConfigDict

from chalicelib.clinic import Clinic, Location, Service
from chalicelib.people.models import EmailAddress, PhoneNumber
from chalicelib.people.name_rules import name_key
from chalicelib.platform.model import Model
from chalicelib.platform.values import PersonName
from chalicelib.scheduling.times import Minute
from infra.import_lists.column_rules import Column, Columns, plain_words
from infra.import_lists.date_rules import DateOrder, read_date, read_time, split_date_and_time
from infra.import_lists.findings import ListRead
from infra.import_lists.people_rules import CellError, RowReading, read_list, take_reachable
from infra.import_lists.read_csv import CsvFile

_CENTURY = 2000
"""Appointments that are imported lie ahead: a year of two digits is one of this century."""


class ImportedAppointment(Model):
    """An appointment of a clinic's list, in the types that every other booking has."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    location_id: str
    service_id: str
    starts_at: Minute
    name: PersonName
    phone: PhoneNumber | None = None
    email: EmailAddress | None = None


def read_appointments(
    file: CsvFile,
    columns: Columns,
    order: DateOrder,
    clinic: Clinic,
    now: datetime,
    location_id: str | None = None,
) -> ListRead[ImportedAppointment]:
    """The appointments of a list, those of its rows that lie ahead.

    Where the list names no location they are at ``location_id``, or at the clinic's only one.
    Raises UnknownLocationError for a ``location_id`` that the clinic does not have.
    """
    usual = clinic.location(location_id) if location_id else None

    def appointment(reading: RowReading) -> None:
        take_reachable(reading)
        location = reading.take("location_id", lambda: _location(reading, clinic, usual).id)
        if location is None:
            return
        at = clinic.location(location)
        reading.take("service_id", lambda: _service(reading, clinic, at).id)
        reading.take("starts_at", lambda: _start_ahead(reading, order, at, now))

    return read_list(file, columns, ImportedAppointment, appointment, _which)


def _location(reading: RowReading, clinic: Clinic, usual: Location | None) -> Location:
    """The location of a row, by id or name. Raises CellError."""
    said = reading.cell(Column.LOCATION)
    if not said:
        only = clinic.locations[0] if len(clinic.locations) == 1 else None
        if usual or only:
            return usual or clinic.locations[0]
        raise CellError("Please name the location.", Column.LOCATION)
    for location in clinic.locations:
        if plain_words(said) in _plain((location.id, location.name)):
            return location
    raise CellError("The clinic doesn't have a location of this name.", Column.LOCATION)


def _service(reading: RowReading, clinic: Clinic, location: Location) -> Service:
    """The service of a row, by id or by its name in any language. Raises CellError."""
    said = reading.cell(Column.SERVICE)
    for service in clinic.services_at(location.id):
        if plain_words(said) in _plain((service.id, service.name, *service.names.values())):
            return service
    raise CellError("This location doesn't offer a service of this name.", Column.SERVICE)


def _plain(names: Iterable[str]) -> set[str]:
    return {plain_words(name) for name in names}


def _start_ahead(
    reading: RowReading, order: DateOrder, location: Location, now: datetime
) -> datetime:
    """The start in UTC, if it lies ahead. Raises CellError."""
    starts_at = _start(reading, order, location)
    if starts_at <= now:
        said = "This time has passed: only appointments ahead are imported."
        raise CellError(said, Column.DATE)
    return starts_at


def _start(reading: RowReading, order: DateOrder, location: Location) -> datetime:
    """The start in UTC, from the location's own wall time. Raises CellError."""
    day_text, time_text = split_date_and_time(reading.cell(Column.DATE))
    own_time = reading.cell(Column.TIME)
    try:
        day = read_date(day_text, order, _CENTURY)
    except ValueError as wrong:
        raise CellError(str(wrong), Column.DATE) from None
    if not _CENTURY <= day.year < _CENTURY + 100:
        raise CellError("This year can't be right.", Column.DATE)
    try:
        wall = datetime.combine(day, read_time(own_time or time_text))
    except ValueError as wrong:
        raise CellError(str(wrong), Column.TIME, Column.DATE) from None
    starts_at = wall.replace(tzinfo=location.tz).astimezone(UTC)
    if starts_at.astimezone(location.tz).replace(tzinfo=None) != wall:
        said = "The clocks are set forward over this time: it does not exist on this day."
        raise CellError(said, Column.TIME, Column.DATE)
    return starts_at


def _which(appointment: ImportedAppointment) -> tuple[object, ...]:
    """Two rows of one person at one time are one appointment."""
    person = (appointment.phone or appointment.email, name_key(appointment.name))
    return (*person, appointment.starts_at)
