"""Two infusions of one person within a day, or more than the most: the desk is asked."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from chalicelib.clinic import Clinic, Most, load_clinic
from chalicelib.people.keep_commitments import load_ahead
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.conditions import Key
from tests.conftest import FixedClock, RoundTrips, open_to_anyone, with_services
from tests.published import publish_days

from .conftest import Caller, Reply
from .waiters import BOOKED, FRIDAY_10, WEDNESDAY_10, book, cancel, join_people, kind, put_on

WEDNESDAY_1_PM = "2026-11-25T18:00:00Z"
OTHER = {"name": "Sam Sample", "phone": BOOKED["phone"]}
WHY = "The clinician asked for it"


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    """Open to anyone, with 20 hours between infusions and three of them in a week."""
    limits = {"hours_apart": 20, "most": Most(count=3, days=7)}
    clinic = open_to_anyone(load_clinic())
    return with_services(clinic, "ketamine-infusion", "ketamine-booster", **limits)


@pytest.fixture(autouse=True)
def days(run: Runtime) -> None:
    publish_days(run, "new-york", "2026-11-24", "2026-12-04")


def online(visitor: Caller, starts_at: str, **who: str) -> Any:
    """A visitor books by themselves; the appointment as they see it."""
    wish = {"location_id": "new-york", "service_id": "ketamine-infusion", "starts_at": starts_at}
    token = visitor.post("/holds", wish).json["hold_token"]
    reply = visitor.post("/appointments", {"hold_token": token, **BOOKED, **who})
    assert reply.status == 201, reply.text
    return reply.json


def by_staff(desk: Caller, starts_at: str = WEDNESDAY_1_PM, **changes: Any) -> Reply:
    body = {"service_id": "ketamine-infusion", "starts_at": starts_at, **BOOKED, **changes}
    return desk.post("/locations/new-york/appointments", body)


def seen(desk: Caller, appointment: Any) -> Any:
    return desk.get(f"/staff/appointments/{appointment['appointment_id']}").json


class TestAVisitor:
    def test_is_booked_all_the_same_and_the_desk_is_asked(
        self, visitor: Caller, desk: Caller
    ) -> None:
        online(visitor, WEDNESDAY_10)
        close = online(visitor, WEDNESDAY_1_PM)
        assert seen(desk, close)["beyond_limits"] is True
        bays = desk.get("/locations/new-york/day?date=2026-11-25").json["bays"]
        slots = [slot for bay in bays for slot in bay["slots"]]
        marks = {slot.get("appointment_id"): slot.get("appointment", {}) for slot in slots}
        assert marks[close["appointment_id"]]["beyond_limits"] is True

    def test_is_told_nothing_of_it(self, visitor: Caller) -> None:
        online(visitor, WEDNESDAY_10)
        close = online(visitor, WEDNESDAY_1_PM)
        stranger = online(visitor, WEDNESDAY_1_PM, phone="212-555-0188")
        assert close.keys() == stranger.keys()
        assert "beyond" not in str(close)

    def test_who_moves_too_close_is_moved_and_marked_until_they_move_away(
        self, visitor: Caller, desk: Caller
    ) -> None:
        online(visitor, WEDNESDAY_10)
        mine = online(visitor, FRIDAY_10)
        marks = []
        for starts_at in (WEDNESDAY_1_PM, FRIDAY_10):
            path = f"/appointments/{mine['appointment_id']}/reschedule"
            token = mine["manage_token"]
            moved = visitor.post(path, {"starts_at": starts_at}, Manage_Token=token)
            assert moved.status == 200, moved.text
            marks.append(seen(desk, mine)["beyond_limits"])
        assert marks == [True, False]

    def test_of_somebody_else_on_the_phone_nothing_counts(
        self, visitor: Caller, desk: Caller
    ) -> None:
        online(visitor, WEDNESDAY_10)
        assert seen(desk, online(visitor, WEDNESDAY_1_PM, **OTHER))["beyond_limits"] is False


class TestStaff:
    def test_are_asked_with_the_other_appointment_named(self, desk: Caller) -> None:
        first = book(desk)
        reply = by_staff(desk)
        assert (reply.status, kind(reply)) == (409, "appointments-close")
        assert reply.json["other"]["appointment_id"] == first["appointment_id"]
        assert reply.json["limit"] == "hours-apart"
        assert "less than 20 hours away" in reply.json["detail"]
        assert "Ketamine infusion, Wednesday 10:00 am EST" in reply.json["detail"]

    def test_book_anyway_with_a_reason_that_is_kept(self, desk: Caller) -> None:
        book(desk)
        made = by_staff(desk, override=WHY).json
        assert made["beyond_limits"] is False  # they were asked
        history = desk.get(f"/people/{made['person_id']}/timeline").json["entries"]
        said = {each["of"]: each["details"].get("override") for each in history}
        assert said[made["appointment_id"]] == WHY

    def test_are_asked_about_one_more_than_the_most(self, desk: Caller) -> None:
        for day in ("24", "25", "27"):
            assert by_staff(desk, f"2026-11-{day}T15:00:00Z").status == 201
        reply = by_staff(desk, "2026-11-30T15:00:00Z")
        assert (kind(reply), reply.json["limit"]) == ("appointments-close", "most")
        assert "more than 3 in 7 days" in reply.json["detail"]

    def test_are_asked_when_they_move_one_too_close(self, desk: Caller) -> None:
        book(desk)
        other = book(desk, FRIDAY_10)
        path = f"/staff/appointments/{other['appointment_id']}/reschedule"
        refused = desk.post(path, {"starts_at": WEDNESDAY_1_PM})
        assert kind(refused) == "appointments-close"
        moved = desk.post(path, {"starts_at": WEDNESDAY_1_PM, "override": WHY})
        assert moved.status == 200

    def test_are_not_asked_of_the_one_that_moves(self, desk: Caller) -> None:
        mine = book(desk)
        path = f"/staff/appointments/{mine['appointment_id']}/reschedule"
        assert desk.post(path, {"starts_at": WEDNESDAY_1_PM}).status == 200

    def test_are_asked_when_they_book_somebody_from_the_waitlist(self, desk: Caller) -> None:
        book(desk)
        put_on(desk, name=BOOKED["name"], phone=BOOKED["phone"])
        assert kind(by_staff(desk)) == "appointments-close"

    def test_what_was_canceled_counts_no_more(self, desk: Caller) -> None:
        cancel(desk, book(desk))
        assert by_staff(desk).status == 201

    def test_of_two_people_on_one_phone_each_has_their_own(self, desk: Caller) -> None:
        book(desk)
        assert by_staff(desk, **OTHER).status == 201

    def test_it_takes_no_further_look(self, desk: Caller, round_trips: RoundTrips) -> None:
        alone = round_trips.during(lambda: by_staff(desk))
        close = round_trips.during(lambda: by_staff(desk, "2026-11-25T19:30:00Z", override=WHY))
        assert close == alone


HOME = {"escort": {"name": "Sam Sample"}}


def say(desk: Caller, appointment: Any, verb: str, body: Any = None) -> Any:
    reply = desk.post(f"/staff/appointments/{appointment['appointment_id']}/{verb}", body or {})
    assert reply.status == 200, reply.text
    return reply.json


@pytest.fixture
def done(desk: Caller, clock: FixedClock) -> Any:
    """An infusion that took place on Wednesday at ten; it is 11 am."""
    made = book(desk)
    clock.forward(days=2, hours=1)
    say(desk, made, "check-in")
    return say(desk, made, "fulfil", HOME)


class TestWhatTookPlace:
    def test_is_asked_about_where_another_would_be_too_close(self, desk: Caller, done: Any) -> None:
        reply = by_staff(desk)
        assert (kind(reply), reply.json["limit"]) == ("appointments-close", "hours-apart")
        assert reply.json["other"]["appointment_id"] == done["appointment_id"]
        assert by_staff(desk, FRIDAY_10).status == 201

    def test_is_asked_about_as_one_of_the_most_a_week_later_no_more(
        self, desk: Caller, clock: FixedClock, done: Any
    ) -> None:
        for day in ("27", "30"):
            assert by_staff(desk, f"2026-11-{day}T15:00:00Z").status == 201
        reply = by_staff(desk, "2026-12-01T15:00:00Z")
        assert (kind(reply), reply.json["limit"]) == ("appointments-close", "most")
        clock.forward(days=5)
        assert by_staff(desk, "2026-12-03T15:00:00Z").status == 201

    def test_marks_what_a_visitor_books_beyond_the_most_and_tells_them_nothing(
        self, visitor: Caller, desk: Caller, done: Any
    ) -> None:
        for day in ("27", "30"):
            assert by_staff(desk, f"2026-11-{day}T15:00:00Z").status == 201
        close = online(visitor, "2026-12-01T15:00:00Z")
        stranger = online(visitor, "2026-12-01T15:00:00Z", phone="212-555-0188")
        assert seen(desk, close)["beyond_limits"] is True
        assert seen(desk, stranger)["beyond_limits"] is False
        assert close.keys() == stranger.keys()

    def test_counts_when_one_is_moved_too_close_to_it(self, desk: Caller, done: Any) -> None:
        other = book(desk, FRIDAY_10)
        path = f"/staff/appointments/{other['appointment_id']}/reschedule"
        assert kind(desk.post(path, {"starts_at": WEDNESDAY_1_PM})) == "appointments-close"

    def test_counts_for_a_series(self, desk: Caller, done: Any) -> None:
        for day in ("27", "30"):
            assert by_staff(desk, f"2026-11-{day}T15:00:00Z").status == 201
        wish = {"count": 1, "earliest_day": "2026-12-01"}
        body = {"service_id": "ketamine-infusion", "wish": wish, **BOOKED}
        reply = desk.post("/locations/new-york/series", body)
        assert (kind(reply), reply.json["limit"]) == ("appointments-close", "most")

    def test_counts_under_another_number_that_is_theirs(self, desk: Caller, done: Any) -> None:
        other = {**BOOKED, "phone": "212-555-0177"}
        assert by_staff(desk, FRIDAY_10, **other).status == 201
        join_people(desk, BOOKED, other)
        assert kind(by_staff(desk, **other)) == "appointments-close"

    def test_of_somebody_else_on_the_same_phone_is_not_theirs(
        self, desk: Caller, done: Any
    ) -> None:
        assert kind(by_staff(desk)) == "appointments-close"
        assert by_staff(desk, **OTHER).status == 201

    def test_is_no_appointment_that_takes_their_time(
        self, desk: Caller, run: Runtime, done: Any
    ) -> None:
        point_id, person_id = done["point_id"], done["person_id"]
        ahead = load_ahead(run, point_id, person_id)
        assert ahead.appointments == ahead.booked_online == ()
        assert [each.appointment_id for each in ahead.fulfilled] == [done["appointment_id"]]
        assert not ahead.busy(ahead.fulfilled[0].starts_at, ahead.fulfilled[0].ends_at)

    def test_is_on_no_list_of_what_lies_ahead(self, desk: Caller, done: Any) -> None:
        card = desk.get(f"/people/{done['person_id']}").json
        assert card["appointments_ahead"] == []
        assert card["booked_online"] == {"of_person": 0, "on_point": 0}

    def test_undone_lies_ahead_exactly_as_before(
        self, desk: Caller, clock: FixedClock, run: Runtime
    ) -> None:
        made = book(desk)
        before = noted(run, made)
        clock.forward(days=2, hours=1)
        say(desk, made, "check-in")
        say(desk, made, "fulfil", HOME)
        assert noted(run, made) != before
        say(desk, made, "undo", {"step": "fulfil"})
        assert noted(run, made) == before

    def test_is_disposed_of_once_no_limit_looks_back_to_it(self, run: Runtime, done: Any) -> None:
        (item,) = noted(run, done)
        gone = datetime.fromtimestamp(int(item["expires_at"]), UTC)
        assert gone.date() == date(2026, 12, 3)

    def test_is_not_kept_at_all_where_nothing_is_limited(
        self, desk: Caller, clock: FixedClock, run: Runtime
    ) -> None:
        made = by_staff(desk, WEDNESDAY_10, service_id="follow-up").json
        assert noted(run, made)
        clock.forward(days=2, hours=1)
        say(desk, made, "check-in")
        say(desk, made, "fulfil")
        assert noted(run, made) == []

    def test_a_no_show_counts_for_nothing(self, desk: Caller, clock: FixedClock) -> None:
        made = book(desk)
        clock.forward(days=2, hours=1)
        say(desk, made, "no-show")
        assert by_staff(desk).status == 201

    def test_it_takes_no_further_look(
        self, desk: Caller, done: Any, round_trips: RoundTrips
    ) -> None:
        close = round_trips.during(lambda: by_staff(desk, override=WHY))
        alone = round_trips.during(lambda: by_staff(desk, FRIDAY_10, **OTHER))
        assert close == alone


def noted(run: Runtime, appointment: Any) -> list[dict[str, Any]]:
    """All that the contact point's collection has of an appointment."""
    pk = Key("pk").eq(f"POINT#{appointment['point_id']}")
    items = list(run.table.query_all(pk & Key("sk").begins_with("OPEN#APPOINTMENT#")))
    return [each for each in items if each["appointment_id"] == appointment["appointment_id"]]


