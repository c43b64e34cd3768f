"""What one network address can take online, and one browser at it; and how a hold is let go."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock, RoundTrips
from tests.published import publish_days

from .conftest import Caller, Rest, Submit
from .waiters import book as book_by_desk
from .waiters import cancel, joining, put_on

Job = Callable[[str], Any]

STARTS = [
    f"2026-11-{day}T{time}:00Z"
    for day in (24, 25, 27)
    for time in ("15:00", "16:30", "18:00", "19:30")
]
"""Of four chairs each."""
PERSON = {"name": "Robin Example", "phone": "212-555-0123"}
CALL_US = {"phone": "+12125550142"}


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """New York's schedule of the next days is published."""
    publish_days(run, "new-york", "2026-11-24", "2026-11-27")


def hold(visitor: Caller, start: str = STARTS[4], browser: str = "one", **headers: str) -> Any:
    wish = {"location_id": "new-york", "service_id": "ketamine-infusion", "starts_at": start}
    return visitor.post("/holds", wish, Browser_Id=browser, **headers)


def book(visitor: Caller, held: Any, **changes: str) -> Any:
    body = {"hold_token": held.json["hold_token"], **PERSON, **changes}
    return visitor.post("/appointments", body)


def let_go(visitor: Caller, held: Any) -> Any:
    return visitor.post("/holds/release", {"hold_token": held.json["hold_token"]})


def left(visitor: Caller, starts_at: str = STARTS[4]) -> int:
    path = "/availability?location=new-york&service=ketamine-infusion&from=2026-11-24&to=2026-11-27"
    times = visitor.get(path).json["times"]
    return next((time["left"] for time in times if time["starts_at"] == starts_at), 0)


def kind(reply: Any) -> str:
    return str(reply.json["type"]).rpartition(":")[2]


class TestHolds:
    def test_one_address_cannot_empty_a_calendar(self, visitor: Caller, clinic: Clinic) -> None:
        tried = [
            hold(visitor, STARTS[number % len(STARTS)], f"browser-{number}").status
            for number in range(200)
        ]
        assert tried.count(201) == clinic.scheduling.most_holds_per_address
        assert set(tried) == {201, 429}

    def test_browsers_of_one_address_do_not_count_together(
        self, visitor: Caller, clinic: Clinic
    ) -> None:
        most = clinic.scheduling.most_holds_per_visitor
        for number in range(most):
            assert hold(visitor, STARTS[number]).status == 201
        assert hold(visitor).status == 429
        assert hold(visitor, browser="two").status == 201

    def test_whoever_sends_no_browser_counts_with_all_who_send_none(
        self, visitor: Caller, clinic: Clinic
    ) -> None:
        wish = {"location_id": "new-york", "service_id": "ketamine-infusion"}
        most = clinic.scheduling.most_holds_per_visitor
        replies = [
            visitor.post("/holds", {**wish, "starts_at": start}) for start in STARTS[: most + 1]
        ]
        assert [reply.status for reply in replies] == [201] * most + [429]

    def test_the_refusal_says_whom_to_call_and_that_one_can_be_let_go(
        self, visitor: Caller, clinic: Clinic
    ) -> None:
        for number in range(clinic.scheduling.most_holds_per_visitor):
            hold(visitor, STARTS[number])
        refused = hold(visitor).json
        assert refused["type"] == "urn:frontdesk:problem:too-many-holds"
        assert (refused["limited_to"], refused["phone"]) == ("browser", CALL_US["phone"])
        assert "Let one go first, or call (212) 555-0142." in refused["detail"]

    def test_of_a_whole_address_it_does_not_speak_of_ones_own(
        self, visitor: Caller, clinic: Clinic
    ) -> None:
        for number in range(clinic.scheduling.most_holds_per_address):
            hold(visitor, STARTS[number], f"browser-{number}")
        refused = hold(visitor).json
        assert (kind(hold(visitor)), refused["limited_to"]) == ("too-many-holds", "address")
        assert "Please call (212) 555-0142" in refused["detail"]


