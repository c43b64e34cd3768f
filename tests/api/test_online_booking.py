"""Who may book a service online: the clinic's setting decides, on every way in, by itself alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from chalicelib.clinic import OnlineBooking
from chalicelib.platform.runtime import Runtime
from tests.conftest import with_services
from tests.published import publish_days

from .conftest import Caller, Reply, Rest, a_request
from .schedules import at_clinic
from .waiters import (
    BOOKED,
    FRIDAY_10,
    WEDNESDAY_10,
    book,
    cancel,
    join,
    joining,
    kind,
    take,
)

SERVICE = "ketamine-infusion"
WEDNESDAY, FRIDAY = date(2026, 11, 25), date(2026, 11, 27)
BY_THE_CLINIC = [OnlineBooking.INVITED, OnlineBooking.NOBODY]
ROUTES = ["look", "hold", "book", "move", "wait"]


@contextmanager
def booked_by(run: Runtime, online: OnlineBooking) -> Iterator[None]:
    """While the block runs, the infusion may be booked online by these."""
    with at_clinic(run, with_services(run.clinic, SERVICE, online=online)):
        yield


@pytest.fixture(autouse=True)
def days(run: Runtime) -> None:
    publish_days(run, "new-york", str(WEDNESDAY), str(FRIDAY))


def look(visitor: Caller) -> Reply:
    return visitor.get(f"/availability?location=new-york&service={SERVICE}")


def hold(visitor: Caller, request: Any = None, **headers: str) -> Reply:
    wish = {"location_id": "new-york", "service_id": SERVICE, "starts_at": WEDNESDAY_10}
    asked = {"request_id": request["request_id"]} if request else {}
    return visitor.post("/holds", {**wish, **asked}, **headers)


def sent(visitor: Caller, **changes: Any) -> Any:
    """A request that a visitor sent; its receipt."""
    reply = visitor.post("/requests", a_request(**changes))
    assert reply.status == 201, reply.text
    return reply.json


def proof(receipt: Any) -> dict[str, str]:
    return {"Request_Token": receipt["visitor_token"]}


class TestWhatTheClinicBooksItself:
    @pytest.fixture
    def ways(self, run: Runtime, visitor: Caller) -> dict[str, Any]:
        """Each way in, with what an open service gave before the clinic changed its mind."""
        held = hold(visitor).json["hold_token"]
        token = visitor.post("/holds", self._elsewhere()).json["hold_token"]
        mine = visitor.post("/appointments", {"hold_token": token, **BOOKED}).json
        manage = {"Manage_Token": mine["manage_token"]}
        path = f"/appointments/{mine['appointment_id']}/reschedule"
        return {
            "look": lambda: look(visitor),
            "hold": lambda: hold(visitor),
            "book": lambda: visitor.post("/appointments", {"hold_token": held, **BOOKED}),
            "move": lambda: visitor.post(path, {"starts_at": WEDNESDAY_10}, **manage),
            "wait": lambda: visitor.post("/waitlist", joining()),
        }

    def _elsewhere(self) -> dict[str, str]:
        return {"location_id": "new-york", "service_id": SERVICE, "starts_at": FRIDAY_10}

    @pytest.mark.parametrize("online", BY_THE_CLINIC)
    @pytest.mark.parametrize("way", ROUTES)
    def test_is_refused_to_visitors_on_every_way_in(
        self, run: Runtime, ways: dict[str, Any], way: str, online: OnlineBooking
    ) -> None:
        with booked_by(run, online):
            reply = ways[way]()
        assert (reply.status, kind(reply)) == (409, "not-bookable-online")
        assert "This appointment can't be booked online." in reply.json["detail"]

    @pytest.mark.parametrize("online", [OnlineBooking.ANYONE, OnlineBooking.AFTER_REQUEST])
    @pytest.mark.parametrize("way", ["look", "book", "move"])
    def test_is_open_else_to_whoever_holds_or_has_a_time(
        self, run: Runtime, ways: dict[str, Any], way: str, online: OnlineBooking
    ) -> None:
        with booked_by(run, online):
            assert ways[way]().status in {200, 201}

    @pytest.mark.parametrize("online", BY_THE_CLINIC)
    def test_a_request_opens_it_to_nobody(
        self, run: Runtime, visitor: Caller, online: OnlineBooking
    ) -> None:
        receipt = sent(visitor, service_id=SERVICE)
        with booked_by(run, online):
            assert kind(hold(visitor, receipt, **proof(receipt))) == "not-bookable-online"

    @pytest.mark.parametrize("online", BY_THE_CLINIC)
    def test_can_be_given_up_online_all_the_same(
        self, run: Runtime, desk: Caller, visitor: Caller, online: OnlineBooking
    ) -> None:
        token = hold(visitor).json["hold_token"]
        mine = visitor.post("/appointments", {"hold_token": token, **BOOKED}).json
        path = f"/appointments/{mine['appointment_id']}/cancel"
        with booked_by(run, online):
            assert visitor.post(path, {}, Manage_Token=mine["manage_token"]).status == 200

    @pytest.mark.parametrize("online", BY_THE_CLINIC)
    def test_is_the_desks_to_see_book_move_and_keep_a_place_for(
        self, run: Runtime, desk: Caller, online: OnlineBooking
    ) -> None:
        with booked_by(run, online):
            path = f"/locations/new-york/availability?service={SERVICE}&from={WEDNESDAY}"
            assert desk.get(path).json["times"]
            mine = book(desk)
            moving = f"/staff/appointments/{mine['appointment_id']}/reschedule"
            assert desk.post(moving, {"starts_at": FRIDAY_10}).status == 200
            waiting = {key: value for key, value in joining(2).items() if key != "location_id"}
            assert desk.post("/locations/new-york/waitlist", waiting).status == 201


class TestAfterARequest:
    @pytest.fixture(autouse=True)
    def after_a_request(self, run: Runtime) -> Iterator[None]:
        with booked_by(run, OnlineBooking.AFTER_REQUEST):
            yield

    def test_free_times_are_shown_to_all(self, visitor: Caller) -> None:
        assert look(visitor).json["times"]

    def test_whoever_sent_one_holds_and_books(self, visitor: Caller) -> None:
        receipt = sent(visitor, service_id=SERVICE)
        held = hold(visitor, receipt, **proof(receipt))
        assert held.status == 201, held.text
        taking = {"hold_token": held.json["hold_token"], **BOOKED}
        assert visitor.post("/appointments", taking).status == 201

    def test_whoever_sent_one_may_wait(self, visitor: Caller) -> None:
        receipt = sent(visitor, service_id=SERVICE)
        asked = joining(request_id=receipt["request_id"])
        assert visitor.post("/waitlist", asked, **proof(receipt)).status == 201

    @pytest.mark.parametrize("way", ["nothing", "no token", "no request", "another's", "garbled"])
    def test_all_others_are_sent_to_the_form_first(self, visitor: Caller, way: str) -> None:
        mine = sent(visitor, service_id=SERVICE)
        other = sent(visitor, service_id=SERVICE, phone="212-555-0177")
        request, headers = {
            "nothing": (None, {}),
            "no token": (mine, {}),
            "no request": (None, proof(mine)),
            "another's": (mine, proof(other)),
            "garbled": (mine, {"Request_Token": "ñ" * 8}),
        }[way]
        asked = joining(request_id=request and request["request_id"])
        for reply in (
            hold(visitor, request, **headers),
            visitor.post("/waitlist", asked, **headers),
        ):
            assert (reply.status, kind(reply)) == (409, "request-first")

    def test_a_request_for_something_else_opens_it_to_nobody(self, visitor: Caller) -> None:
        for service_id in ("ketamine-consultation", "botox"):
            receipt = sent(visitor, service_id=service_id)
            asked = joining(request_id=receipt["request_id"])
            for reply in (
                hold(visitor, receipt, **proof(receipt)),
                visitor.post("/waitlist", asked, **proof(receipt)),
            ):
                assert (reply.status, kind(reply)) == (409, "request-first")

    def test_a_request_set_aside_as_spam_is_as_good_as_any(self, visitor: Caller) -> None:
        """Else whoever sends forms by a program would learn which are set aside."""
        receipt = sent(visitor, service_id=SERVICE, leave_blank="http://example.com")
        assert hold(visitor, receipt, **proof(receipt)).status == 201


@pytest.mark.parametrize("online", [OnlineBooking.AFTER_REQUEST, *BY_THE_CLINIC])
def test_a_time_that_the_clinic_offered_is_theirs_to_whom_it_was_offered(
    run: Runtime, desk: Caller, visitor: Caller, rest: Rest, online: OnlineBooking
) -> None:
    entry = join(visitor)
    cancel(desk, book(desk))
    rest()
    with booked_by(run, online):
        assert take(visitor, entry).status == 201


def test_nothing_that_is_stored_changes_the_refusal(run: Runtime, visitor: Caller) -> None:
    """Alike for whoever is unknown, has sent a request, and has an appointment."""
    token = hold(visitor).json["hold_token"]
    visitor.post("/appointments", {"hold_token": token, **BOOKED})
    sent(visitor, phone=BOOKED["phone"])
    for online in (OnlineBooking.AFTER_REQUEST, *BY_THE_CLINIC):
        with booked_by(run, online):
            answers = {
                (reply.status, reply.json["type"], reply.json["detail"])
                for phone in (BOOKED["phone"], "212-555-0999")
                for reply in [visitor.post("/waitlist", joining(phone=phone))]
            }
        assert len(answers) == 1


def test_the_clinic_as_the_form_reads_it_says_who_may_book(run: Runtime, visitor: Caller) -> None:
    with booked_by(run, OnlineBooking.INVITED):
        services = {each["service_id"]: each for each in visitor.get("/clinic").json["services"]}
    assert services[SERVICE]["online"] == "invited"
    assert services["ketamine-consultation"]["online"] == "anyone"