DAILY = {"least_days_between": 1, "most_days_between": 1}
FOUR_DAYS = {"count": 4, "earliest_day": "2026-11-30", **DAILY}


class TestASeries:
    def series(self, desk: Caller, **changes: Any) -> Reply:
        body = {"service_id": "ketamine-infusion", "wish": FOUR_DAYS, **BOOKED, **changes}
        return desk.post("/locations/new-york/series", body)

    def test_that_is_too_close_in_itself_is_asked_about(self, desk: Caller) -> None:
        refused = self.series(desk)
        assert (kind(refused), refused.json["limit"]) == ("appointments-close", "most")
        assert self.series(desk, override=WHY).status == 201

    def test_that_comes_too_close_to_another_appointment_is_asked_about(self, desk: Caller) -> None:
        first = book(desk, "2026-11-30T15:00:00Z")
        refused = self.series(desk, wish={"count": 1, "earliest_day": "2026-11-30"})
        assert (kind(refused), refused.json["limit"]) == ("appointments-close", "hours-apart")
        assert refused.json["other"]["appointment_id"] == first["appointment_id"]

    def test_whose_rest_moves_too_close_is_asked_about(self, desk: Caller) -> None:
        made = self.series(desk, override=WHY).json
        path = f"/series/{made['series_id']}/reschedule"
        wish = {"earliest_day": "2026-12-01", **DAILY}
        refused = desk.post(path, {"wish": wish})
        assert kind(refused) == "appointments-close"
        assert desk.post(path, {"wish": wish, "override": WHY}).status == 200
