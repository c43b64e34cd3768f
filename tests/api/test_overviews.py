"""Several days at once: the roster as a file, and the figures of the chairs."""

import csv
import io
from typing import Any

import pytest

from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock, RoundTrips
from tests.published import publish_days

from .conftest import Caller

HERE = "/locations/new-york"
WEDNESDAY = "2026-11-25"
AT_10 = "2026-11-25T15:00:00Z"
INFUSION = "ketamine-infusion"


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """New York's Wednesday and Friday are published; there is Thanksgiving in between."""
    publish_days(run, "new-york", WEDNESDAY, "2026-11-27")


def book(desk: Caller, name: str, phone: str, starts_at: str = AT_10, **more: Any) -> Any:
    who = {"name": name, "phone": phone}
    body = {"service_id": INFUSION, "starts_at": starts_at, **who, **more}
    reply = desk.post(f"{HERE}/appointments", body)
    assert reply.status == 201, reply.text
    return reply.json


def act(desk: Caller, appointment: Any, verb: str, **body: Any) -> None:
    reply = desk.post(f"/staff/appointments/{appointment['appointment_id']}/{verb}", body)
    assert reply.status == 200, reply.text


def roster(desk: Caller, query: str) -> list[dict[str, str]]:
    reply = desk.get(f"{HERE}/roster.csv?{query}")
    assert reply.status == 200, reply.text
    assert reply.headers["content-type"].startswith("text/csv")
    text = reply.body.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def figures(desk: Caller, first: str = WEDNESDAY, last: str | None = None) -> list[Any]:
    reply = desk.get(f"{HERE}/figures?from={first}&to={last or first}")
    assert reply.status == 200, reply.text
    days: list[Any] = reply.json["days"]
    return days


def wrong(reply: Any) -> list[str]:
    assert reply.status == 422, reply.text
    return [error["field"] for error in reply.json["errors"]]


class TestTheRoster:
    def test_has_a_row_for_each_visit_in_order_of_time(self, desk: Caller) -> None:
        later = book(desk, "Kim Example", "2125550124", "2026-11-27T15:00:00Z", bay="chair-3")
        first = book(desk, "Robin Example", "2125550123", bay="chair-1")
        act(desk, first, "escort", name="Sam Example")
        rows = roster(desk, f"from={WEDNESDAY}&to=2026-11-27")
        assert [row["Reference"] for row in rows] == [
            first["appointment_id"],
            later["appointment_id"],
        ]
        assert rows[0] == {
            "Date": WEDNESDAY,
            "Start (America/New_York)": "10:00",
            "End (America/New_York)": "11:30",
            "Bay": "Chair 1, window",
            "Pool": "infusion",
            "Service": "Ketamine infusion",
            "Status": "booked",
            "First name": "Robin",
            "Escort": "confirmed",
            "Stated on forms, for the clinician": "",
            "Reference": first["appointment_id"],
            "Start in UTC": AT_10,
        }

    def test_says_how_visits_stand_and_shows_empty_slots_when_asked(
        self, desk: Caller, clock: FixedClock
    ) -> None:
        missed = book(desk, "Robin Example", "2125550123")
        clock.forward(hours=48, minutes=30)
        act(desk, missed, "no-show")
        assert [row["Status"] for row in roster(desk, f"date={WEDNESDAY}")] == ["noshow"]
        every = roster(desk, f"date={WEDNESDAY}&all=true")
        assert len(every) == 39
        assert {row["Status"] for row in every} == {"noshow", "free"}
        assert {row["First name"] for row in every if row["Status"] == "free"} == {""}

    def test_tells_a_spreadsheet_no_formula_that_somebody_gave_as_a_name(
        self, desk: Caller
    ) -> None:
        book(desk, '=HYPERLINK("http://example.org")', "2125550123")
        (row,) = roster(desk, f"date={WEDNESDAY}")
        assert row["First name"] == '\'=HYPERLINK("http://example.org")'

    def test_is_a_file_with_a_name(self, desk: Caller) -> None:
        reply = desk.get(f"{HERE}/roster.csv?date={WEDNESDAY}")
        named = 'attachment; filename="roster-new-york-2026-11-25.csv"'
        assert reply.headers["content-disposition"] == named
        assert reply.body.startswith("\ufeffDate,Start (America/New_York),".encode())
        assert reply.headers["cache-control"] == "no-store"

    def test_a_month_is_a_query_a_day(self, desk: Caller, round_trips: RoundTrips) -> None:
        sent = round_trips.during(lambda: roster(desk, "from=2026-11-25&to=2026-12-25"))
        assert sent == ["Query"] * 31

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ("", "date"),
            (f"from={WEDNESDAY}", "date"),
            (f"date={WEDNESDAY}&to={WEDNESDAY}", "date"),
            ("date=tomorrow", "date"),
            ("from=2026-11-25&to=2026-11-24", "to"),
            ("from=2026-11-25&to=2026-12-26", "to"),
            (f"date={WEDNESDAY}&all=perhaps", "all"),
            (f"date={WEDNESDAY}&names=full", "names"),
        ],
    )
    def test_days_that_make_no_sense_are_named(self, desk: Caller, query: str, field: str) -> None:
        assert wrong(desk.get(f"{HERE}/roster.csv?{query}")) == [field]

    def test_is_for_staff(self, visitor: Caller) -> None:
        assert visitor.get(f"{HERE}/roster.csv?date={WEDNESDAY}").status == 401


