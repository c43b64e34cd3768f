"""Whoever books or moves a visit learns nothing of who else has one; the desk is asked instead."""

from typing import Any

import pytest

from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Caller, Rest, Submit
from .waiters import WEDNESDAY_10, book, cancel, join, see

WEDNESDAY_1130 = "2026-11-25T16:30:00Z"
PATIENT = {"name": "Robin Example", "phone": "212-555-0123"}
BY_EMAIL = {"name": "Robin Example", "email": "robin@example.com"}
KNOWN: dict[str, dict[str, str]] = {
    "a patient's number and name": PATIENT,
    "a patient's number": {**PATIENT, "name": "Somebody Else"},
    "a patient's address": BY_EMAIL,
}
UNKNOWN = {"name": "Robin Example", "phone": "212-555-0188"}


@pytest.fixture(autouse=True)
def a_patient(run: Runtime, desk: Caller, visitor: Caller, submit: Submit) -> None:
    """Robin has a visit on Wednesday at 10, by number as by address, waits and is owed a call."""
    publish_days(run, "new-york", "2026-11-25", "2026-11-27")
    submit()
    join(visitor, 1, **PATIENT)
    for who in (PATIENT, BY_EMAIL):
        other = {"service_id": "ketamine-consultation", "starts_at": WEDNESDAY_10, **who}
        reply = desk.post("/locations/new-york/appointments", other)
        assert reply.status == 201, reply.text


def hold(visitor: Caller, starts_at: str = WEDNESDAY_10) -> str:
    wish = {"location_id": "new-york", "service_id": "ketamine-infusion", "starts_at": starts_at}
    reply = visitor.post("/holds", wish)
    assert reply.status == 201, reply.text
    return str(reply.json["hold_token"])


def send(visitor: Caller, token: str, who: dict[str, str]) -> Any:
    return visitor.post("/appointments", {"hold_token": token, **who})


def live(visitor: Caller, clock: FixedClock) -> str:
    return hold(visitor)


def used(visitor: Caller, clock: FixedClock) -> str:
    token = hold(visitor)
    assert send(visitor, token, {"name": "Kim Example", "phone": "212-555-0177"}).status == 201
    return token


def expired(visitor: Caller, clock: FixedClock) -> str:
    token = hold(visitor)
    clock.forward(minutes=10)
    return token


def held_by_another_since(visitor: Caller, clock: FixedClock) -> str:
    token = expired(visitor, clock)
    for _ in range(3):
        hold(visitor)
    return token


def forged(visitor: Caller, clock: FixedClock) -> str:
    token = hold(visitor)
    return token[:-2] + ("AA" if token[-2:] != "AA" else "BB")


def offer(visitor: Caller, desk: Caller, rest: Rest) -> str:
    """A time is offered to somebody who waited, whose number is none of these."""
    appointment = book(desk, phone="212-555-0177")
    entry = join(visitor, 9)
    cancel(desk, appointment)
    rest()
    return str(see(visitor, entry)["offer"]["hold_token"])


def answer(reply: Any) -> Any:
    """What a visitor can learn of it: everything but what no two answers have alike."""
    told = {name: value for name, value in reply.json.items() if not name.endswith("_id")}
    for of_its_own in ("manage_token", "first_name", "instance"):
        told.pop(of_its_own, None)
    return reply.status, sorted(reply.json), told


@pytest.mark.parametrize("make", [live, used, expired, held_by_another_since, forged])
@pytest.mark.parametrize("who", KNOWN)
def test_with_any_hold_a_patient_and_a_stranger_get_the_same_answer(
    visitor: Caller, clock: FixedClock, make: Any, who: str
) -> None:
    token = make(visitor, clock)
    second = live(visitor, clock) if make is live else token
    known, unknown = send(visitor, token, KNOWN[who]), send(visitor, second, UNKNOWN)
    assert answer(known) == answer(unknown)
    words = {live: 201, forged: 422}
    assert known.status == words.get(make, 409)
    if known.status == 409:
        assert known.json["type"] == "urn:frontdesk:problem:hold-lost"


@pytest.mark.parametrize("state", ["used", "expired"])
def test_so_do_they_with_a_time_that_was_offered_to_somebody_else(
    visitor: Caller, desk: Caller, clock: FixedClock, rest: Rest, state: str
) -> None:
    token = offer(visitor, desk, rest)
    waiter = {"name": "Waiter9 Example", "phone": "212-555-0109"}
    if state == "used":
        assert send(visitor, token, waiter).status == 201
    if state == "expired":
        clock.forward(hours=24)
    replies = [send(visitor, token, who) for who in (*KNOWN.values(), UNKNOWN)]
    assert [answer(reply) for reply in replies] == [answer(replies[-1])] * len(replies)
    assert replies[0].status == 409


