"""The API's own description: valid, complete, and true of what is really answered."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from chalice.test import Client
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from pydantic import BaseModel
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from app import app
from chalicelib.platform.http.problems import PROBLEM_MEDIA_TYPE, slug_of, status_of
from chalicelib.platform.http.routes import Route
from chalicelib.web.describe_itself import describe_itself
from infra.openapi import write_description

from .conftest import Caller, Reply, Submit, a_request, claim_next, signed_in, write

Document = dict[str, Any]

ROUTES = app.every_route

every_route = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)


@pytest.fixture(scope="module")
def document() -> Document:
    """The description, as anybody gets it. It takes neither table nor clinic."""
    with Client(app) as client:
        described: Document = client.http.get("/openapi.json").json_body
    return described


def operation_of(document: Document, route: Route) -> dict[str, Any]:
    operation: dict[str, Any] = document["paths"][route.pattern][route.method.lower()]
    return operation


def test_it_is_valid_openapi_3_1(document: Document) -> None:
    assert document["openapi"].startswith("3.1")
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_it_describes_just_the_routes_that_the_framework_serves(document: Document) -> None:
    """A new route that nobody described fails here. HEAD goes without saying where GET is."""
    served = {(pattern, method) for pattern, methods in app.routes.items() for method in methods}
    gets = {pattern for pattern, method in served if method == "GET"}
    assert {pattern for pattern, method in served if method == "HEAD"} == gets
    served -= {(pattern, "HEAD") for pattern in gets}
    described = {
        (pattern, method.upper()) for pattern, item in document["paths"].items() for method in item
    }
    assert described == served


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does(document: Document) -> None:
    operations = [operation for item in document["paths"].values() for operation in item.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert all(operation["summary"] and operation["description"] for operation in operations)


@every_route
def test_the_body_is_described_with_its_content_types(document: Document, route: Route) -> None:
    body = operation_of(document, route).get("requestBody")
    model = route.model("body")
    if model is None:
        assert body is None
        return
    assert body is not None
    types = {"application/json", "application/x-www-form-urlencoded"}
    assert set(body["content"]) == (types if route.accepts_form else {"application/json"})
    for media in body["content"].values():
        name = media["schema"]["$ref"].rsplit("/", 1)[-1]
        assert name.removesuffix("-Input") == model.__name__
        assert name in document["components"]["schemas"]


@every_route
def test_every_parameter_of_path_query_and_header_is_described(
    document: Document, route: Route
) -> None:
    described = {
        (place["in"], place["name"]) for place in operation_of(document, route)["parameters"]
    }
    expected = {("path", name) for name in re.findall(r"{(\w+)}", route.pattern)}
    for part, place in (("query", "query"), ("headers", "header")):
        model = route.model(part)
        fields = model.model_fields.items() if model else ()
        expected |= {(place, field.alias or name) for name, field in fields}
    proof = route.opened_by.header if route.opened_by else None
    assert described == expected - {("header", proof)}


@every_route
def test_who_may_call_is_described(document: Document, route: Route) -> None:
    security = operation_of(document, route)["security"]
    if route.access:
        assert security == [{"staff": []}]
    elif "Visitor-Token" in header_names(route):
        assert security == [{"visitor": []}]
    elif "Manage-Token" in header_names(route):
        assert security == [{"manage": []}]
    elif "Code-Token" in header_names(route):
        assert security == [{"code": []}]
    elif "Mailed-Token" in header_names(route):
        assert security == [{"mailed": []}]
    else:
        assert security == [], "public, in so many words"


def header_names(route: Route) -> set[str]:
    model = route.model("headers")
    return {field.alias or name for name, field in model.model_fields.items()} if model else set()


def test_every_way_to_prove_who_calls_is_described(document: Document) -> None:
    schemes = document["components"]["securitySchemes"]
    assert (schemes["staff"]["type"], schemes["staff"]["scheme"]) == ("http", "bearer")
    assert (schemes["visitor"]["in"], schemes["visitor"]["name"]) == ("header", "Visitor-Token")
    assert (schemes["manage"]["in"], schemes["manage"]["name"]) == ("header", "Manage-Token")


@every_route
def test_every_good_answer_is_described(document: Document, route: Route) -> None:
    responses = operation_of(document, route)["responses"]
    for kind in route.answer_types:
        if kind is type(None):
            assert "content" not in responses["204"]
        elif route.status == 303:
            assert responses["303"]["headers"]["Location"]["schema"]["format"] == "uri-reference"
        else:
            content = responses[str(route.status)]["content"]
            assert content
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                name = content["application/json"]["schema"]["$ref"].rsplit("/", 1)[-1]
                assert name.removesuffix("-Output") == kind.__name__


@every_route
def test_the_document_that_a_route_sends_has_its_types(document: Document, route: Route) -> None:
    good = operation_of(document, route)["responses"].get(str(route.status), {})
    assert "*/*" not in good.get("content", {})
    if str in route.answer_types and route.status == 200:
        assert set(good["content"]) == set(route.sends)
        assert route.sends


def test_its_own_route_is_described_as_such_a_document(document: Document) -> None:
    content = document["paths"]["/openapi.json"]["get"]["responses"]["200"]["content"]
    described = {"$ref": "urn:description" + content["application/json"]["schema"]["$ref"]}
    registry: Registry[Any] = Registry().with_resource(
        "urn:description", DRAFT202012.create_resource(document)
    )
    assert list(OAS31Validator(described, registry=registry).iter_errors(document)) == []


def test_the_api_says_whose_it_is_and_where_it_is_reached(document: Document) -> None:
    licence = Path(__file__).parents[2] / "LICENSE"
    assert licence.read_text("utf-8").startswith(document["info"]["license"]["name"] + " License")
    assert document["info"]["contact"]["name"].removeprefix("The ") in licence.read_text("utf-8")
    assert document["info"]["description"]
    assert document["servers"] == [{"url": "/"}]


def test_the_file_that_tools_are_fed_with_is_what_anybody_gets(
    document: Document, tmp_path: Path
) -> None:
    written = tmp_path / "made" / "openapi.json"
    write_description(written)
    assert json.loads(written.read_text("utf-8")) == document


def test_below_a_path_it_is_reached_there() -> None:
    told = describe_itself(ROUTES, "/api")
    assert told.servers == [{"url": "/api"}]


def test_every_operation_is_found_under_its_room(document: Document) -> None:
    described = {tag["name"]: tag["description"] for tag in document["tags"]}
    used = [operation["tags"] for item in document["paths"].values() for operation in item.values()]
    assert {name for tags in used for name in tags} == set(described)
    assert {len(tags) for tags in used} == {1}
    assert all(described.values())


def schemas_within(part: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Everything in a part of the document that could be a schema, with where it stands."""
    if isinstance(part, dict):
        yield where, part
        for name, inner in part.items():
            yield from schemas_within(inner, f"{where}/{name}")
    elif isinstance(part, list):
        for number, inner in enumerate(part):
            yield from schemas_within(inner, f"{where}/{number}")


