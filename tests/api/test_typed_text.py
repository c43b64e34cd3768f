"""Whatever a person can type or paste, on every route that takes text: never a fault of ours."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import pytest
from chalice.test import Client

from app import app
from chalicelib.clinic import Clinic
from chalicelib.platform.http.incoming import Incoming
from chalicelib.platform.http.openapi_schemas import fields_of
from chalicelib.platform.http.parsing import parse_body
from chalicelib.platform.http.routes import Route
from chalicelib.platform.runtime import Runtime
from tests.published import publish_days

from .conftest import Caller, signed_in
from .schedules import small_clinic
from .test_edges import ASK_CODE, DAYS, EXAMPLES, World
from .test_moving_series import PERSON

TEXTS = [
    "",
    " \u3000\u200b\u202e\0",
    "Robin\0Example\r\nBEGIN:VEVENT",
    "\u202eelpmaxE\u2066",
    "Z" + 90 * "\u0301",
    "漢字 عربي 👩‍👩‍👧‍👦 \ufffe",
    "x" * 20_000,
    "+00",
    "UTC",
    "../../etc",
]
HALF = '"\\ud83d"'
"""Half of a character, as JSON can write it and nothing can keep it."""

PLAIN = {"type", "title", "description", "default", "minLength", "maxLength"}

REST: Mapping[str, dict[str, Any]] = {
    "show_embedded_form": {},
    "renew_claim": {},
    "hand_back": {},
    "record_attempt": {"disposition": "no-answer"},
    "snooze_callback": {"until": "2026-11-24T15:00:00Z"},
    "add_note": {"note": "Call the mobile"},
    "close_callback": {"reason": "resolved"},
    "write_letter": {"letter": "letter-call-us", "language": "en"},
    "get_persons_messages": {},
    "undo_outcome": {},
    "log_incoming_call": {"phone": "2125550142", "reason": "A question"},
    "book_appointment": PERSON,
    "invite_person": {"location_id": "new-york", "service_id": "ketamine-infusion"},
    "book_when_invited": {"hold_token": "no-hold-of-ours"},
    "take_offer": {"hold_token": "no-hold-of-ours"},
    "cancel_appointment": {},
    "confirm_escort": {"name": "Kim Example"},
    "cancel_as_staff": {},
    "confirm_escort_as_staff": {"name": "Kim Example"},
    "confirm_coming_as_staff": {},
    "note_on_appointment": {"note": "Uses the side door"},
    "make_calendar_feed": {"label": "Chairs"},
    "close_day": {"date": "2026-11-25", "reason": "Snow"},
    "search_people": {"phone": "2125550142"},
    "note_on_person": {"note": "Uses the side door"},
    "get_filed": {},
    "get_person_timeline": {},
    "find": {"text": "Robin"},
    "export_person": {},
    "export_person_to_read": {},
    "hold_person": {"reason": "A letter of a court"},
    "confirm_erasure": {"confirm_token": "no-preview-of-ours"},
    "list_erasures": {},
    "release_hold": {},
    "ask_code": ASK_CODE,
    "ask_link": {
        "location_id": "new-york",
        "email": "robin@example.com",
        "reference": "7K3M-Q2PX",
    },
}
"""By route: a call that is in order, for those without a date or a number."""


def text_fields(route: Route, part: str) -> dict[str, bool]:
    """The fields of a part of a call that take any text; by name, if they must be there."""
    model = route.model(part)
    if model is None:
        return {}
    described = model.model_json_schema()
    fields = described["properties"] if part == "body" else fields_of(model)[0]
    return {
        name: name in described.get("required", [])
        for name, schema in fields.items()
        if is_plain(schema.get("anyOf", [schema])[0] | {"title": ""})
    }


def is_plain(schema: Mapping[str, Any]) -> bool:
    return schema.get("type") == "string" and schema.keys() <= PLAIN


TAKING = [
    (route, part)
    for route in app.every_route
    for part in ("query", "body")
    if text_fields(route, part) and not route.pattern.startswith("/session")
]


def chosen_fields(route: Route) -> list[str]:
    """A visitor's fields that need not be there, and take an id or one text of a few."""
    model = route.model("body") if route.access is None else None
    if model is None or route.pattern.startswith("/session"):
        return []
    described = model.model_json_schema()
    schemas = {
        name: schema.get("anyOf", [schema])[0] for name, schema in described["properties"].items()
    }
    return [
        name
        for name, schema in schemas.items()
        if name not in described.get("required", [])
        and schema.get("type") == "string"
        and not is_plain(schema | {"title": ""})
    ]


