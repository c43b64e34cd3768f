"""A date of birth is read as people write it, month first."""

from datetime import date

import pytest

from chalicelib.find.typed_date_rules import read_birth_date

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "typed",
    [
        "03/14/1980",
        "3/14/1980",
        "3/14/80",
        "03-14-1980",
        "3.14.1980",
        "3 / 14 / 1980",
        "03 14 1980",
        "03141980",
        "1980-03-14",
        "1980/3/14",
        "19800314",
        "Mar 14 1980",
        "mar. 14, 1980",
        "March 14th, 1980",
        "MARCH 14 1980",
        "14 Mar 1980",
        "14-Mar-1980",
        "Mar-14-1980",
        "1980 Mar 14",
        "Mar 14 '80",
        " 14/03/1980 ",
    ],
)
def test_is_read_in_every_usual_form(typed: str) -> None:
    assert read_birth_date(typed, TODAY) == date(1980, 3, 14)


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("02/03/1980", date(1980, 2, 3)),
        ("02/03/04", date(2004, 2, 3)),
        ("11/23/26", date(2026, 11, 23)),
        ("11/24/26", date(1926, 11, 24)),
        ("2/29/2000", date(2000, 2, 29)),
        ("May 5 2001", date(2001, 5, 5)),
        ("sept 9 1999", date(1999, 9, 9)),
    ],
)
def test_the_month_comes_first_and_two_digits_are_the_latest_year_there_was(
    typed: str, born: date
) -> None:
    assert read_birth_date(typed, TODAY) == born


@pytest.mark.parametrize(
    "typed",
    [
        *("", "03/14", "1980", "02/30/1980", "2/29/1999", "13/13/1980", "03/14/1899"),
        *("03/14/2027", "11/24/2026", "555-0142", "212-555-0142", "55501421", "Mar 1980"),
        *("May", "April Example", "Mar 14", "2345-6789", "14 14 14", "03/14/1980 Robin"),
    ],
)
def test_what_is_no_date_that_somebody_may_have_been_born_on_is_none(typed: str) -> None:
    assert read_birth_date(typed, TODAY) is None
