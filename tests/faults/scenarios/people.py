"""A manager imports people from the clinic's own list."""

from ..world import World
from .scenario import ROBIN, Scenario, Sent, given

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


SCENARIOS = (
    Scenario("import people", "POST /people/import", _new),
    Scenario("import somebody who is known", "POST /people/import", _known),
)
