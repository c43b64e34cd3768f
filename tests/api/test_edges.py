"""Dates, instants and numbers at their edges, on every route that takes one."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, get_args
from urllib.parse import urlencode

import pytest
from chalice.test import Client
from pydantic import AwareDatetime, BaseModel

from app import app
from chalicelib.clinic import Clinic
from chalicelib.platform.http.routes import Route
from chalicelib.platform.runtime import Runtime
from chalicelib.staff.access import Access
from tests.published import publish_days

from .conftest import Caller, a_request, claim_next, signed_in
from .schedules import small_clinic
from .test_moving_series import INFUSION, PERSON, WISH
from .waiters import joining

DATES = ["0001-01-01", "0001-01-02", "1900-01-01", "1970-01-01", "9999-12-30", "9999-12-31"]
INSTANTS = [
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00+14:00",
    "0001-01-02T00:00:00-14:00",
    "1970-01-01T00:00:00Z",
    "9999-12-31T00:00:00+14:00",
    "9999-12-31T23:59:00Z",
    "9999-12-31T23:59:59Z",
    "9999-12-31T23:59:00-14:00",
]
NUMBERS = [0, -1, 2**31, -(2**31), 2**63, -(2**63), 10**40, -(10**40)]
EDGES: Mapping[Any, list[Any]] = {
    date: DATES,
    datetime: INSTANTS,
    AwareDatetime: INSTANTS,
    int: NUMBERS,
}

Path = tuple[str, ...]


def fields_of(kind: Any, within: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The fields of a model that are dates, instants or numbers, with where they stand."""
    if kind in EDGES:
        yield within, kind
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            yield from fields_of(field.annotation, (*within, field.alias or name))
    else:
        for option in get_args(kind):
            yield from fields_of(option, within)


def taken_by(route: Route) -> dict[str, list[tuple[Path, Any]]]:
    """By part of the call, what a route takes of dates, instants and numbers."""
    models = {part: route.model(part) for part in ("query", "body")}
    found = {part: list(fields_of(model)) for part, model in models.items() if model}
    return {part: fields for part, fields in found.items() if fields}


ROUTES = [route for route in app.every_route if taken_by(route)]

DAYS = {"from": "2026-11-30", "to": "2026-12-04"}
DAY = {"date": "2026-11-30"}
SERIES = {"service_id": INFUSION, "wish": {**WISH, "count": 3}}
TEN = "2026-11-30T15:00:00Z"

ASK_CODE = {"location_id": "new-york", "email": "robin@example.com", "name": "Robin Example"}

EXAMPLES: Mapping[str, dict[str, Any]] = {
    "submit_request": a_request(),
    "list_spam": {},
    "list_queue": {},
    "list_closed_today": {},
    "snooze_callback": {},
    "reopen_callback": {"closed_at": "2026-11-23T15:00:00Z"},
    "get_service_level": DAYS,
    "get_availability": {"location": "new-york", "service": INFUSION},
    "get_availability_as_staff": {"service": INFUSION},
    "get_day_sheet": DAY,
    "get_day_contacts": DAY,
    "publish_slots": DAYS,
    "add_slot": {"pool": "infusion", "bay": "chair-1", "starts_at": TEN},
    "block_slots": {**DAY, "reason": "Repairs"},
    "unblock_slots": DAY,
    "list_closings": DAY,
    "close_day": {**DAY, "reason": "Snow"},
    "withdraw_slots": DAY,
    "hold_time": {"location_id": "new-york", "service_id": INFUSION, "starts_at": TEN},
    "reschedule_appointment": {"starts_at": TEN},
    "book_as_staff": {"service_id": INFUSION, "starts_at": TEN, **PERSON},
    "reschedule_as_staff": {"starts_at": TEN},
    "plan_series": SERIES,
    "book_series": {**SERIES, **PERSON},
    "cancel_rest_of_series": {},
    "plan_rest_of_series": {"wish": WISH},
    "reschedule_rest_of_series": {"wish": WISH},
    "get_roster": {},
    "get_figures": DAYS,
    "join_waitlist": joining(),
    "decline_offer": {"starts_at": TEN},
    "join_as_staff": {name: value for name, value in joining().items() if name != "location_id"},
    "decline_as_staff": {"starts_at": TEN},
    "get_availability_when_invited": {},
    "get_availability_to_move": {},
    "hold_when_invited": {"starts_at": TEN},
    "get_free_slots": DAY,
    "import_people": {"people": [PERSON]},
    "get_looks_at_person": {},
    "correct_facts": {"date_of_birth": "1985-03-04"},
    "send_message_again": {"asked_again": 0},
}
"""What a route is sent that is in order; the edges are put into it."""


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    """The packaged clinic, with one chair and one consulting room."""
    return small_clinic()


