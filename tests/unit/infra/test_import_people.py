"""A list of people is read whole before anything is stored, and each thing wrong is named."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.people.import_models import ImportedPerson
from chalicelib.platform.csv_text import csv_text
from infra.import_lists.column_rules import PEOPLE, guess_columns
from infra.import_lists.date_rules import DateOrder
from infra.import_lists.findings import LineProblem, ListRead
from infra.import_lists.people_rules import read_people
from infra.import_lists.read_csv import read_csv

NOW = datetime(2027, 3, 1, 15, tzinfo=UTC)
HEADER = ["Name", "Cell phone", "E-mail", "DOB", "Notes"]


def read(*rows: list[str], header: list[str] = HEADER) -> ListRead[ImportedPerson]:
    file = read_csv(csv_text(header, rows).encode())
    columns = guess_columns(file.header, PEOPLE)
    return read_people(file, columns, DateOrder.MONTH_FIRST, NOW)


def test_people_have_the_values_that_every_other_way_in_has() -> None:
    found = read(["  Ann Cole ", "(212) 555-0101", "Ann@Example.com", "3/4/1985", " shy "])
    assert [row.told.model_dump() for row in found.rows] == [
        {
            "name": "Ann Cole",
            "phone": "+12125550101",
            "email": "ann@example.com",
            "date_of_birth": date(1985, 3, 4),
            "notes": "shy",
        }
    ]
    assert (found.problems, found.repeats) == ([], [])


def test_a_name_in_parts_is_put_together() -> None:
    header = ["Apellido paterno", "Apellido materno", "Nombre", "Sufijo", "Correo"]
    found = read(["Pérez", "García", "Juan", "Jr.", "juan@example.com"], header=header)
    assert found.rows[0].told.name == "Juan Pérez García Jr."


def test_what_is_left_empty_is_not_known() -> None:
    told = read(["Ann Cole", "", "ann@example.com", "", ""]).rows[0].told
    assert (told.phone, told.date_of_birth, told.notes) == (None, None, None)


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (["", "212 555 0101", "", "", ""], "Name", "This is missing."),
        (["A" * 101, "212 555 0101", "", "", ""], "Name", "This is longer than 100 characters."),
        (["Ann", "", "", "", ""], "Cell phone", "A phone number or an email address is needed."),
        (["Ann", "555", "", "", ""], "Cell phone", "This doesn't look like a phone number"),
        (["Ann", "", "ann@", "", ""], "E-mail", "This doesn't look like an email address."),
        (["Ann", "", "a@b.co", "soon", ""], "DOB", "This doesn't look like a date."),
        (["Ann", "", "a@b.co", "3/4/85", ""], "DOB", "Please write the year with four digits."),
        (["Ann", "", "a@b.co", "3/4/2030", ""], "DOB", "between 1900 and today"),
        (["Ann", "", "a@b.co", "1/1/1899", ""], "DOB", "between 1900 and today"),
        (["Ann", "", "a@b.co", "", "n" * 2001], "Notes", "This is longer than 2000 characters."),
        (["Ann", "", "a@b.co", "", "", "more"], "", "more cells than the first line"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_column(
    row: list[str], column: str, said: str
) -> None:
    found = read(["Bob", "212-555-0102", "", "", ""], row)
    assert [row.line for row in found.rows] == [2]
    (problem,) = found.problems
    assert (problem.line, problem.column) == (3, column)
    assert said in problem.message


def test_all_that_is_wrong_on_a_line_is_said_at_once() -> None:
    found = read(["", "555", "ann@", "soon", "n" * 2001])
    assert [problem.column for problem in found.problems] == [
        *("Name", "Cell phone", "E-mail", "Notes", "DOB")
    ]


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])), min_size=5, max_size=5
    )
)
def test_no_message_holds_a_word_of_the_file(cells: list[str]) -> None:
    """Whatever stands in the cells, the words are from a few that are known beforehand."""
    plain = {problem.message for problem in read(cells).problems}
    assert plain <= {
        "This is missing.",
        "This is longer than 40 characters.",
        "This is longer than 100 characters.",
        "This is longer than 254 characters.",
        "This is longer than 2000 characters.",
        "A phone number or an email address is needed.",
        "This doesn't look like a phone number.",
        (
            "This doesn't look like a phone number we can call. "
            "Enter 10 digits with the area code, or + and the country code."
        ),
        "This doesn't look like an email address.",
        "This doesn't look like a date.",
        "This isn't a date in the calendar.",
        "Please write the year with four digits.",
        "A date of birth must be between 1900 and today.",
    }


class TestTheSamePersonTwice:
    ANN = ("Ann Cole", "212-555-0101", "", "", "")

    def test_is_imported_once(self) -> None:
        found = read([*self.ANN], ["COLE, Ann", "+1 212 555 0101", "", "", ""])
        assert [row.line for row in found.rows] == [2]
        assert found.repeats == [LineProblem(3, "", "This is on line 2, too.")]
        assert found.problems == []

    def test_with_other_words_is_asked_about(self) -> None:
        found = read([*self.ANN], ["Ann Cole", "212-555-0101", "ann@example.com", "", ""])
        (problem,) = found.problems
        assert problem.line == 3
        assert problem.message.startswith("Line 2 says something else")

    def test_is_not_another_on_the_same_number(self) -> None:
        found = read([*self.ANN], ["Robert Cole", "212-555-0101", "", "", ""])
        assert len(found.rows) == 2

    def test_is_not_somebody_of_the_same_name_on_another_number(self) -> None:
        found = read([*self.ANN], ["Ann Cole", "212-555-0102", "", "", ""])
        assert len(found.rows) == 2
