"""Whoever of the staff sees somebody's name with a number has that on record."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from pydantic import TypeAdapter

from app import app
from chalicelib.platform.http.routes import Route
from chalicelib.platform.runtime import Runtime

from .conftest import Caller, a_request
from .test_edges import EXAMPLES, World
from .test_edges import clinic as clinic
from .test_edges import world as world
from .test_finding import everything

QUERIES: dict[str, dict[str, str]] = {"get_day_contacts": {"date": "2026-11-30"}}


def objects_in(schema: Any) -> Iterator[dict[str, Any]]:
    """The fields of each kind of object that an answer may hold."""
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict):
            yield schema["properties"]
        for each in schema.values():
            yield from objects_in(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from objects_in(each)


def shows_who_and_number(route: Route) -> bool:
    """True if an answer may hold both of a person; a location's own have its zone beside them."""
    schemas = [TypeAdapter(each).json_schema() for each in route.answer_types if each]
    found = (each.keys() for each in objects_in(schemas))
    return any({"name", "phone"} <= each and "zone" not in each for each in found)


SHOWING = [
    route
    for route in app.every_route
    if route.method == "GET" and route.access is not None and shows_who_and_number(route)
]


def looks(run: Runtime) -> list[str]:
    items = [item for item in everything(run) if item["sk"]["S"].startswith("EVENT#")]
    told = [item["what"]["S"] for item in items if item["by"]["S"] in ("staff-ana", "staff-mia")]
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
    before = len(looks(run))
    reply = caller.get(f"{path}?{urlencode(query)}" if query else path, **headers)
    assert reply.status == 200, reply.text
    assert len(looks(run)) == before + 1
