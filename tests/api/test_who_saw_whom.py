"""Whoever of the staff is answered with a name and a number is on record as one who saw them.

Every use case that answers staff is tried, as the matrix of faults has them: a new route has its
scenario there, and fails here as long as it records nothing.
"""

from typing import Any

import pytest
from pydantic import TypeAdapter

from app import app
from chalicelib.platform.storage.looks import look_of
from chalicelib.staff.access import Access
from tests.faults.scenarios import SCENARIOS, Scenario, scenario
from tests.faults.world import World

from .answers import numbers_and_addresses, people_named, shows_who_and_how
from .tried import everybody_gives_an_address as everybody_gives_an_address
from .tried import world as world

pytestmark = pytest.mark.usefixtures("everybody_gives_an_address")

ROUTES = {f"{each.method} {each.pattern}": each for each in app.every_route}


def of_staff(tried: Scenario) -> bool:
    route = ROUTES.get(tried.route)
    return route is not None and route.access in (Access.DESK, Access.MANAGER)


def shows(tried: Scenario) -> bool:
    schemas = [TypeAdapter(each).json_schema() for each in ROUTES[tried.route].answer_types if each]
    return any(map(shows_who_and_how, schemas))


OF_STAFF = [each for each in SCENARIOS if of_staff(each)]
SHOWING = [each for each in OF_STAFF if shows(each)]
LISTING = [each for each in OF_STAFF if not shows(each)]


def looks(world: World) -> dict[tuple[str, str], tuple[str, str]]:
    """By key: whom a member of staff saw, and who that was."""
    kept = [key for key in world.items() if key[0].startswith("LOOKS#")]
    return {key: (key[0].removeprefix("LOOKS#"), look_of({"sk": key[1]}).by) for key in kept}


def test_those_that_show_it_are_known() -> None:
    assert {each.route for each in SHOWING} >= {
        "POST /callbacks/{callback_id}/claim",
        "POST /callbacks/{callback_id}/renew",
        "POST /locations/{location_id}/appointments",
        "POST /locations/{location_id}/incoming-calls",
        "POST /locations/{location_id}/queue/claim",
        "POST /locations/{location_id}/series",
        "POST /people/{person_id}/correct",
        "POST /series/{series_id}/cancel",
        "POST /series/{series_id}/reschedule",
        "POST /staff/appointments/{appointment_id}/check-in",
    }


@pytest.mark.parametrize("tried", [pytest.param(each, id=each.name) for each in SHOWING])
def test_whom_an_answer_shows_is_on_record_as_seen(world: World, tried: Scenario) -> None:
    world.start_over()
    sent = tried.prepare(world)
    before = looks(world)
    reply = sent.send(world.caller(sent.by))
    assert reply.status < 300, reply.text
    named = people_named(reply.json) if reply.body else set()
    by = {"desk": "staff-ana", "manager": "staff-mia"}.get(sent.by)
    seen = {whom for key, (whom, who) in looks(world).items() if who == by}
    new = {whom for key, (whom, _) in looks(world).items() if key not in before}
    assert named <= seen
    assert named <= new or tried.route.endswith("/renew"), "a claim renewed shows nobody new"


@pytest.mark.parametrize("tried", [pytest.param(each, id=each.name) for each in LISTING])
def test_any_other_answer_has_no_number_and_no_address(world: World, tried: Scenario) -> None:
    world.start_over()
    sent = tried.prepare(world)
    reply = sent.send(world.caller(sent.by))
    assert reply.status < 300, reply.text
    assert numbers_and_addresses(reply.text) == set()


def test_a_look_holds_ids_and_nothing_else(world: World) -> None:
    world.start_over()
    card = scenario.claimed(world)
    assert card["name"] == "Robin Example"
    items: list[Any] = [item for key, item in world.items().items() if key[0].startswith("LOOKS#")]
    assert items
    for item in items:
        assert item.keys() == {"pk", "sk"}
        assert not {"Robin", "Example", "consultation"} & set(str(item).split())
        assert numbers_and_addresses(str(item)) == set()