def answered_schemas(document: Document) -> dict[str, dict[str, Any]]:
    """The named schemas that some answer has, by way of others too."""
    named, reached = document["components"]["schemas"], dict[str, dict[str, Any]]()
    ahead: list[Any] = [
        operation["responses"] for item in document["paths"].values() for operation in item.values()
    ]
    while ahead:
        for _, schema in schemas_within(ahead.pop()):
            name = str(schema.get("$ref", "")).rpartition("/")[2]
            if name and name not in reached:
                reached[name] = named[name]
                ahead.append(named[name])
    return reached


UTC_TO_THE_SECOND = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"
WITH_ITS_OFFSET = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$"


def test_every_instant_of_an_answer_is_told_in_one_shape(document: Document) -> None:
    """Whoever adds an answer with an instant of its own way fails here."""
    told = [
        (f"{name}{where}", schema)
        for name, answer in answered_schemas(document).items()
        for where, schema in schemas_within(answer)
        if schema.get("format") == "date-time"
    ]
    assert len(told) > 50
    for where, schema in told:
        is_local = "local" in where.rpartition("/")[2]
        assert schema["pattern"] == (WITH_ITS_OFFSET if is_local else UTC_TO_THE_SECOND), where
        assert all(re.match(schema["pattern"], example) for example in schema["examples"])


