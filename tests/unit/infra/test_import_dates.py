"""Dates and times of a list are read as people write them, in English and Spanish."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.import_lists.date_rules import (
    DateOrder,
    order_of_dates,
    read_date,
    read_time,
    split_date_and_time,
)

US, OTHERS = DateOrder.MONTH_FIRST, DateOrder.DAY_FIRST
MARCH_4 = date(2027, 3, 4)


class TestADate:
    @pytest.mark.parametrize(
        "text",
        [
            "2027-03-04",
            "2027/3/4",
            "3/4/2027",
            "03-04-2027",
            "3.4.2027",
            "March 4, 2027",
            "Mar 4 2027",
            "4 March 2027",
            "4-Mar-2027",
            "March 4th, 2027",
            "Thursday, March 4, 2027",
            "4 de marzo de 2027",
            "jueves 4 de marzo del 2027",
            "4 mar. 2027",
        ],
    )
    def test_is_read(self, text: str) -> None:
        assert read_date(text, US) == MARCH_4

    def test_has_its_day_first_elsewhere(self) -> None:
        assert read_date("4/3/2027", OTHERS) == MARCH_4

    def test_of_a_tuesday_in_march_is_no_two_months(self) -> None:
        assert read_date("mar, 2 de marzo de 2027", US) == date(2027, 3, 2)

    @given(st.dates(date(1000, 1, 1)), st.sampled_from(DateOrder))
    def test_written_in_any_order_comes_back(self, day: date, order: DateOrder) -> None:
        numbers = (day.month, day.day) if order is US else (day.day, day.month)
        assert read_date(f"{numbers[0]}/{numbers[1]}/{day.year:04}", order) == day
        assert read_date(f"{day.year:04}-{day.month:02}-{day.day:02}", order) == day

    @given(st.text(max_size=15) | st.text("0123456789/-.mar", max_size=10))
    def test_of_any_text_is_a_date_or_refused(self, text: str) -> None:
        said = ""
        try:
            read_date(text, US)
        except ValueError as refused:
            said = str(refused)
        assert said in {
            "",
            "This doesn't look like a date.",
            "This isn't a date in the calendar.",
            "Please write the year with four digits.",
        }

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("soon", "doesn't look like a date"),
            ("13/13/2027", "isn't a date in the calendar"),
            ("2027-02-29", "isn't a date in the calendar"),
            ("3/4/85", "year with four digits"),
        ],
    )
    def test_that_is_none_says_so(self, text: str, said: str) -> None:
        with pytest.raises(ValueError, match=said):
            read_date(text, US)

    def test_with_two_digits_is_taken_where_the_century_is_known(self) -> None:
        assert read_date("3/4/27", US, 2000) == MARCH_4


class TestTheOrder:
    @pytest.mark.parametrize(
        ("texts", "order", "is_sure"),
        [
            (["3/4/2027", "3/25/2027"], US, True),
            (["3/4/2027", "25/3/2027"], OTHERS, True),
            (["3/4/2027"], US, False),
            (["25/3/2027", "3/25/2027"], US, False),
            (["2027-03-04", ""], US, True),
        ],
    )
    def test_is_seen_from_the_whole_column(
        self, texts: list[str], order: DateOrder, is_sure: bool
    ) -> None:
        assert order_of_dates(texts) == (order, is_sure)


class TestATime:
    @pytest.mark.parametrize(
        ("text", "hour", "minute"),
        [
            ("9:30", 9, 30),
            ("09:30:00", 9, 30),
            ("9:30 AM", 9, 30),
            ("9am", 9, 0),
            ("2:15 p. m.", 14, 15),
            ("2 P.M.", 14, 0),
            ("14h15", 14, 15),
            ("14:15 hrs", 14, 15),
            ("12 am", 0, 0),
            ("12:05 pm", 12, 5),
        ],
    )
    def test_is_read(self, text: str, hour: int, minute: int) -> None:
        assert read_time(text) == time(hour, minute)

    @pytest.mark.parametrize("text", ["", "9", "25:00", "9:60", "13 pm", "0 am", "noon", "9:3"])
    def test_that_is_none_says_so(self, text: str) -> None:
        with pytest.raises(ValueError, match="time of day"):
            read_time(text)

    @pytest.mark.parametrize(
        "text",
        [
            "2027-03-04T14:15",
            "2027-03-04 14:15:00",
            "3/4/2027 2:15 PM",
            "March 4, 2027 at 2:15pm",
            "4 de marzo de 2027 a las 14:15",
        ],
    )
    def test_may_stand_in_one_cell_with_the_date(self, text: str) -> None:
        day, wall = split_date_and_time(text)
        assert datetime.combine(read_date(day, US), read_time(wall)) == datetime(2027, 3, 4, 14, 15)  # noqa: DTZ001  # wall time

    def test_is_empty_beside_a_date_alone(self) -> None:
        assert split_date_and_time(" 3/4/2027 ") == ("3/4/2027", "")
