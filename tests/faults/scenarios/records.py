"""What is kept of somebody is held, previewed, and erased."""

from typing import Any

from chalicelib.platform.clock import parse_instant

from ..world import SCHEDULE, World
from .scenario import ROBIN, Prepare, Scenario, Sent, claimed, given, keyed

_ASKED = "erasure?reason=asked-by-person"


def called(world: World) -> str:
    """Somebody sent a form and was reached: nothing of theirs is open. The person's id."""
    card = claimed(world)
    world.a_second_later()
    outcome = {"claim": card["claim"]["token"], "disposition": "reached"}
    given(world.desk.post(f"/callbacks/{card['callback_id']}/attempts", outcome))
    world.a_second_later()
    found = given(world.desk.post("/people/search", {"phone": ROBIN["phone"]}))
    return str(found["people"][0]["person_id"])


def confirmed(world: World) -> None:
    """An erasure of them waits for the job."""
    assert _confirm(world).send(world.manager).status == 202
    world.a_second_later()


def _hold(world: World) -> Sent:
    return Sent("manager", f"/people/{called(world)}/legal-hold", {"reason": "A letter came."})


def _lift(world: World) -> Sent:
    hold = _hold(world)
    given(hold.send(world.manager))
    world.a_second_later()
    return Sent("manager", f"{hold.path}/lift")


def _confirm(world: World) -> Sent:
    path = f"/people/{called(world)}"
    token = given(world.manager.get(f"{path}/{_ASKED}"))["confirm_token"]
    world.a_second_later()
    return Sent("manager", f"{path}/erasure/confirm", {"confirm_token": token})


def _erase(world: World) -> Sent:
    confirmed(world)
    return Sent(SCHEDULE, "/jobs/erase-people")


def called_in_vain(world: World) -> dict[str, Any]:
    """Somebody sent a form, and every call to them was in vain; how the last one ended."""
    card = claimed(world)
    while True:
        world.a_second_later()
        outcome = {"claim": card["claim"]["token"], "disposition": "no-answer"}
        after: dict[str, Any] = given(
            world.desk.post(f"/callbacks/{card['callback_id']}/attempts", outcome)
        )
        if after["state"] == "closed":
            return after
        world.clock.now = parse_instant(after["not_before"])
        key = keyed(f"claim-{after['attempts']}")
        card = given(world.desk.post("/locations/new-york/queue/claim", **key))


def _reopen_unreachable(world: World) -> Sent:
    closed = called_in_vain(world)
    world.a_second_later()
    path = f"/callbacks/{closed['callback_id']}/reopen"
    return Sent("desk", path, {"closed_at": closed["closed_at"]})


def _erase_never_answered(world: World) -> Sent:
    called_in_vain(world)
    world.clock.forward(days=world.run.clinic.retention.unanswered_days, minutes=1)
    return Sent(SCHEDULE, "/jobs/erase-people")


def _scenario(name: str, path: str, prepare: Prepare, *, alike: bool = True) -> Scenario:
    return Scenario(name, f"POST {path}", prepare, answers_alike=alike)


_PERSON = "/people/{person_id}"

SCENARIOS = (
    _scenario("hold a record", f"{_PERSON}/legal-hold", _hold),
    _scenario("lift a hold", f"{_PERSON}/legal-hold/lift", _lift),
    _scenario("confirm an erasure", f"{_PERSON}/erasure/confirm", _confirm),
    _scenario("job: erase somebody", "/jobs/erase-people", _erase, alike=False),
    _scenario(
        "job: erase who was never answered",
        "/jobs/erase-people",
        _erase_never_answered,
        alike=False,
    ),
    _scenario(
        "reopen a call that nobody answered",
        "/callbacks/{callback_id}/reopen",
        _reopen_unreachable,
    ),
)