class TestFigures:
    def test_count_slots_minutes_and_visits(self, desk: Caller, clock: FixedClock) -> None:
        came = book(desk, "Robin Example", "2125550123")
        book(desk, "Kim Example", "2125550124")
        missed = book(desk, "Alex Example", "2125550125")
        gone = book(desk, "Toni Example", "2125550126")
        act(desk, gone, "cancel")
        (before,) = figures(desk)
        assert before["slots_unused"] == 0
        clock.forward(hours=48, minutes=30)
        act(desk, came, "check-in")
        act(desk, came, "fulfil", escort={"name": "Sam Example"})
        act(desk, missed, "no-show")
        (day,) = figures(desk)
        assert (day["date"], day["slots"], day["slots_booked"]) == (WEDNESDAY, 39, 3)
        assert day["minutes_booked"] == 3 * 90
        assert day["utilisation"] == round(270 / day["minutes_bookable"], 4)
        assert day["appointments"] == {"booked": 1, "arrived": 0, "fulfilled": 1, "noshow": 1}
        assert day["no_show_share"] == 0.5

    def test_what_is_blocked_is_not_offered(self, desk: Caller) -> None:
        before = figures(desk)[0]["minutes_bookable"]
        desk.post(f"{HERE}/slots/block", {"date": WEDNESDAY, "bay": "chair-1", "reason": "Pump"})
        (day,) = figures(desk)
        assert day["slots_blocked"] == 6
        assert day["minutes_bookable"] == before - 6 * 90

    def test_what_nobody_booked_in_time_is_unused_whether_or_not_the_job_ran(
        self, desk: Caller, clock: FixedClock, job: Any
    ) -> None:
        clock.forward(hours=48)  # Wednesday at ten: until noon it is the desk's
        (before,) = figures(desk)
        assert before["slots_unused"] > 0
        job("release-slots")
        assert figures(desk) == [before]

    def test_a_day_without_slots_has_no_shares(self, desk: Caller) -> None:
        (day,) = figures(desk, "2026-11-26")
        assert (day["slots"], day["minutes_bookable"]) == (0, 0)
        assert "utilisation" not in day
        assert "no_show_share" not in day

    def test_days_come_in_order_a_query_each(self, desk: Caller, round_trips: RoundTrips) -> None:
        days: list[Any] = []
        sent = round_trips.during(lambda: days.extend(figures(desk, "2026-11-20", "2026-12-20")))
        assert sent == ["Query"] * 31
        assert [day["date"] for day in days] == sorted(day["date"] for day in days)
        assert [day["slots"] for day in days][4:8] == [0, 39, 0, 35]

    def test_days_that_make_no_sense_are_named(self, desk: Caller) -> None:
        assert wrong(desk.get(f"{HERE}/figures?from=2026-11-25&to=2026-11-24")) == ["to"]
        assert wrong(desk.get(f"{HERE}/figures?from=2026-11-25&to=2026-12-26")) == ["to"]
        assert wrong(desk.get(f"{HERE}/figures?from=soon")) == ["from", "to"]

    def test_are_for_staff(self, visitor: Caller) -> None:
        assert visitor.get(f"{HERE}/figures?from={WEDNESDAY}&to={WEDNESDAY}").status == 401

    def test_a_location_that_does_not_exist_is_not_found(self, desk: Caller) -> None:
        path = f"/locations/atlantis/figures?from={WEDNESDAY}&to={WEDNESDAY}"
        assert desk.get(path).status == 404
