"""Somebody takes an offered time on the page of their place on the waitlist: nothing is typed."""

from typing import Any

import pytest

from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Caller, Rest, Submit, claim_next
from .waiters import WEDNESDAY_10, book, cancel, decline, join, kind, leave, see, state, waiter


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """New York's schedule is published."""
    publish_days(run, "new-york", "2026-11-25", "2026-11-27")


def offered(visitor: Caller, desk: Caller, rest: Rest, **changes: Any) -> Any:
    """Somebody joined, and a time was given up: it is offered to them; their entry."""
    appointment, entry = book(desk), join(visitor, **changes)
    cancel(desk, appointment)
    rest()
    return entry


def take(visitor: Caller, entry: Any, token: str | None = None, **body: Any) -> Any:
    hold = token or see(visitor, entry)["offer"]["hold_token"]
    path = f"/waitlist/{entry['entry_id']}/take"
    return visitor.post(path, {"hold_token": hold, **body}, Manage_Token=entry["token"])


class TestTaking:
    def test_books_the_time_with_what_was_given_when_joining(
        self, visitor: Caller, desk: Caller, rest: Rest
    ) -> None:
        entry = offered(visitor, desk, rest)
        reply = take(visitor, entry, escort_name="Kim Example")
        assert reply.status == 201, reply.text
        made = reply.json
        assert (made["starts_at"], made["first_name"]) == (WEDNESDAY_10, "Waiter1")
        assert made["escort"]["name"] == "Kim Example"
        shown = desk.get(f"/staff/appointments/{made['appointment_id']}").json
        assert (shown["name"], shown["phone"]) == ("Waiter1 Example", "+12125550101")
        path = f"/appointments/{made['appointment_id']}"
        assert visitor.get(path, Manage_Token=made["manage_token"]).status == 200
        assert state(visitor, entry) == "booked"

    def test_sent_again_after_a_lost_answer_is_the_same_appointment(
        self, visitor: Caller, desk: Caller, rest: Rest
    ) -> None:
        entry = offered(visitor, desk, rest)
        hold = see(visitor, entry)["offer"]["hold_token"]
        first, second = take(visitor, entry, hold), take(visitor, entry, hold)
        assert (first.status, second.status) == (201, 201)
        assert first.json == second.json

    def test_is_refused_once_the_offer_ran_out(
        self, visitor: Caller, desk: Caller, rest: Rest, clock: FixedClock
    ) -> None:
        """The page was open all the while."""
        entry = offered(visitor, desk, rest)
        offer = see(visitor, entry)["offer"]
        clock.forward(hours=3)
        reply = take(visitor, entry, offer["hold_token"])
        assert (reply.status, kind(reply)) == (409, "nothing-offered")
        assert state(visitor, entry) == "waiting"

    @pytest.mark.parametrize("end", [decline, leave])
    def test_is_refused_once_they_said_no(
        self, visitor: Caller, desk: Caller, rest: Rest, end: Any
    ) -> None:
        entry = offered(visitor, desk, rest)
        hold = see(visitor, entry)["offer"]["hold_token"]
        assert end(visitor, entry).status == 200
        assert kind(take(visitor, entry, hold)) == "nothing-offered"

    def test_takes_nobody_elses_offer(self, visitor: Caller, desk: Caller, rest: Rest) -> None:
        """Also not with the hold's token in hand: the entry has to be theirs."""
        theirs = offered(visitor, desk, rest)
        mine = join(visitor, 2)
        hold = see(visitor, theirs)["offer"]["hold_token"]
        assert kind(take(visitor, mine, hold)) == "nothing-offered"
        path = f"/waitlist/{theirs['entry_id']}/take"
        reply = visitor.post(path, {"hold_token": hold}, Manage_Token=mine["token"])
        assert reply.status == 404
        assert kind(visitor.post(path, {"hold_token": hold})) == "waitlist-token-missing"
        assert state(visitor, theirs) == "offered"

    def test_takes_no_hold_that_is_no_offer(
        self, visitor: Caller, desk: Caller, rest: Rest
    ) -> None:
        entry = offered(visitor, desk, rest)
        where = {"location_id": "new-york", "service_id": "ketamine-infusion"}
        hold = visitor.post("/holds", {**where, "starts_at": "2026-11-25T18:00:00Z"}).json
        assert kind(take(visitor, entry, hold["hold_token"])) == "nothing-offered"
        assert take(visitor, entry, "made-up").status == 422

    def test_answers_the_request_that_they_joined_after(
        self, visitor: Caller, desk: Caller, rest: Rest, submit: Submit
    ) -> None:
        """Who joined with its token has no call to wait for once they have their time."""
        receipt = submit(service_id="ketamine-infusion", **waiter(1))
        appointment = book(desk)
        body = {"request_id": receipt["request_id"]}
        entry = visitor.post(
            "/waitlist",
            {**_joining(), **body},
            Request_Token=receipt["visitor_token"],
        ).json
        cancel(desk, appointment)
        rest()
        assert take(visitor, entry).status == 201
        assert claim_next(desk) is None

    def test_answers_no_request_that_was_only_named(
        self, visitor: Caller, desk: Caller, rest: Rest, submit: Submit
    ) -> None:
        receipt = submit(service_id="ketamine-infusion", **waiter(1))
        entry = offered(visitor, desk, rest, request_id=receipt["request_id"])
        assert take(visitor, entry).status == 201
        assert claim_next(desk) is not None


def _joining() -> dict[str, Any]:
    return {
        "location_id": "new-york",
        "service_id": "ketamine-infusion",
        **waiter(1),
        "wish": {"first_day": "2026-11-23", "last_day": "2026-11-30"},
    }
