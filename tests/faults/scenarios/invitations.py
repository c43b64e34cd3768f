"""Invitations: made and withdrawn by the desk; a time held and booked by whoever has the link."""

from typing import Any

from ..world import World
from .scenario import AT_TEN, HERE, INFUSION, Scenario, Sent, given, keyed, publish

_INVITE = {"location_id": "new-york", "service_id": INFUSION, "by_email": True}


def _somebody(world: World) -> str:
    """Somebody who rang, and gave an address."""
    body = {
        "phone": "212-555-0131",
        "email": "robin@example.com",
        "name": "Robin Example",
        "reason": "asks",
    }
    given(world.desk.post(f"{HERE}/incoming-calls", body, **keyed("a-call")))
    world.a_second_later()
    found = given(world.desk.post("/people/search", {"phone": "212-555-0131"}))
    return str(found["people"][0]["person_id"])


def _invite(world: World) -> Sent:
    path = f"/people/{_somebody(world)}/invitations"
    return Sent("desk", path, _INVITE, keyed("an-invitation"))


def _invited(world: World) -> Any:
    """Somebody is invited, and there are times."""
    publish(world)
    path = f"/people/{_somebody(world)}/invitations"
    return given(world.desk.post(path, _INVITE, **keyed("an-invitation")))


def _withdraw(world: World) -> Sent:
    return Sent("desk", f"/staff/invitations/{_invited(world)['invitation_id']}/withdraw")


def _hold(world: World) -> Sent:
    invitation = _invited(world)
    path = f"/invitations/{invitation['invitation_id']}/holds"
    headers = {"Manage_Token": invitation["token"], **keyed("a-hold")}
    return Sent("visitor", path, {"starts_at": AT_TEN}, headers)


def _book(world: World) -> Sent:
    invitation = _invited(world)
    path, token = f"/invitations/{invitation['invitation_id']}", invitation["token"]
    start = {"starts_at": AT_TEN}
    held = given(world.visitor.post(f"{path}/holds", start, Manage_Token=token, **keyed("a-hold")))
    body = {"hold_token": held["hold_token"], "escort_name": "Kim Example"}
    return Sent("visitor", f"{path}/book", body, {"Manage_Token": token})


_OWN = "/invitations/{invitation_id}"

SCENARIOS = (
    Scenario("invite somebody", "POST /people/{person_id}/invitations", _invite),
    Scenario("withdraw an invitation", f"POST /staff{_OWN}/withdraw", _withdraw),
    Scenario("hold a time when invited", f"POST {_OWN}/holds", _hold),
    Scenario("book when invited", f"POST {_OWN}/book", _book),
)
