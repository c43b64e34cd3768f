"""A clinic's list of appointments is read whole before anything is booked."""

from datetime import UTC, datetime

import pytest

from chalicelib.clinic import Clinic, load_clinic
from chalicelib.platform.csv_text import csv_text
from infra.import_lists.appointment_rules import ImportedAppointment, read_appointments
from infra.import_lists.column_rules import APPOINTMENTS, guess_columns
from infra.import_lists.date_rules import DateOrder
from infra.import_lists.findings import ListRead
from infra.import_lists.read_csv import read_csv
from tests.unit.scheduling.clinics import a_clinic

NOW = datetime(2027, 3, 1, 15, tzinfo=UTC)
HEADER = ["Patient", "Phone", "Date", "Time", "Service", "Location"]


def read(
    *rows: list[str],
    header: list[str] = HEADER,
    clinic: Clinic | None = None,
    location_id: str | None = None,
) -> ListRead[ImportedAppointment]:
    file = read_csv(csv_text(header, rows).encode())
    columns = guess_columns(file.header, APPOINTMENTS)
    order = DateOrder.MONTH_FIRST
    return read_appointments(file, columns, order, clinic or load_clinic(), NOW, location_id)


ANN = ["Ann Cole", "212-555-0101", "3/4/2027", "9:30 AM", "Ketamine infusion", "new-york"]


def changed(**cells: str) -> list[str]:
    return [cells.get(name.lower(), cell) for name, cell in zip(HEADER, ANN, strict=True)]


def test_appointments_have_the_values_that_every_other_booking_has() -> None:
    (row,) = read(ANN).rows
    assert row.told == ImportedAppointment(
        location_id="new-york",
        service_id="ketamine-infusion",
        starts_at=datetime(2027, 3, 4, 14, 30, tzinfo=UTC),
        name="Ann Cole",
        phone="+12125550101",
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"location": "Harbor Light Chicago"}, ("chicago", 15, "ketamine-infusion")),
        ({"location": "harbor light chicago "}, ("chicago", 15, "ketamine-infusion")),
        ({"service": "infusión de KETAMINA"}, ("new-york", 14, "ketamine-infusion")),
        ({"service": "follow-up"}, ("new-york", 14, "follow-up")),
        ({"date": "2027-03-04 09:30", "time": ""}, ("new-york", 14, "ketamine-infusion")),
        ({"date": "3/4/27"}, ("new-york", 14, "ketamine-infusion")),
        ({"date": "3/15/2027"}, ("new-york", 13, "ketamine-infusion")),
    ],
)
def test_services_and_locations_go_by_name_or_id_and_times_by_the_locations_clock(
    changes: dict[str, str], expected: tuple[str, int, str]
) -> None:
    (row,) = read(changed(**changes)).rows
    assert (row.told.location_id, row.told.starts_at.hour, row.told.service_id) == expected


@pytest.mark.parametrize(
    ("changes", "column", "said"),
    [
        ({"location": "Boston"}, "Location", "doesn't have a location"),
        ({"location": ""}, "Location", "Please name the location."),
        ({"service": "Massage"}, "Service", "doesn't offer a service"),
        ({"date": "someday"}, "Date", "look like a date"),
        ({"date": "3/4/3027"}, "Date", "This year can't be right."),
        ({"date": "12/31/9999"}, "Date", "This year can't be right."),
        ({"time": "late"}, "Time", "time of day"),
        ({"time": ""}, "Time", "time of day"),
        ({"date": "3/1/2027", "time": "9:59"}, "Date", "This time has passed"),
        ({"date": "3/14/2027", "time": "2:30 am"}, "Time", "does not exist on this day"),
        ({"patient": ""}, "Patient", "This is missing."),
        ({"phone": ""}, "Phone", "A phone number or an email address is needed."),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_column(
    changes: dict[str, str], column: str, said: str
) -> None:
    (problem,) = read(changed(**changes)).problems
    assert (problem.line, problem.column) == (2, column)
    assert said in problem.message


def test_all_that_is_wrong_on_a_line_is_said_at_once() -> None:
    row = changed(patient="", phone="555", date="someday", service="Massage")
    assert [problem.column for problem in read(row).problems] == [
        *("Patient", "Phone", "Service", "Date")
    ]


def test_a_list_without_locations_is_of_the_one_that_is_named_or_the_only_one() -> None:
    without = [ANN[:-1]]
    header = HEADER[:-1]
    assert read(*without, header=header, location_id="chicago").rows[0].told.location_id == (
        "chicago"
    )
    assert read(*without, header=header).problems[0].message == "Please name the location."
    only = [*ANN[:4], "visit"]
    assert read(only, header=header, clinic=a_clinic()).rows[0].told.location_id == "harbor"


def test_the_same_appointment_twice_is_booked_once() -> None:
    found = read(ANN, changed(patient="COLE, Ann"), changed(patient="Robert Cole"))
    assert [row.line for row in found.rows] == [2, 4]
    assert [repeat.line for repeat in found.repeats] == [3]


def test_one_person_has_no_two_services_at_one_time() -> None:
    found = read(ANN, changed(service="follow-up"))
    assert [problem.line for problem in found.problems] == [3]