@pytest.mark.parametrize("who", [*KNOWN, "a stranger"])
def test_whoever_has_the_ticket_books_what_was_offered_with_any_number(
    visitor: Caller, desk: Caller, rest: Rest, who: str
) -> None:
    token = offer(visitor, desk, rest)
    reply = send(visitor, token, KNOWN.get(who, UNKNOWN))
    assert (reply.status, reply.json["starts_at"]) == (201, WEDNESDAY_10)


def test_an_offer_that_ran_out_does_not_tell_whose_it_was(
    visitor: Caller, desk: Caller, clock: FixedClock, rest: Rest
) -> None:
    token = offer(visitor, desk, rest)
    clock.forward(hours=24)
    waiter = {"name": "Waiter9 Example", "phone": "212-555-0109"}
    assert answer(send(visitor, token, waiter)) == answer(send(visitor, token, UNKNOWN))


def test_whoever_took_another_time_meanwhile_can_still_take_the_one_they_were_offered(
    visitor: Caller, desk: Caller, rest: Rest
) -> None:
    token = offer(visitor, desk, rest)
    waiter = {"name": "Waiter9 Example", "phone": "212-555-0109"}
    other = {"service_id": "ketamine-consultation", "starts_at": "2026-11-25T16:00:00Z", **waiter}
    assert desk.post("/locations/new-york/appointments", other).status == 201
    booked = send(visitor, token, waiter)
    assert booked.status == 201
    assert seen_by(desk, booked)["also_booked"] is True


def seen_by(desk: Caller, booked: Any) -> Any:
    return desk.get(f"/staff/appointments/{booked.json['appointment_id']}").json


def on_the_day(desk: Caller, booked: Any) -> Any:
    """The visit as the day's sheet shows it."""
    bays = desk.get("/locations/new-york/day?date=2026-11-25").json["bays"]
    slots = (slot for bay in bays for slot in bay["slots"])
    wanted = booked.json["appointment_id"]
    return next(slot["appointment"] for slot in slots if slot.get("appointment_id") == wanted)


def test_whoever_has_another_visit_then_is_booked_and_the_desk_is_asked(
    visitor: Caller, desk: Caller
) -> None:
    twice, once = send(visitor, hold(visitor), PATIENT), send(visitor, hold(visitor), UNKNOWN)
    assert "also_booked" not in twice.json
    assert [seen_by(desk, each)["also_booked"] for each in (twice, once)] == [True, False]
    assert on_the_day(desk, twice)["also_booked"] is True
    assert "also_booked" not in on_the_day(desk, once)


def test_it_is_in_the_history(visitor: Caller, desk: Caller) -> None:
    booked = send(visitor, hold(visitor), PATIENT)
    person_id = seen_by(desk, booked)["person_id"]
    entries = desk.get(f"/people/{person_id}/timeline").json["entries"]
    of_it = [each for each in entries if each["of"] == booked.json["appointment_id"]]
    assert {each["what"]: each["details"].get("also_booked") for each in of_it} == {
        "booked": "yes",
        "viewed": None,  # by the look above
    }


def test_sent_again_it_gets_its_first_answer(visitor: Caller) -> None:
    token = hold(visitor)
    first, again = send(visitor, token, PATIENT), send(visitor, token, PATIENT)
    assert (again.status, again.json) == (201, first.json)


def move(caller: Caller, appointment: Any, starts_at: str, **headers: str) -> Any:
    where = f"/appointments/{appointment['appointment_id']}/reschedule"
    path = where if headers else f"/staff{where}"
    return caller.post(path, {"starts_at": starts_at}, **headers)


@pytest.mark.parametrize("who", KNOWN)
def test_a_patient_and_a_stranger_move_a_visit_alike(
    visitor: Caller, desk: Caller, who: str
) -> None:
    replies, marks = [], []
    for each in (KNOWN[who], UNKNOWN):
        booked = send(visitor, hold(visitor, WEDNESDAY_1130), each)
        token = booked.json["manage_token"]
        replies.append(move(visitor, booked.json, WEDNESDAY_10, Manage_Token=token))
        marks.append(seen_by(desk, booked)["also_booked"])
    assert answer(replies[0]) == answer(replies[1])
    assert replies[0].status == 200
    assert marks == [KNOWN[who]["name"] == PATIENT["name"], False]


def test_moved_to_a_time_of_its_own_nobody_is_asked_any_more(visitor: Caller, desk: Caller) -> None:
    booked = send(visitor, hold(visitor), PATIENT)
    assert move(desk, booked.json, WEDNESDAY_1130).status == 200
    assert seen_by(desk, booked)["also_booked"] is False
    assert "also_booked" not in on_the_day(desk, booked)


def test_staff_are_told_and_have_to_say_why(visitor: Caller, desk: Caller) -> None:
    booked = send(visitor, hold(visitor, WEDNESDAY_1130), PATIENT)
    reply = move(desk, booked.json, WEDNESDAY_10)
    assert (reply.status, reply.json["type"]) == (409, "urn:frontdesk:problem:person-busy")
