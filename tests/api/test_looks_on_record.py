"""Whoever of the staff sees somebody's name with a number has that on record."""

from urllib.parse import urlencode

import pytest
from pydantic import TypeAdapter

from app import app
from chalicelib.platform.http.routes import Route
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.looks import look_of

from .answers import numbers_and_addresses, people_named, shows_who_and_how
from .conftest import Caller, a_request
from .test_edges import EXAMPLES, World
from .test_edges import clinic as clinic
from .test_edges import world as world
from .whole_table import everything

QUERIES: dict[str, dict[str, str]] = {
    "get_day_contacts": {"date": "2026-11-30"},
    "get_roster": {"date": "2026-11-30"},
    "list_letters": {"language": "en"},
    "preview_erasure_of_person": {"reason": "asked-by-person"},
}
EXPORTS = {"export_person", "export_person_to_read"}
"""These are everything that is kept of somebody: that they are on record is in test_exports."""


SHOWING = [
    route
    for route in app.every_route
    if route.method == "GET"
    and route.access is not None
    and shows_who_and_how([TypeAdapter(each).json_schema() for each in route.answer_types if each])
]
LISTING = [
    route
    for route in app.every_route
    if route.method == "GET"
    and route.access is not None
    and route not in SHOWING
    and route.name not in EXPORTS
]


def seen(run: Runtime) -> list[tuple[str, str]]:
    """Whom the staff saw, and how, as often as they did."""
    kept = [item for item in everything(run) if item["pk"].startswith("LOOKS#")]
    return [(item["pk"].removeprefix("LOOKS#"), look_of({"sk": item["sk"]}).how) for item in kept]


def looks(run: Runtime) -> list[str]:
    items = [item for item in everything(run) if item["sk"].startswith("EVENT#")]
    told = [item["what"] for item in items if item["by"] in ("staff-ana", "staff-mia")]
    return [what for what in told if what.endswith("viewed")]


def test_the_routes_that_show_it_are_known() -> None:
    assert {route.name for route in SHOWING} >= {
        "get_appointment_as_staff",
        "get_series",
        "get_day_contacts",
        "get_person",
        "get_filed",
        "open_request",
        "get_callback",
        "list_callback_requests",
    }


@pytest.mark.parametrize("route", SHOWING, ids=lambda route: route.name)
def test_a_look_at_a_name_with_a_number_is_on_record(
    route: Route, world: World, run: Runtime
) -> None:
    caller: Caller = world.caller_of(route)
    if "request_id" in route.path_adapters:
        receipt = world.visitor.post("/requests", a_request()).json
        path, headers = route.pattern.format_map(receipt), dict[str, str]()
    else:
        path, _sent, headers = world.prepare(route)
    if route.name == "get_appointment_forms":
        world.visitor.post("/requests", a_request(screening=["pregnancy"]))
    query = QUERIES.get(route.name, {})
    if query:
        booking = {**EXAMPLES["book_as_staff"], **query}
        booking.pop("date")
        assert world.desk.post("/locations/new-york/appointments", booking).status == 201
    before, seen_before = len(looks(run)), seen(run)
    reply = caller.get(f"{path}?{urlencode(query)}" if query else path, **headers)
    assert reply.status == 200, reply.text
    assert len(looks(run)) == before + 1
    new = {whom for whom, how in seen(run) if (whom, how) not in seen_before}
    assert new, "nobody is on record as seen"
    assert people_named(reply.json) <= new


@pytest.mark.parametrize("route", LISTING, ids=lambda route: route.name)
def test_any_other_list_has_no_number_and_no_address(
    route: Route, world: World, run: Runtime
) -> None:
    caller: Caller = world.caller_of(route)
    if "request_id" in route.path_adapters:
        pytest.skip("a request is opened, not listed")
    path, _sent, headers = world.prepare(route)
    query = {**EXAMPLES.get(route.name, {}), **QUERIES.get(route.name, {})}
    world.visitor.post("/requests", a_request())
    reply = caller.get(f"{path}?{urlencode(query)}" if query else path, **headers)
    assert reply.status == 200, reply.text
    assert numbers_and_addresses(reply.text) == set()