class TestBookings:
    def booked_up(self, visitor: Caller, clinic: Clinic) -> None:
        for number in range(clinic.scheduling.most_bookings_per_visitor):
            assert book(visitor, hold(visitor, STARTS[number])).status == 201

    def test_one_browser_books_so_many_a_day_and_no_more(
        self, visitor: Caller, clinic: Clinic, clock: FixedClock
    ) -> None:
        self.booked_up(visitor, clinic)
        refused = book(visitor, hold(visitor, STARTS[8]))
        assert (refused.status, kind(refused)) == (429, "too-many-bookings")
        assert "Please call (212) 555-0142" in refused.json["detail"]
        assert book(visitor, hold(visitor, STARTS[8], "two")).status == 201
        clock.forward(hours=24)
        assert book(visitor, hold(visitor, STARTS[8])).status == 201

    def test_one_address_books_so_many_a_day_whatever_its_browsers_are(
        self, visitor: Caller, clinic: Clinic
    ) -> None:
        most = clinic.scheduling.most_bookings_per_address
        held = (
            hold(visitor, STARTS[number % len(STARTS)], f"browser-{number}")
            for number in range(most + 1)
        )
        statuses = [book(visitor, each).status for each in held]
        assert statuses == [201] * most + [429]

    def test_the_refusal_is_the_same_whoever_is_named_in_it(
        self, visitor: Caller, clinic: Clinic, submit: Submit
    ) -> None:
        submit(phone="212-555-0199", thinking_of_self_harm=True)
        self.booked_up(visitor, clinic)
        held = hold(visitor, STARTS[8])
        known = [{"phone": "212-555-0199"}, PERSON, {"phone": "212-555-0100"}]
        replies = [book(visitor, held, **each) for each in known]
        assert [reply.json["detail"] for reply in replies] == [replies[0].json["detail"]] * 3
        assert {reply.status for reply in replies} == {429}

    def test_moving_takes_a_time_too_and_counts_as_a_booking(
        self, visitor: Caller, clinic: Clinic
    ) -> None:
        booked = book(visitor, hold(visitor)).json
        path, token = f"/appointments/{booked['appointment_id']}", booked["manage_token"]
        statuses = [
            visitor.post(
                f"{path}/reschedule", {"starts_at": start}, Manage_Token=token, Browser_Id="one"
            ).status
            for start in STARTS[5 : 5 + clinic.scheduling.most_bookings_per_visitor]
        ]
        assert statuses == [200] * (clinic.scheduling.most_bookings_per_visitor - 1) + [429]

    def test_a_booking_that_is_sent_again_does_not_count_again(
        self, visitor: Caller, clinic: Clinic
    ) -> None:
        self.booked_up(visitor, clinic)
        held = hold(visitor, STARTS[8], "two")
        first = book(visitor, held)
        again = [book(visitor, held) for _ in range(clinic.scheduling.most_bookings_per_visitor)]
        assert all(reply.json == first.json for reply in again)


def join(visitor: Caller, number: int = 1, browser: str = "one", **headers: str) -> Any:
    return visitor.post("/waitlist", joining(number), Browser_Id=browser, **headers)


def offered_to(visitor: Caller, entries: list[Any]) -> list[dict[str, str]]:
    """What is to be sent to book each time that is offered to one of these entries."""
    found = []
    for entry in entries:
        place = visitor.get(f"/waitlist/{entry['entry_id']}", Manage_Token=entry["token"]).json
        if "offer" in place:
            found.append({"hold_token": place["offer"]["hold_token"], **PERSON})
    return found


class TestTheWaitlist:
    def test_one_browser_cannot_empty_a_calendar_through_the_waitlist(
        self, visitor: Caller, clinic: Clinic, clock: FixedClock, job: Job
    ) -> None:
        """It joins, lets its holds run out, and books whatever is then offered to it."""
        joined = [join(visitor, number) for number in range(1, 13)]
        entries = [reply.json for reply in joined if reply.status == 201]
        day, booked = STARTS[4:8], []
        for _ in range(6):
            for start in day:
                hold(visitor, start)
            clock.forward(minutes=10)
            job("expire-holds")
            replies = [
                visitor.post("/appointments", body, Browser_Id="one")
                for body in offered_to(visitor, entries)
            ]
            booked += [reply for reply in replies if reply.status == 201]
        assert len(booked) <= clinic.scheduling.most_bookings_per_visitor
        assert sum(left(visitor, start) for start in day) == 16 - len(booked)

    def test_a_hold_that_ran_out_is_free_for_all_at_once_whoever_waits(
        self, visitor: Caller, clock: FixedClock, job: Job
    ) -> None:
        """Nobody ever had that time, so it is nobody's turn."""
        before = left(visitor)
        entries = [join(visitor).json]
        hold(visitor)
        clock.forward(minutes=10)
        assert job("expire-holds")["done"] == 1
        assert offered_to(visitor, entries) == []
        assert left(visitor) == before

    def test_one_browser_joins_so_often_a_day_and_no_more(
        self, visitor: Caller, clinic: Clinic, clock: FixedClock
    ) -> None:
        most = clinic.scheduling.most_waitlist_entries_per_visitor
        statuses = [join(visitor, number).status for number in range(1, most + 2)]
        assert statuses == [201] * most + [429]
        assert join(visitor, browser="two").status == 201
        clock.forward(hours=24)
        assert join(visitor).status == 201

    def test_one_address_joins_so_often_a_day_whatever_its_browsers_are(
        self, visitor: Caller, clinic: Clinic
    ) -> None:
        most = clinic.scheduling.most_waitlist_entries_per_address
        replies = [join(visitor, n % 90, f"browser-{n}") for n in range(most + 1)]
        assert [reply.status for reply in replies] == [201] * most + [429]
        refused = replies[-1].json
        assert (refused["limited_to"], refused["phone"]) == ("address", CALL_US["phone"])
        assert "Please call (212) 555-0142" in refused["detail"]

    def test_the_refusal_to_join_says_what_to_do_and_is_the_same_whoever_is_named_in_it(
        self, visitor: Caller, desk: Caller, clinic: Clinic
    ) -> None:
        put_on(desk, 7)
        for number in range(clinic.scheduling.most_waitlist_entries_per_visitor):
            join(visitor, number)
        replies = [join(visitor, number) for number in (0, 7, 99)]
        assert {kind(reply) for reply in replies} == {"too-many-waitlist-entries"}
        assert {reply.json["limited_to"] for reply in replies} == {"browser"}
        details = [reply.json["detail"] for reply in replies]
        assert "Please call (212) 555-0142 to be added to it again." in details[0]
        assert details == [details[0]] * 3

    def test_joining_that_is_sent_again_does_not_count_again(
        self, visitor: Caller, clinic: Clinic
    ) -> None:
        most = clinic.scheduling.most_waitlist_entries_per_visitor
        first, *_ = [join(visitor, n, Idempotency_Key=f"k{n}") for n in range(most)]
        for _ in range(most):
            again = join(visitor, 0, Idempotency_Key="k0")
            assert (again.status, again.json) == (201, first.json)
        assert join(visitor, 9).status == 429

    def test_whom_staff_put_on_the_list_count_for_nobody(
        self, visitor: Caller, desk: Caller, clinic: Clinic
    ) -> None:
        for number in range(clinic.scheduling.most_waitlist_entries_per_visitor + 1):
            put_on(desk, number)
        assert join(visitor).status == 201

    def test_booking_what_was_offered_counts_like_any_other(
        self, visitor: Caller, desk: Caller, clinic: Clinic, rest: Rest
    ) -> None:
        freed, entry = book_by_desk(desk, STARTS[4]), join(visitor).json
        cancel(desk, freed)
        rest()
        (offer,) = offered_to(visitor, [entry])
        for number in range(clinic.scheduling.most_bookings_per_visitor):
            assert book(visitor, hold(visitor, STARTS[5 + number])).status == 201
        refused = visitor.post("/appointments", offer, Browser_Id="one")
        assert (refused.status, kind(refused)) == (429, "too-many-bookings")
        assert visitor.post("/appointments", offer, Browser_Id="two").status == 201