def test_what_is_named_like_an_instant_says_that_it_is_one(document: Document) -> None:
    plain = {
        f"{name}.{field}"
        for name, answer in answered_schemas(document).items()
        for field, schema in answer.get("properties", {}).items()
        if not field.startswith("call_")  # a wish, in wall time
        and re.search(r"(_at|_since|_until|^at|^since|^respond_by|^confirm_by|_start)$", field)
        and schema.get("type") == "string"
        and schema.get("format") not in ("date-time", "date")
    }
    assert plain == set()


def test_no_answer_says_null_and_what_is_always_sent_is_always_there(document: Document) -> None:
    for name, answer in answered_schemas(document).items():
        for where, schema in schemas_within(answer):
            assert schema.get("type") != "null", f"{name}{where}"
            assert "default" not in schema or where.endswith("/properties"), f"{name}{where}"
    told = document["components"]["schemas"]["PublishReport"]
    assert set(told["required"]) == set(told["properties"])


@every_route
def test_a_route_that_answers_browsers_with_pages_says_so(document: Document, route: Route) -> None:
    good = operation_of(document, route)["responses"].get(str(route.status), {})
    is_page = bool(route.pages) or "text/html" in route.sends
    assert ("text/html" in good.get("content", {})) == is_page


@every_route
def test_every_problem_is_described_in_the_one_shape(document: Document, route: Route) -> None:
    responses = operation_of(document, route)["responses"]
    refused = {status: answer for status, answer in responses.items() if status >= "400"}
    assert "500" in refused
    for answer in refused.values():
        assert answer["content"][PROBLEM_MEDIA_TYPE]["schema"]["$ref"].endswith("/Problem")
    for kind in route.problems:
        assert slug_of(kind) in refused[str(status_of(kind))]["description"]
    expected = {"401", "403"} if route.access else set()
    expected |= {"400", "413", "415", "422"} if route.model("body") else set()
    expected |= {"404"} if route.path_adapters else set()
    expected |= {"503"} if "run" in route.hints else set()
    assert expected <= set(refused)


# What is really answered, held against the description.

Check = Callable[[str, str, Reply], Any]


@pytest.fixture
def as_described(document: Document) -> Check:
    """Hold an answer against what is said of it; its content."""
    registry: Registry[Any] = Registry().with_resource(
        "urn:description", DRAFT202012.create_resource(document)
    )

    def check(method: str, pattern: str, reply: Reply) -> Any:
        responses = document["paths"][pattern][method]["responses"]
        assert str(reply.status) in responses, f"{reply.status} is not described: {reply.text}"
        content = responses[str(reply.status)].get("content")
        if content is None:
            assert reply.body == b""
            return None
        kind = reply.headers["content-type"].partition(";")[0]
        assert kind in content
        schema = {"$ref": "urn:description" + content[kind]["schema"]["$ref"]}
        validator = OAS31Validator(schema, registry=registry)
        assert [error.message for error in validator.iter_errors(reply.json)] == []
        return reply.json

    return check


def test_an_answer_that_lacks_something_or_is_of_another_type_would_be_found_out(
    as_described: Check, visitor: Caller
) -> None:
    """The check itself can fail."""
    true = visitor.get("/clinic")
    as_described("get", "/clinic", true)
    for body in (b"{}", b"[]", true.body.replace(b'"name":"', b'"name":3,"x":"', 1)):
        with pytest.raises(AssertionError):
            as_described("get", "/clinic", Reply(200, true.headers, body))


