"""What is kept of somebody is held, previewed, and erased."""

from ..world import SCHEDULE, World
from .scenario import ROBIN, Prepare, Scenario, Sent, claimed, given

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
    path = f"/people/{called(world)}"
    token = given(world.manager.get(f"{path}/{_ASKED}"))["confirm_token"]
    world.a_second_later()
    sent = {"confirm_token": token}
    assert world.manager.post(f"{path}/erasure/confirm", sent).status == 202
    world.a_second_later()


def _hold(world: World) -> Sent:
    return Sent("manager", f"/people/{called(world)}/legal-hold", {"reason": "A letter came."})


def _lift(world: World) -> Sent:
    path = f"/people/{called(world)}/legal-hold"
    given(world.manager.post(path, {"reason": "A letter came."}))
    world.a_second_later()
    return Sent("manager", f"{path}/lift")


def _confirm(world: World) -> Sent:
    path = f"/people/{called(world)}"
    token = given(world.manager.get(f"{path}/{_ASKED}"))["confirm_token"]
    world.a_second_later()
    return Sent("manager", f"{path}/erasure/confirm", {"confirm_token": token})


def _erase(world: World) -> Sent:
    confirmed(world)
    return Sent(SCHEDULE, "/jobs/erase-people")


def _scenario(name: str, path: str, prepare: Prepare, *, alike: bool = True) -> Scenario:
    return Scenario(name, f"POST {path}", prepare, answers_alike=alike)


_PERSON = "/people/{person_id}"

SCENARIOS = (
    _scenario("hold a record", f"{_PERSON}/legal-hold", _hold),
    _scenario("lift a hold", f"{_PERSON}/legal-hold/lift", _lift),
    _scenario("confirm an erasure", f"{_PERSON}/erasure/confirm", _confirm),
    _scenario("job: erase somebody", "/jobs/erase-people", _erase, alike=False),
)