class TestLettingAHoldGo:
    def test_frees_its_time_for_all_at_once(self, visitor: Caller) -> None:
        before = left(visitor)
        held = hold(visitor)
        assert left(visitor) == before - 1
        assert let_go(visitor, held).status == 204
        assert left(visitor) == before
        refused = book(visitor, held)
        assert (refused.status, kind(refused)) == (409, "hold-lost")

    def test_makes_room_for_another_hold(self, visitor: Caller, clinic: Clinic) -> None:
        most = clinic.scheduling.most_holds_per_visitor
        first, *_ = [hold(visitor, STARTS[number]) for number in range(most)]
        assert hold(visitor).status == 429
        let_go(visitor, first)
        assert hold(visitor).status == 201
        assert hold(visitor).status == 429

    def test_twice_is_as_good_as_once(self, visitor: Caller, clinic: Clinic) -> None:
        most = clinic.scheduling.most_holds_per_visitor
        first, *_ = [hold(visitor, STARTS[number]) for number in range(most)]
        assert [let_go(visitor, first).status for _ in range(3)] == [204] * 3
        assert [hold(visitor).status for _ in range(2)] == [201, 429]

    def test_takes_two_round_trips(self, visitor: Caller, round_trips: RoundTrips) -> None:
        held = hold(visitor)
        sent = round_trips.during(lambda: let_go(visitor, held))
        assert sent == ["GetItem", "TransactWriteItems"]

    def test_leaves_what_was_booked_with_it(self, visitor: Caller) -> None:
        held = hold(visitor)
        booked = book(visitor, held).json
        assert let_go(visitor, held).status == 204
        path = f"/appointments/{booked['appointment_id']}"
        assert visitor.get(path, Manage_Token=booked["manage_token"]).json["status"] == "booked"

    def test_leaves_the_time_to_whoever_holds_it_by_then(
        self, visitor: Caller, clock: FixedClock
    ) -> None:
        late = [hold(visitor, browser=f"browser-{number}") for number in range(4)]
        clock.forward(minutes=10)
        held = [hold(visitor, browser=f"other-{number}") for number in range(4)]
        for each in late:
            assert let_go(visitor, each).status == 204
        assert left(visitor) == 0
        assert book(visitor, held[0]).status == 201

    def test_what_the_clinic_offered_is_declined_and_not_let_go(
        self, visitor: Caller, run: Runtime
    ) -> None:
        offer = run.keyring.unseal("hold", hold(visitor).json["hold_token"]) | {"hold_number": None}
        before = left(visitor)
        reply = visitor.post("/holds/release", {"hold_token": run.keyring.seal("hold", offer)})
        assert [error["field"] for error in reply.json["errors"]] == ["hold_token"]
        assert left(visitor) == before

    def test_a_token_that_is_none_is_named(self, visitor: Caller) -> None:
        reply = visitor.post("/holds/release", {"hold_token": "abc.def"})
        assert [error["field"] for error in reply.json["errors"]] == ["hold_token"]
