"""What the desk notes of who is who, and people imported from a clinic's own list."""

from ..world import World
from .scenario import HERE, ROBIN, Prepare, Scenario, Sent, given, keyed, submit


def _of_two(verb: str) -> Prepare:
    """One person by two numbers: they are merged, or split again."""

    def prepare(world: World) -> Sent:
        ids = []
        for number in ("212-555-0131", "212-555-0132"):
            body = {"phone": number, "name": "Robin Example", "reason": "asks"}
            given(world.desk.post(f"{HERE}/incoming-calls", body, **keyed(number)))
            world.a_second_later()
            found = given(world.desk.post("/people/search", {"phone": number}))
            ids.append(found["people"][0]["person_id"])
        one, other = ids
        if verb == "split":
            given(world.desk.post(f"/people/{one}/merge", {"person_id": other}))
            world.a_second_later()
        return Sent("desk", f"/people/{one}/{verb}", {"person_id": other})

    return prepare


_IMPORT = "/people/import"
_ANN = {
    "name": "Ann Example",
    "phone": "212-555-0141",
    "email": "ann@example.com",
    "date_of_birth": "1985-03-04",
    "notes": "Prefers mornings.",
}


def _new(world: World) -> Sent:
    """Two who share a number, of whom nobody knows yet."""
    people = [_ANN, {**_ANN, "name": "Bob Example", "email": None}]
    return Sent("manager", _IMPORT, {"people": people})


def _known(world: World) -> Sent:
    """One who was imported before, with less."""
    given(world.manager.post(_IMPORT, {"people": [ROBIN]}))
    return Sent("manager", _IMPORT, {"people": [{**ROBIN, "date_of_birth": "1985-03-04"}]})


def _correct(world: World) -> Sent:
    """Somebody who asked not to be contacted wishes to be, and says when they were born."""
    body = {"phone": "212-555-0131", "name": "Robin Example", "reason": "asks", "claim": True}
    logged = given(world.desk.post(f"{HERE}/incoming-calls", body, **keyed("a-call")))
    card = logged["claimed"]
    outcome = {"claim": card["claim"]["token"], "disposition": "do-not-contact"}
    given(world.desk.post(f"/callbacks/{card['callback_id']}/attempts", outcome))
    world.a_second_later()
    facts = {"may_be_contacted": True, "date_of_birth": "1985-03-04"}
    return Sent("desk", f"/people/{card['person_id']}/correct", facts)


def _note(world: World) -> Sent:
    """Something to be known of somebody who rang."""
    body = {"phone": "212-555-0131", "name": "Robin Example", "reason": "asks"}
    given(world.desk.post(f"{HERE}/incoming-calls", body, **keyed("a-call")))
    world.a_second_later()
    found = given(world.desk.post("/people/search", {"phone": "212-555-0131"}))
    path = f"/people/{found['people'][0]['person_id']}/notes"
    return Sent("desk", path, {"note": "Prefers mornings."}, keyed("a-note"))


def _flag(verb: str) -> Prepare:
    """A flag that a form stated: it is noted as discussed, or that is taken back."""

    def prepare(world: World) -> Sent:
        receipt = submit(world, screening=["pregnancy"])
        found = given(world.desk.post("/people/search", {"phone": ROBIN["phone"]}))
        path = f"/people/{found['people'][0]['person_id']}/flags"
        body = {"flag": "pregnancy", "of": receipt["request_id"]}
        world.a_second_later()
        if verb == "undo-discussed":
            given(world.desk.post(f"{path}/discuss", body))
            world.a_second_later()
        return Sent("desk", f"{path}/{verb}", body)

    return prepare


def _question(world: World, verb: str) -> Sent:
    """A form comes from a number where somebody asked not to be contacted: is it them?"""
    body = {"phone": "212-555-0131", "name": "Robin Example", "reason": "asks", "claim": True}
    card = given(world.desk.post(f"{HERE}/incoming-calls", body, **keyed("a-call")))["claimed"]
    outcome = {"claim": card["claim"]["token"], "disposition": "do-not-contact"}
    given(world.desk.post(f"/callbacks/{card['callback_id']}/attempts", outcome))
    world.a_second_later()
    submit(world, phone="212-555-0131", name="Robyn Example")
    taken = given(world.desk.post(f"{HERE}/queue/claim", **keyed("taken")))
    (question,) = taken["questions"]
    path = f"/callbacks/{taken['callback_id']}/questions/{question['question_id']}"
    world.a_second_later()
    if verb == "undo":
        assert world.desk.post(f"{path}/answer", {"is_same": True}).status == 204
        world.a_second_later()
        return Sent("desk", f"{path}/undo")
    return Sent("desk", f"{path}/answer", {"is_same": True})


_ASKED = "POST /callbacks/{callback_id}/questions/{question_id}"

SCENARIOS = (
    Scenario("answer who it is", f"{_ASKED}/answer", lambda world: _question(world, "answer")),
    Scenario("take an answer back", f"{_ASKED}/undo", lambda world: _question(world, "undo")),
    Scenario("note on a person", "POST /people/{person_id}/notes", _note),
    Scenario("discuss a flag", "POST /people/{person_id}/flags/discuss", _flag("discuss")),
    Scenario(
        "take back that a flag was discussed",
        "POST /people/{person_id}/flags/undo-discussed",
        _flag("undo-discussed"),
    ),
    Scenario("correct a person", "POST /people/{person_id}/correct", _correct),
    Scenario("merge people", "POST /people/{person_id}/merge", _of_two("merge")),
    Scenario("split people", "POST /people/{person_id}/split", _of_two("split")),
    Scenario("import people", "POST /people/import", _new),
    Scenario("import somebody who is known", "POST /people/import", _known),
)
