"""What the desk does with calls that are owed."""

from typing import Any

from ..world import World
from .scenario import HERE, ROBIN, Prepare, Scenario, Sent, claimed, given, keyed, submit

NOTE = {"note": "asks for Dr. Example"}


def _claim_next(world: World) -> Sent:
    """Several wait; one of them is taken."""
    submit(world)
    for number in range(4, 8):
        world.a_second_later()
        body = {"phone": f"212-555-012{number}", "reason": "wants to ask"}
        given(world.desk.post(f"{HERE}/incoming-calls", body, **keyed(f"call-{number}")))
    return Sent("desk", f"{HERE}/queue/claim", headers=keyed())


def _claim_chosen(world: World) -> Sent:
    submit(world)
    (entry,) = world.desk.get(f"{HERE}/queue").json["entries"]
    return Sent("desk", f"/callbacks/{entry['callback_id']}/claim")


def _on_claimed(verb: str, **fields: Any) -> Prepare:
    def prepare(world: World) -> Sent:
        card = claimed(world)
        body = {"claim": card["claim"]["token"], **fields}
        return Sent("desk", f"/callbacks/{card['callback_id']}/{verb}", body)

    return prepare


def _closed(world: World, disposition: str) -> Any:
    """A call that was closed; how it then stands."""
    card = claimed(world)
    body = {"claim": card["claim"]["token"], "disposition": disposition}
    after = given(world.desk.post(f"/callbacks/{card['callback_id']}/attempts", body))
    world.a_second_later()
    return {**after, "claim": card["claim"]["token"]}


def _reopen(*, joins: bool = False) -> Prepare:
    def prepare(world: World) -> Sent:
        closed = _closed(world, "declined")
        if joins:
            given(world.desk.post(f"{HERE}/incoming-calls", {**ROBIN, "reason": "calls again"}))
        body = {"closed_at": closed["closed_at"]}
        return Sent("desk", f"/callbacks/{closed['callback_id']}/reopen", body)

    return prepare


def _undo(disposition: str) -> Prepare:
    def prepare(world: World) -> Sent:
        ended = _closed(world, disposition)
        body = {"claim": ended["claim"]}
        return Sent("desk", f"/callbacks/{ended['callback_id']}/undo", body)

    return prepare


def _two_people(world: World) -> tuple[Any, dict[str, Any]]:
    """Two people on one number, in hand; what answers the first of them."""
    submit(world)
    world.a_second_later()
    submit(world, "another-form", name="Kim Example")
    card = claimed(world)
    first = card["people"][0]["person_id"]
    return card, {"claim": card["claim"]["token"], "person_id": first}


def _answers_one(disposition: str) -> Prepare:
    def prepare(world: World) -> Sent:
        card, body = _two_people(world)
        body["disposition"] = disposition
        return Sent("desk", f"/callbacks/{card['callback_id']}/attempts", body)

    return prepare


def _undoes_one(world: World) -> Sent:
    card, body = _two_people(world)
    path = f"/callbacks/{card['callback_id']}"
    given(world.desk.post(f"{path}/attempts", {**body, "disposition": "do-not-contact"}))
    world.a_second_later()
    return Sent("desk", f"{path}/undo", {"claim": body["claim"]})


def _joins_where_somebody_asked_not_to_be_contacted(world: World) -> Sent:
    _closed(world, "do-not-contact")
    return _logs()(world)


def _logs(*, merges: bool = False, **fields: Any) -> Prepare:
    def prepare(world: World) -> Sent:
        if merges:
            submit(world)
        body = {**ROBIN, "reason": "wants to ask", **NOTE, **fields}
        return Sent("desk", f"{HERE}/incoming-calls", body, keyed())

    return prepare


def _callback(name: str, verb: str, **fields: Any) -> Scenario:
    route = f"POST /callbacks/{{callback_id}}/{verb}"
    return Scenario(name, route, _on_claimed(verb, **fields))


def _attempt(disposition: str) -> Scenario:
    return _callback(f"record an attempt: {disposition}", "attempts", disposition=disposition)


_REOPEN = "POST /callbacks/{callback_id}/reopen"
_ATTEMPTS = "POST /callbacks/{callback_id}/attempts"
_UNDO = "POST /callbacks/{callback_id}/undo"
_LOG = "POST /locations/{location_id}/incoming-calls"

SCENARIOS = (
    Scenario("claim the next call", "POST /locations/{location_id}/queue/claim", _claim_next),
    Scenario("claim a chosen call", "POST /callbacks/{callback_id}/claim", _claim_chosen),
    _callback("renew a claim", "renew"),
    _callback("hand back", "hand-back", **NOTE),
    _attempt("no-answer"),
    _attempt("voicemail-left"),
    _attempt("reached"),
    _attempt("do-not-contact"),
    _callback("snooze", "snooze", until="2026-11-23T18:00:00Z", **NOTE),
    _callback("note", "notes", **NOTE),
    _callback("close", "close", reason="resolved", **NOTE),
    Scenario("reopen", _REOPEN, _reopen()),
    Scenario("reopen beside an open call", _REOPEN, _reopen(joins=True)),
    Scenario("undo an attempt", _UNDO, _undo("no-answer")),
    Scenario("undo a close", _UNDO, _undo("do-not-contact")),
    Scenario("answer one of two people", _ATTEMPTS, _answers_one("reached")),
    Scenario("one of two asks not to be contacted", _ATTEMPTS, _answers_one("do-not-contact")),
    Scenario("undo the answer of one of two", _UNDO, _undoes_one),
    Scenario(
        "log a call of a number not to be contacted",
        _LOG,
        _joins_where_somebody_asked_not_to_be_contacted,
    ),
    Scenario("log an incoming call", _LOG, _logs()),
    Scenario("log an incoming call that merges", _LOG, _logs(merges=True)),
    Scenario("log an incoming call and claim it", _LOG, _logs(claim=True)),
    Scenario("log a call that merges and claim it", _LOG, _logs(merges=True, claim=True)),
)
