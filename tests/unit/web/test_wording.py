"""Numbers, times and opening hours, as they are said to people."""

from datetime import datetime

import pytest

from chalicelib.clinic import Clinic, Location, Weekday, WeeklyHours, load_clinic
from chalicelib.clinic.hours import open_now
from chalicelib.people.rules import said_phone
from chalicelib.platform.languages import Words, words_of
from chalicelib.web.wording import said_hours, said_open_now, said_span, said_time, said_weekdays

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


NEW_YORK = load_clinic().location("new-york")
MIDNIGHT_CLOSING = NEW_YORK.model_copy(
    update={"hours": WeeklyHours.model_validate({"monday": ["08:00-24:00"]}), "closures": ()}
)


def open_line(words: Words, location: Location, *at: int) -> str:
    """What is said at a wall time of the location."""
    year, month, day, hour, minute = (*at, 0)[:5]
    now = datetime(year, month, day, hour, minute, tzinfo=location.tz)
    return said_open_now(words, location, open_now(location, now), now)


class TestOpenNow:
    @pytest.mark.parametrize(
        ("at", "english", "spanish"),
        [
            ((2026, 11, 23, 9), "Open now until noon", "Abierto ahora hasta el mediodía"),
            ((2026, 11, 23, 14), "Open now until 5:30 pm", None),
            (
                (2026, 11, 23, 12, 20),
                "Closed now: opens at 1 pm",
                "Cerrado ahora: abre a la 1 p. m.",
            ),
            ((2026, 11, 28, 20), "Closed now: opens Monday at 8:30 am", None),
            (
                (2026, 11, 26, 10),
                "Closed today: Thanksgiving. Opens Friday at 8:30 am",
                "Cerrado hoy: Thanksgiving. Abre el viernes a las 8:30 a. m.",
            ),
            (
                (2026, 12, 24, 13),
                "Closed now: Christmas Eve. Opens Saturday at 9 am",
                "Cerrado ahora: Christmas Eve. Abre el sábado a las 9 a. m.",
            ),
        ],
    )
    def test_is_said_as_people_say_it(
        self, at: tuple[int, ...], english: str, spanish: str | None
    ) -> None:
        assert open_line(words_of("en"), NEW_YORK, *at) == english
        said = open_line(words_of("es"), NEW_YORK, *at).replace("\u00a0", " ")
        assert spanish is None or said == spanish

    def test_names_the_date_of_an_opening_that_is_far(self) -> None:
        said = open_line(words_of("en"), MIDNIGHT_CLOSING, 2026, 11, 24, 0, 30)
        assert said == "Closed now: opens Monday, November 30 at 8 am"

    def test_knows_midnight(self) -> None:
        said = open_line(words_of("en"), MIDNIGHT_CLOSING, 2026, 11, 23, 9)
        assert said == "Open now until midnight"
