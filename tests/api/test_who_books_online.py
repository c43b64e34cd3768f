"""Who may book a service online, whole: each setting, on every way in and out, by every right.

A visitor comes with nothing, with the token of a request that asked for the service or for one that
it answers, or with the link of an invitation; the desk comes as staff.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib.clinic import OnlineBooking
from chalicelib.platform.runtime import Runtime, runtime
from tests.conftest import with_services
from tests.prepared import prepared
from tests.published import publish_days

from .conftest import Caller, Reply, a_request
from .invited import AT_1_PM, AT_10, SERVICE, booked, held, invite, opened, path_of, somebody
from .schedules import at_clinic
from .waiters import BOOKED, joining, kind, waiter

ANSWERED = "ketamine-booster"
"""In this file, booking an infusion answers a request for a booster."""

ANYONE, AFTER, INVITED, NOBODY = OnlineBooking
OPEN = "open"
BY_CLINIC, FIRST = "not-bookable-online", "request-first"

NEITHER = {ANYONE: OPEN, AFTER: FIRST, INVITED: BY_CLINIC, NOBODY: BY_CLINIC}
SENT = {ANYONE: OPEN, AFTER: OPEN, INVITED: BY_CLINIC, NOBODY: BY_CLINIC}
LINK = {ANYONE: OPEN, AFTER: OPEN, INVITED: OPEN, NOBODY: BY_CLINIC}
ALL = dict.fromkeys(OnlineBooking, OPEN)


@dataclass
class World:
    """What everybody had before the clinic chose who may book: links and holds kept from then."""

    visitor: Caller
    desk: Caller
    request: Any
    answered: Any
    elsewhere: Any
    invitation: Any
    held_by_link: str
    held: str
    own: Any
    by_link: Any

    def look(self) -> Reply:
        return self.visitor.get(f"/availability?location=new-york&service={SERVICE}")

    def hold(self, request: Any = None) -> Reply:
        wish = {"location_id": "new-york", "service_id": SERVICE, "starts_at": AT_1_PM}
        return self._with(request, "/holds", wish)

    def wait(self, request: Any = None) -> Reply:
        return self._with(request, "/waitlist", joining(7))

    def _with(self, request: Any, path: str, body: dict[str, Any]) -> Reply:
        if request is None:
            return self.visitor.post(path, body)
        asked = {**body, "request_id": request["request_id"]}
        return self.visitor.post(path, asked, Request_Token=request["visitor_token"])

    def book(self) -> Reply:
        return self.visitor.post("/appointments", {"hold_token": self.held, **BOOKED})

    def change(self, mine: Any, verb: str, body: Any = None) -> Reply:
        path, token = f"/appointments/{mine['appointment_id']}", mine["manage_token"]
        if body is None:
            return self.visitor.get(f"{path}/{verb}".rstrip("/"), Manage_Token=token)
        return self.visitor.post(f"{path}/{verb}", body, Manage_Token=token)


@pytest.fixture
def world(run: Runtime, visitor: Caller, desk: Caller) -> World:
    had = prepared(run, "before the clinic chose who may book", lambda: had_before(visitor, desk))
    return World(visitor, desk, **had)


def had_before(visitor: Caller, desk: Caller) -> dict[str, Any]:
    """Of each part of the world, what it is told."""
    publish_days(runtime(), "new-york", "2026-11-25", "2026-11-25")
    first = somebody(visitor, desk)
    for_the_link = invite(desk, first)
    used = invite(desk, first)
    wish = {"location_id": "new-york", "service_id": SERVICE, "starts_at": AT_10}
    tokens = [visitor.post("/holds", wish).json["hold_token"] for _ in range(2)]
    return {
        "request": sent(visitor, SERVICE),
        "answered": sent(visitor, ANSWERED),
        "elsewhere": sent(visitor, "ketamine-consultation"),
        "invitation": for_the_link,
        "held_by_link": held(visitor, for_the_link).json["hold_token"],
        "held": tokens[0],
        "own": visitor.post("/appointments", {"hold_token": tokens[1], **BOOKED}).json,
        "by_link": booked(visitor, used, held(visitor, used).json["hold_token"]).json,
    }


def sent(visitor: Caller, service_id: str) -> Any:
    reply = visitor.post("/requests", a_request(service_id=service_id, phone="212-555-0177"))
    assert reply.status == 201, reply.text
    return reply.json


MOVED = {"starts_at": AT_1_PM}
Way = Callable[[World], Reply]
WAYS: dict[str, tuple[Way, dict[OnlineBooking, str]]] = {
    "look, with nothing": (lambda w: w.look(), SENT),
    "hold, with nothing": (lambda w: w.hold(), NEITHER),
    "hold, with a request for it": (lambda w: w.hold(w.request), SENT),
    "hold, with a request that it answers": (lambda w: w.hold(w.answered), SENT),
    "hold, with a request for something else": (lambda w: w.hold(w.elsewhere), NEITHER),
    "book what was held before": (lambda w: w.book(), SENT),
    "wait, with nothing": (lambda w: w.wait(), NEITHER),
    "wait, with a request for it": (lambda w: w.wait(w.request), SENT),
    "wait, with a request that it answers": (lambda w: w.wait(w.answered), SENT),
    "wait, with a request for something else": (lambda w: w.wait(w.elsewhere), NEITHER),
    "open a link kept from before": (lambda w: opened(w.visitor, w.invitation), LINK),
    "look, by the link": (
        lambda w: w.visitor.get(
            f"{path_of(w.invitation)}/availability", Manage_Token=w.invitation["token"]
        ),
        LINK,
    ),
    "hold, by the link": (lambda w: held(w.visitor, w.invitation, AT_1_PM), LINK),
    "book, by the link": (lambda w: booked(w.visitor, w.invitation, w.held_by_link), LINK),
    "times to move to": (lambda w: w.change(w.own, "availability"), SENT),
    "move": (lambda w: w.change(w.own, "reschedule", MOVED), SENT),
    "times to move to, booked by a link": (lambda w: w.change(w.by_link, "availability"), LINK),
    "move, booked by a link": (lambda w: w.change(w.by_link, "reschedule", MOVED), LINK),
    "open its page": (lambda w: w.change(w.own, ""), ALL),
    "its calendar file": (lambda w: w.change(w.own, "calendar"), ALL),
    "cancel": (lambda w: w.change(w.own, "cancel", {}), ALL),
    "cancel, booked by a link": (lambda w: w.change(w.by_link, "cancel", {}), ALL),
    "look, as staff": (
        lambda w: w.desk.get(f"/locations/new-york/availability?service={SERVICE}"),
        ALL,
    ),
    "book, as staff": (
        lambda w: w.desk.post(
            "/locations/new-york/appointments",
            {
                "service_id": SERVICE,
                "starts_at": AT_1_PM,
                **waiter(9),
            },
        ),
        ALL,
    ),
    "wait, as staff": (
        lambda w: w.desk.post(
            "/locations/new-york/waitlist",
            {name: value for name, value in joining(8).items() if name != "location_id"},
        ),
        ALL,
    ),
    "move, as staff": (
        lambda w: w.desk.post(
            f"/staff/appointments/{w.own['appointment_id']}/reschedule", {"starts_at": AT_1_PM}
        ),
        ALL,
    ),
}


@pytest.mark.parametrize("online", OnlineBooking)
@pytest.mark.parametrize("way", WAYS)
def test_each_setting_holds_on_every_way(
    run: Runtime, world: World, way: str, online: OnlineBooking
) -> None:
    act, answers = WAYS[way]
    clinic = with_services(run.clinic, SERVICE, online=online, answers=(ANSWERED,))
    with at_clinic(run, clinic):
        reply = act(world)
    if answers[online] == OPEN:
        assert reply.status in {200, 201}, reply.text
    else:
        assert (reply.status, kind(reply)) == (409, answers[online])


@pytest.mark.parametrize(
    ("online", "what_to_do"),
    [
        (AFTER, "Please send us a request for this first."),
        (INVITED, "Please ask us for a link, or call us."),
        (NOBODY, "Please send us a request, or call us."),
    ],
)
def test_a_refusal_says_what_to_do_instead(
    run: Runtime, world: World, online: OnlineBooking, what_to_do: str
) -> None:
    with at_clinic(run, with_services(run.clinic, SERVICE, online=online)):
        for reply in (world.hold(), world.wait()):
            assert what_to_do in reply.json["detail"]


@pytest.mark.parametrize("online", OnlineBooking)
def test_the_page_of_an_appointment_offers_to_move_it_where_that_works(
    run: Runtime, world: World, online: OnlineBooking
) -> None:
    with at_clinic(run, with_services(run.clinic, SERVICE, online=online)):
        seen = [
            world.visitor.get(
                f"/appointments/{mine['appointment_id']}", Manage_Token=mine["manage_token"]
            ).json["moves_online"]
            for mine in (world.own, world.by_link)
        ]
    assert seen == [SENT[online] == OPEN, LINK[online] == OPEN]


def test_the_desk_invites_to_all_but_what_nobody_books(
    run: Runtime, world: World, desk: Caller
) -> None:
    person = world.invitation["person_id"]
    for online in OnlineBooking:
        with at_clinic(run, with_services(run.clinic, SERVICE, online=online)):
            body = {"location_id": "new-york", "service_id": SERVICE}
            reply = desk.post(f"/people/{person}/invitations", body)
        assert reply.status == (422 if online is NOBODY else 201)
