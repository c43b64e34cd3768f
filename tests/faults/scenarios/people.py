"""What the desk notes of who is who."""

from ..world import World
from .scenario import HERE, Prepare, Scenario, Sent, given, keyed


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


SCENARIOS = (
    Scenario("merge people", "POST /people/{person_id}/merge", _of_two("merge")),
    Scenario("split people", "POST /people/{person_id}/split", _of_two("split")),
)