@dataclass
class World:
    """Who calls, and what there is to call a route about."""

    visitor: Caller
    desk: Caller
    manager: Caller

    def prepare(self, route: Route) -> tuple[str, dict[str, Any], dict[str, str]]:
        """The path to something that is there, and what has to be sent with each call of it."""
        names, path = set(route.path_adapters), {"location_id": "new-york"}
        sent: dict[str, Any] = {}
        headers: dict[str, str] = {}
        if "callback_id" in names:
            path["callback_id"], sent = self._call(route)
        if "person_id" in names:
            self.visitor.post("/requests", a_request())
            path["person_id"] = claim_next(self.desk)["person_id"]
        if "invitation_id" in names:
            invitation = self._invitation()
            path["invitation_id"] = invitation["invitation_id"]
            headers = {"Manage_Token": invitation["token"]}
        if "series_id" in names:
            series = self.desk.post("/locations/new-york/series", {**SERIES, **PERSON}).json
            path["series_id"] = series["series_id"]
        if "appointment_id" in names:
            path["appointment_id"], headers = self._appointment()
        if "entry_id" in names:
            entry = self.visitor.post("/waitlist", joining()).json
            path["entry_id"], headers = entry["entry_id"], {"Manage_Token": entry["token"]}
        if "message_id" in names:
            path["message_id"] = self._appointment()[0]  # its reminder has its own id
        if "proof_id" in names:
            asked = self.visitor.post("/proofs", ASK_CODE).json
            path["proof_id"] = asked["proof_id"]
            headers = {"Code_Token": asked["code_token"], "Proof_Token": "no-proof-of-ours"}
        return route.pattern.format_map(path), sent, headers

    def _call(self, route: Route) -> tuple[str, dict[str, Any]]:
        self.visitor.post("/requests", a_request())
        card = claim_next(self.desk)
        body = route.model("body")
        is_held = body and "claim" in body.model_fields
        return card["callback_id"], {"claim": card["claim"]["token"]} if is_held else {}

    def _invitation(self) -> Any:
        self.visitor.post("/requests", a_request())
        person_id = claim_next(self.desk)["person_id"]
        body = {"location_id": "new-york", "service_id": INFUSION}
        return self.desk.post(f"/people/{person_id}/invitations", body).json

    def _appointment(self) -> tuple[str, dict[str, str]]:
        hold = self.visitor.post("/holds", EXAMPLES["hold_time"]).json
        body = {"hold_token": hold["hold_token"], **PERSON}
        appointment = self.visitor.post("/appointments", body).json
        return appointment["appointment_id"], {"Manage_Token": appointment["manage_token"]}

    def caller_of(self, route: Route) -> Caller:
        """Somebody who may call it."""
        if route.access is None:
            return self.visitor
        return self.desk if route.access is Access.DESK else self.manager


@pytest.fixture
def world(client: Client, run: Runtime, visitor: Caller) -> World:
    """New York's first week of December is published."""
    publish_days(run, "new-york", DAYS["from"], DAYS["to"])
    desk = signed_in(client, "staff-ana", "front-desk")
    return World(visitor, desk, signed_in(client, "staff-mia", "manager"))


def with_edge(example: Mapping[str, Any], where: list[Path], value: Any) -> dict[str, Any]:
    """The example with one value put in at these places."""
    changed = deepcopy(dict(example))
    for *above, last in where:
        place = changed
        for name in above:
            place = place.setdefault(name, {})
            place = place[0] if isinstance(place, list) else place
        place[last] = value
    return changed


def edged(route: Route, example: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The example with each field at each edge, and with all fields of a kind there at once."""
    for fields in taken_by(route).values():
        kinds = {kind for _, kind in fields}
        alone = [([path], kind) for path, kind in fields]
        together = [([path for path, own in fields if own is kind], kind) for kind in kinds]
        for where, kind in alone + together:
            for value in EDGES[kind]:
                yield with_edge(example, where, value)


def test_every_route_that_takes_a_date_or_a_number_is_tried() -> None:
    assert {route.name for route in ROUTES} == EXAMPLES.keys()


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_no_edge_of_a_date_or_number_is_a_fault_of_ours(route: Route, world: World) -> None:
    path, sent, headers = world.prepare(route)
    caller = world.caller_of(route)
    faults = []
    for given in edged(route, {**EXAMPLES[route.name], **sent}):
        if "query" in taken_by(route):
            reply = caller.get(f"{path}?{urlencode(given)}", **headers)
        else:
            reply = caller.post(path, given, **headers)
        if reply.status >= 500:
            faults.append(json.dumps(given))
        if reply.status == 422:
            assert reply.json["errors"], given
    assert faults == []