class TestAVisitor:
    def test_is_answered_as_described(self, as_described: Check, visitor: Caller) -> None:
        everything = a_request(
            email="robin@example.com",
            call_days=["monday"],
            call_from="09:00",
            call_until="24:00",
            screening=["pregnancy"],
            thinking_of_self_harm=True,
        )
        for body in (a_request(), everything):
            receipt = as_described("post", "/requests", visitor.post("/requests", body))
            seen = visitor.get(
                f"/requests/{receipt['request_id']}", Visitor_Token=receipt["visitor_token"]
            )
            as_described("get", "/requests/{request_id}", seen)

    def test_is_refused_as_described(self, as_described: Check, visitor: Caller) -> None:
        one = "0" * 26
        refusals = {
            400: visitor.post_raw("/requests", b"{", Content_Type="application/json"),
            413: visitor.post_raw("/requests", b" " * 70_000, Content_Type="application/json"),
            415: visitor.post_raw("/requests", b"{}", Content_Type="text/plain"),
            422: visitor.post("/requests", {"extra": 1}),
        }
        for status, reply in refusals.items():
            assert as_described("post", "/requests", reply)["status"] == status
        for status, headers in ((401, {}), (404, {"Visitor_Token": "x"})):
            reply = visitor.get(f"/requests/{one}", **headers)
            assert as_described("get", "/requests/{request_id}", reply)["status"] == status


CALLBACK = "/callbacks/{callback_id}"
LOCATION = "/locations/{location_id}"


def desk_s_day(desk: Caller, card: Any) -> Iterator[tuple[str, str, Reply]]:
    """Calls that read and write what the desk works with."""
    callback, contact = card["callback_id"], card["person_id"]
    yield "get", f"{LOCATION}/queue", desk.get("/locations/new-york/queue")
    yield "get", CALLBACK, desk.get(f"/callbacks/{callback}")
    yield "get", f"{CALLBACK}/requests", desk.get(f"/callbacks/{callback}/requests")
    yield "post", f"{CALLBACK}/renew", write(desk, card, "renew")
    yield "post", f"{CALLBACK}/notes", write(desk, card, "notes", note="Rings twice.")
    yield "post", f"{CALLBACK}/attempts", write(desk, card, "attempts", disposition="no-answer")
    yield "post", f"{CALLBACK}/attempts", write(desk, card, "attempts", disposition="reached")
    yield "get", CALLBACK, desk.get(f"/callbacks/{callback}")
    yield "post", "/people/search", desk.post("/people/search", {"phone": "212-555-0123"})
    yield "post", "/find", desk.post("/find", {"text": "212-555-0123"})
    yield "get", "/people/{person_id}", desk.get(f"/people/{contact}")
    yield "get", "/people/{person_id}/timeline", desk.get(f"/people/{contact}/timeline")
    yield "get", "/people/{person_id}/filed", desk.get(f"/people/{contact}/filed")
    noted = desk.post(f"/people/{contact}/notes", {"note": "Prefers mornings"})
    yield "post", "/people/{person_id}/notes", noted
    days = "?from=2026-11-22&to=2026-11-24"
    yield (
        "get",
        f"{LOCATION}/service-level",
        desk.get(f"/locations/new-york/service-level{days}"),
    )
    yield (
        "post",
        f"{LOCATION}/incoming-calls",
        desk.post(
            "/locations/new-york/incoming-calls",
            {"phone": "212-555-0199", "reason": "asks back", "claim": True},
        ),
    )
    yield "post", f"{LOCATION}/queue/claim", desk.post("/locations/new-york/queue/claim")


def test_the_desk_is_answered_as_described(
    as_described: Check, desk: Caller, submit: Submit
) -> None:
    submit(email="robin@example.com", screening=["pregnancy"], call_days=["monday"])
    card = claim_next(desk)
    answers = [
        (as_described(method, pattern, reply), reply.status)
        for method, pattern, reply in desk_s_day(desk, card)
    ]
    statuses = {status for _, status in answers}
    assert statuses == {200, 201, 204, 409}, "good answers, nothing to say, and a claim that ended"


def test_the_desk_is_refused_as_described(
    as_described: Check, desk: Caller, visitor: Caller
) -> None:
    refusals = {
        401: visitor.get("/locations/new-york/queue"),
        403: signed_in(desk.client, "staff-new").get("/locations/new-york/queue"),
        404: desk.get("/locations/nowhere/queue"),
        422: desk.get("/locations/new-york/queue?limit=0"),
    }
    for status, reply in refusals.items():
        assert as_described("get", f"{LOCATION}/queue", reply)["status"] == status