def left_empty() -> Iterator[Any]:
    for route in app.every_route:
        for name in chosen_fields(route):
            yield pytest.param(route, name, "", id=f"{route.name}-{name}-empty")
    for route, part in TAKING:
        for name, required in text_fields(route, part).items():
            if part == "body" and not required:
                for text in ("", " ", "\u200b"):
                    yield pytest.param(route, name, text, id=f"{route.name}-{name}-{text!a}")


@pytest.mark.parametrize(("route", "name", "text"), list(left_empty()))
def test_a_field_left_empty_is_as_good_as_not_sent(route: Route, name: str, text: str) -> None:
    """Forms send all their fields, and a space is typed as easily as none."""
    example = {**EXAMPLES, **REST}[route.name]
    model = route.model("body")
    assert model is not None
    sent = {"phone": "2125550142", **example} if "phone" in model.model_fields else {**example}
    sent |= dict.fromkeys({"claim", "hold_token"} & text_fields(route, "body").keys(), "token")
    if name == "phone":
        sent["email"] = "robin@example.com"
    without = {field: value for field, value in sent.items() if field != name}
    read, absent = (
        parse_body(model, a_call(body), False) for body in ({**sent, name: text}, without)
    )
    as_typed = model.model_fields[name].default == ""
    assert getattr(read, name) == (text if as_typed else getattr(absent, name))


def a_call(body: Any) -> Incoming:
    return Incoming(
        method="POST",
        base_path="/",
        path={},
        query={},
        headers={"content-type": "application/json"},
        body=json.dumps(body).encode(),
        token_fields={},
        request_id="",
    )


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    """The packaged clinic, with one chair and one consulting room."""
    return small_clinic()


@pytest.fixture
def world(client: Client, run: Runtime, visitor: Caller) -> World:
    """New York's first week of December is published."""
    publish_days(run, "new-york", DAYS["from"], DAYS["to"])
    desk = signed_in(client, "staff-ana", "front-desk")
    return World(visitor, desk, signed_in(client, "staff-mia", "manager"))


def test_every_route_that_takes_text_is_tried() -> None:
    dated = {route.name for route, _ in TAKING} & EXAMPLES.keys()
    assert {route.name for route, _ in TAKING} == dated | REST.keys()


@pytest.mark.parametrize(("route", "part"), TAKING, ids=lambda value: getattr(value, "name", value))
def test_no_text_is_a_fault_of_ours_and_a_problem_names_its_field(
    route: Route, part: str, world: World
) -> None:
    path, sent, headers = world.prepare(route)
    caller = world.caller_of(route)
    example = {**EXAMPLES, **REST}[route.name]
    if route.name in ("book_appointment", "book_when_invited", "take_offer"):
        sent["hold_token"] = world.visitor.post("/holds", EXAMPLES["hold_time"]).json["hold_token"]
    for name in text_fields(route, part):
        for text in TEXTS:
            given = {**example, **sent, name: text}
            if part == "query":
                asked = urlencode(given, errors="surrogatepass")
                reply = caller.get(f"{path}?{asked}", **headers)
            else:
                reply = caller.post(path, given, **headers)
            assert reply.status < 500, (name, text)
            if reply.status == 422 and "errors" in reply.json:
                assert {error["field"] for error in reply.json["errors"]} <= {name, "phone"}
        if part == "body":
            half = json.dumps({**example, **sent, name: "half"}).replace('"half"', HALF)
            headers["Content_Type"] = "application/json"
            assert caller.post_raw(path, half.encode(), **headers).status in (400, 422)
