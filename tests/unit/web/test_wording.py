"""Numbers, times and opening hours, as they are said to people."""

import pytest

from chalicelib.clinic import Clinic, Weekday
from chalicelib.contacts.rules import said_phone
from chalicelib.platform.languages import words_of
from chalicelib.web.wording import said_hours, said_span, said_time, said_weekdays

ENGLISH, SPANISH = words_of("en"), words_of("es")


@pytest.mark.parametrize(
    ("number", "said"),
    [("+12125550142", "(212) 555-0142"), ("+442079460000", "+442079460000")],
)
def test_a_number_is_said_as_its_country_writes_it(number: str, said: str) -> None:
    assert said_phone(number) == said


@pytest.mark.parametrize(
    ("minute", "said"),
    [
        (0, "midnight"),
        (30, "12:30 am"),
        (8 * 60, "8 am"),
        (8 * 60 + 5, "8:05 am"),
        (12 * 60, "noon"),
        (12 * 60 + 30, "12:30 pm"),
        (21 * 60, "9 pm"),
        (24 * 60, "midnight"),
    ],
)
def test_a_time_is_said_by_the_twelve_hour_clock(minute: int, said: str) -> None:
    assert said_time(ENGLISH, minute) == said


@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [
        (510, 720, "8:30 am – noon"),
        (780, 1050, "1 – 5:30 pm"),
        (540, 750, "9 am – 12:30 pm"),
        (480, 660, "8 – 11 am"),
        (0, 1440, "midnight – midnight"),
    ],
)
def test_a_span_says_the_half_of_the_day_once_where_once_is_enough(
    opens: int, closes: int, said: str
) -> None:
    assert said_span(ENGLISH, opens, closes) == said


def test_days_that_are_open_alike_share_a_line_and_days_off_have_none(clinic: Clinic) -> None:
    assert said_hours(ENGLISH, clinic.location("new-york")) == [
        ("Mon, Tue, Thu", ["8:30 am – noon", "1 – 5:30 pm"]),
        ("Wed", ["8:30 am – noon", "1 – 7 pm"]),
        ("Fri", ["8:30 am – noon", "1 – 4 pm"]),
        ("Sat", ["9 am – 12:30 pm"]),
    ]


def test_three_days_in_a_row_are_said_as_a_stretch() -> None:
    assert said_weekdays(ENGLISH, list(Weekday)[:5]) == "Mon – Fri"
    assert said_weekdays(ENGLISH, list(Weekday)[:2]) == "Mon, Tue"
    assert (
        said_weekdays(ENGLISH, [Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY])
        == "Mon, Wed, Fri"
    )


def test_in_spanish_times_and_days_are_said_as_one_says_them_there(clinic: Clinic) -> None:
    assert said_hours(SPANISH, clinic.location("new-york"))[0] == (
        "lun, mar, jue",
        ["8:30 a.\xa0m. – mediodía", "1 – 5:30 p.\xa0m."],
    )
    assert said_time(SPANISH, 0) == "medianoche"
