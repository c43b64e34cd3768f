"""How the API speaks: one shape for whatever goes wrong, and no caller let in by mistake."""

import base64
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError
from chalice.test import Client

from app import app
from chalicelib.clinic import Clinic
from chalicelib.platform.http.routes import Route
from chalicelib.platform.runtime import Runtime, using
from chalicelib.platform.settings import settings
from chalicelib.staff.access import Access
from tests.conftest import FixedClock, make_runtime
from tests.sealed import opened
from tests.unit.platform.scripted_client import Answer, cancelled, client_error, scripted

from .conftest import Caller, Reply, Submit, a_request, claim_next, signed_in, token, write

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
PROBLEM = "application/problem+json"
QUEUE = "/locations/new-york/queue"
UNKNOWN_ID = "0" * 26

STAFF_ROUTES = [route for route in app.every_route if route.access]


@pytest.fixture
def run(clock: FixedClock, clinic: Clinic) -> Iterator[Runtime]:
    """Most of what is shown here happens before anything is read: the table is an empty one."""
    bare = make_runtime(None, clock, clinic)  # type: ignore[arg-type]  # replaced at once
    with using(replace(bare, table=scripted({"Items": []}).table)) as runtime:
        yield runtime


class OnARealTable:
    """For tests of what was stored."""

    @pytest.fixture
    def run(
        self, dynamodb: "DynamoDBClient", clock: FixedClock, clinic: Clinic
    ) -> Iterator[Runtime]:
        with using(make_runtime(dynamodb, clock, clinic)) as runtime:
            yield runtime


every_staff_route = pytest.mark.parametrize("route", STAFF_ROUTES, ids=lambda route: route.name)


def problem(reply: Reply, status: int, kind: str) -> Any:
    """The problem document of an answer, in the one shape of them all."""
    assert reply.status == status, reply.text
    assert reply.headers["content-type"] == PROBLEM
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["access-control-allow-origin"] == "*"
    told = reply.json
    assert told["type"] == f"urn:frontdesk:problem:{kind}"
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    assert set(told) <= {"type", "title", "status", "detail", "instance", "errors"}
    for error in told.get("errors", []):
        assert {"field", "pointer", "message", "code"} <= set(error)
        assert set(error) <= {"field", "pointer", "message", "code", "limit"}
    return told


def fields(reply: Reply) -> dict[str, str]:
    """The fields that a 422 names, and what it says of each."""
    errors = problem(reply, 422, "invalid-input")["errors"]
    return {error["field"]: error["message"] for error in errors}


def send(caller: Caller, route: Route) -> Reply:
    """Call a route with nothing but its path filled in."""
    path = route.pattern.replace("{location_id}", "new-york")
    for name in route.path_adapters:
        path = path.replace("{" + name + "}", UNKNOWN_ID)
    return caller.get(path) if route.method == "GET" else caller.post(path)


class TestBodies:
    def test_over_64_kb_is_too_large(self, visitor: Caller) -> None:
        reply = visitor.post("/requests", a_request(message="x" * 65_536))
        assert "64 KB" in problem(reply, 413, "body-too-large")["detail"]

    def test_that_is_refused_is_not_stored_in_part(self, visitor: Caller, run: Runtime) -> None:
        for body in (a_request(message="x" * 65_536), a_request(extra=1), a_request(name="")):
            assert visitor.post("/requests", body).status in (413, 422)
        assert "client" not in vars(run.table), "the table was never wanted"

    @pytest.mark.parametrize(
        "content_type", ["text/plain", "application/xml", "multipart/form-data; boundary=x", "?"]
    )
    def test_of_another_content_type_is_refused_with_what_would_do(
        self, visitor: Caller, content_type: str
    ) -> None:
        body = json.dumps(a_request()).encode()
        reply = visitor.post_raw("/requests", body, Content_Type=content_type)
        told = problem(reply, 415, "unsupported-media-type")["detail"]
        assert JSON in told
        assert FORM in told

    @pytest.mark.parametrize(
        "body", [b"{", b"name=x", b'{"a": "\xff"}', b'{"a": "\\ud800"}', b"[" * 30_000], ids=repr
    )
    def test_that_cannot_be_read_is_a_bad_request(self, visitor: Caller, body: bytes) -> None:
        problem(visitor.post_raw("/requests", body, Content_Type=JSON), 400, "bad-request")

    @pytest.mark.parametrize("body", [b"[]", b"null", b'"x"', b"1"])
    def test_that_is_no_object_is_invalid(self, visitor: Caller, body: bytes) -> None:
        reply = visitor.post_raw("/requests", body, Content_Type=JSON)
        assert fields(reply) == {"": "Input should be an object."}

    def test_every_missing_field_is_named_at_once(self, visitor: Caller) -> None:
        found = fields(visitor.post("/requests", {}))
        needed = {"location_id", "service_id", "name", "consent"}
        assert set(found) == {*needed, "phone"}, "or an e-mail address"
        assert {found[name] for name in needed} == {"This is required."}

    def test_unknown_and_wrong_fields_are_named_with_a_pointer_to_each(
        self, visitor: Caller
    ) -> None:
        reply = visitor.post("/requests", a_request(extra=1, call_days=["monday", "x"], message=1))
        errors = problem(reply, 422, "invalid-input")["errors"]
        pointers = {error["pointer"] for error in errors}
        assert pointers == {"#/extra", "#/call_days/1", "#/message"}

    def test_a_field_given_twice_is_named(self, visitor: Caller) -> None:
        text = json.dumps(a_request())[:-1] + ', "name": "Somebody Else"}'
        reply = visitor.post_raw("/requests", text.encode(), Content_Type=JSON)
        assert fields(reply) == {"name": "This was sent more than once."}

    def test_what_was_typed_is_not_repeated_in_the_answer(self, visitor: Caller) -> None:
        reply = visitor.post(
            "/requests",
            a_request(name="N" * 101, phone="call Robin", email="robin@", message="M" * 4001),
        )
        assert set(fields(reply)) == {"name", "phone", "email", "message"}
        assert "robin" not in reply.text.lower()
        assert "NNN" not in reply.text

    def test_a_form_is_taken_where_the_route_takes_one(self, visitor: Caller) -> None:
        sent = {**a_request(), "consent": "on"}
        assert visitor.post_form("/requests", sent).status == 201

    def test_and_nowhere_else(self, desk: Caller) -> None:
        reply = desk.post_form("/people/search", {"phone": "212-555-0123"})
        told = problem(reply, 415, "unsupported-media-type")["detail"]
        assert FORM not in told


class TestPathsAndQueries:
    @pytest.mark.parametrize(
        "path",
        [
            "/callbacks/1",
            "/callbacks/" + "0" * 27,
            "/callbacks/" + "O" * 26,
            "/callbacks/" + "%30" * 26,
            "/people/x/timeline",
            "/locations/New%20York/queue",
        ],
    )
    def test_an_id_of_the_wrong_form_names_nothing(self, desk: Caller, path: str) -> None:
        problem(desk.get(path), 404, "not-found")

    def test_an_id_that_nobody_has_names_nothing_either(self, desk: Caller) -> None:
        problem(desk.get(f"/callbacks/{UNKNOWN_ID}"), 404, "not-found")
        problem(desk.get("/locations/nowhere/queue"), 404, "unknown-location")

    def test_an_unknown_query_parameter_is_named(self, desk: Caller) -> None:
        assert set(fields(desk.get(f"{QUEUE}?limit=2&page=1"))) == {"page"}

    @pytest.mark.parametrize("limit", ["0", "101", "x", "1.5", "-1", "1e9"])
    def test_a_query_parameter_out_of_bounds_is_named(self, desk: Caller, limit: str) -> None:
        assert set(fields(desk.get(f"{QUEUE}?limit={limit}"))) == {"limit"}

    def test_missing_query_parameters_are_named_at_once(self, desk: Caller) -> None:
        reply = desk.get("/locations/new-york/service-level")
        assert fields(reply) == {"from": "This is required.", "to": "This is required."}

    def test_a_header_out_of_bounds_is_named(self, visitor: Caller) -> None:
        reply = visitor.post("/requests", a_request(), Idempotency_Key="k" * 201)
        assert set(fields(reply)) == {"Idempotency-Key"}


class TestCursors(OnARealTable):
    @pytest.fixture
    def cursor(self, desk: Caller, submit: Submit) -> str:
        """Of the second page of New York's queue."""
        for number in range(3):
            submit(phone=f"212-555-010{number}")
        return str(desk.get(f"{QUEUE}?limit=1").json["next_cursor"])

    def test_a_cursor_leads_through_its_list(self, desk: Caller, cursor: str) -> None:
        page = desk.get(f"{QUEUE}?limit=1&cursor={cursor}")
        assert page.status == 200, page.text
        assert len(page.json["entries"]) == 1

    def test_an_altered_one_is_refused(self, desk: Caller, cursor: str) -> None:
        for altered in (cursor[:-1], cursor + "A", cursor.swapcase(), cursor.replace(".", "")):
            assert set(fields(desk.get(f"{QUEUE}?cursor={altered}"))) == {"cursor"}

    def test_one_of_another_location_or_list_is_refused(self, desk: Caller, cursor: str) -> None:
        for path in ("/locations/chicago/queue", "/locations/new-york/spam"):
            assert set(fields(desk.get(f"{path}?cursor={cursor}"))) == {"cursor"}

    def test_it_shows_nothing_of_the_people_in_the_list(self, cursor: str) -> None:
        sealed = f"cursor:queue:{QUEUE.split('/')[2]}"
        shown = opened(cursor, purposes=[sealed])
        assert "CALLBACK#" in shown
        assert not [word for word in ("Robin", "555", "@") if word in shown]

    def test_nobody_reads_in_it_whose_turn_it_is(self, cursor: str) -> None:
        for part in cursor.split("."):
            shown = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
            assert b"CALLBACK" not in shown


class TestClaims(OnARealTable):
    def test_the_token_of_another_callback_or_an_altered_one_is_refused(
        self, desk: Caller, submit: Submit
    ) -> None:
        submit(phone="212-555-0101")
        submit(phone="212-555-0102")
        one, other = claim_next(desk), claim_next(desk)
        swapped = {**one, "claim": other["claim"]}
        problem(write(desk, swapped, "renew"), 422, "token")
        altered = {**one, "claim": {"token": one["claim"]["token"][:-1]}}
        problem(write(desk, altered, "renew"), 422, "token")


class TestStaffRoutes:
    @every_staff_route
    def test_without_a_token_none_answers(self, client: Client, route: Route) -> None:
        reply = send(Caller(client), route)
        problem(reply, 401, "not-signed-in")
        assert reply.headers["www-authenticate"] == "Bearer"

    @every_staff_route
    def test_signed_in_without_a_role_none_answers(self, client: Client, route: Route) -> None:
        for groups in ((), ("patients",), ("front-desk-trainee",)):
            reply = send(signed_in(client, "staff-new", *groups), route)
            problem(reply, 403, "not-allowed")
            assert "www-authenticate" not in reply.headers

    @every_staff_route
    def test_lets_in_just_the_roles_that_it_is_for(self, client: Client, route: Route) -> None:
        assert isinstance(route.access, Access)
        assert "manager" in route.access.value
        for role in ("front-desk", "manager"):
            reply = send(signed_in(client, "staff-x", role), route)
            if role in route.access.value:
                assert reply.status not in (401, 403)
            else:
                problem(reply, 403, "not-allowed")

    def test_a_stranger_learns_nothing_of_what_was_wrong_with_the_call(
        self, visitor: Caller
    ) -> None:
        problem(visitor.get("/callbacks/x"), 401, "not-signed-in")
        problem(visitor.get(f"{QUEUE}?limit=x"), 401, "not-signed-in")
        problem(visitor.post_raw("/people/search", b"{"), 401, "not-signed-in")

    @pytest.mark.parametrize("groups", ["[front-desk]", "front-desk,manager", "[manager other]"])
    def test_a_role_is_found_as_gateways_write_it(self, run: Runtime, groups: str) -> None:
        claims = {"sub": "staff-ana", "token_use": "id", "cognito:groups": groups}
        assert through_the_gateway("GET", QUEUE, claims=claims).status == 200

    def test_an_access_token_is_not_an_identity_token(self, run: Runtime) -> None:
        claims = {"sub": "staff-ana", "token_use": "access", "cognito:groups": "front-desk"}
        problem(through_the_gateway("GET", QUEUE, claims=claims), 401, "not-signed-in")

    @pytest.mark.parametrize("authorizer", [None, {}, {"claims": None}, {"principalId": "x"}])
    def test_claims_that_never_came_are_no_claims(self, run: Runtime, authorizer: Any) -> None:
        reply = through_the_gateway("GET", QUEUE, authorizer=authorizer)
        problem(reply, 401, "not-signed-in")

    def test_a_token_of_another_app_client_is_refused(
        self, run: Runtime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FRONTDESK_USER_POOL_CLIENT_ID", "ours")
        settings.cache_clear()
        usual = {"sub": "staff-ana", "token_use": "id", "cognito:groups": "front-desk"}
        try:
            ours = through_the_gateway("GET", QUEUE, claims={**usual, "aud": "ours"})
            theirs = through_the_gateway("GET", QUEUE, claims={**usual, "aud": "theirs"})
        finally:
            monkeypatch.undo()
            settings.cache_clear()
        assert ours.status == 200
        problem(theirs, 401, "not-signed-in")


def through_the_gateway(method: str, path: str, **context: Any) -> Reply:
    """Call as API Gateway does: its event, in which much may be missing."""
    pattern = path.replace("new-york", "{location_id}")
    if "claims" in context:
        context["authorizer"] = {"claims": context.pop("claims")}
    body = context.pop("body", None)
    event = {
        "resource": pattern,
        "path": path,
        "httpMethod": method,
        "headers": None,
        "multiValueHeaders": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": {"location_id": "new-york"} if pattern != path else None,
        "stageVariables": None,
        "body": body,
        "isBase64Encoded": context.pop("encoded", False),
        "requestContext": {
            "httpMethod": method,
            "resourcePath": pattern,
            "path": f"/api{path}",
            "requestId": "c0ffee00-0000-4000-8000-000000000001",
            **context,
        },
    }
    answer = app(event, None)
    headers = {name.lower(): value for name, value in answer["headers"].items()}
    return Reply(answer["statusCode"], headers, answer["body"].encode())


class TestTheGatewaysOwnWays:
    def test_a_call_without_headers_query_or_body_is_answered(self, run: Runtime) -> None:
        assert through_the_gateway("GET", "/clinic").status == 200

    def test_a_problem_names_the_call_that_it_happened_in(self, run: Runtime) -> None:
        told = problem(through_the_gateway("GET", QUEUE), 401, "not-signed-in")
        assert told["instance"] == "urn:frontdesk:request:c0ffee00-0000-4000-8000-000000000001"

    def test_a_body_in_base_64_is_read_as_what_it_stands_for(self, run: Runtime) -> None:
        body = base64.b64encode(json.dumps(a_request(name="Zoë 🙂")).encode()).decode()
        assert through_the_gateway("POST", "/requests", body=body, encoded=True).status == 201

    @pytest.mark.parametrize(("body", "encoded"), [("\ud800", False), ("{}x", True), ("é", True)])
    def test_a_body_that_cannot_be_decoded_is_a_bad_request(
        self, run: Runtime, body: str, encoded: bool
    ) -> None:
        reply = through_the_gateway("POST", "/requests", body=body, encoded=encoded)
        problem(reply, 400, "bad-request")


Broken = Callable[..., Caller]

SECRETS = ("Robin", "555-0123", "robin@example.com", "item's own text")


@pytest.fixture
def broken(run: Runtime, client: Client) -> Iterator[Callable[..., Caller]]:
    """The desk, on a day on which the table answers as it is told here."""

    def with_answers(*answers: Answer) -> Caller:
        world = using(replace(run, table=scripted(*answers).table))
        world.__enter__()
        entered.append(world)
        return signed_in(client, "staff-ana", "front-desk")

    entered: list[Any] = []
    yield with_answers
    for world in reversed(entered):
        world.__exit__(None, None, None)


class TestWhatNobodyForesaw:
    FAILURES: tuple[Exception, ...] = (
        RuntimeError("Robin Example, 212-555-0123"),
        KeyError("robin@example.com"),
        client_error("ValidationException"),
        client_error("AccessDeniedException"),
    )

    @pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: type(failure).__name__)
    def test_is_an_internal_error_that_tells_nothing_of_itself(
        self,
        broken: Broken,
        failure: Exception,
        capfd: pytest.CaptureFixture[str],
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        desk = broken(failure)
        with caplog.at_level(logging.DEBUG):
            reply = desk.get(f"/callbacks/{UNKNOWN_ID}")
        problem(reply, 500, "internal")
        written = capfd.readouterr()
        everything = reply.text + written.out + written.err + caplog.text
        assert not [word for word in SECRETS if word in everything]
        assert "Traceback" not in everything

    def test_is_logged_by_type_and_place(
        self, broken: Broken, capsys: pytest.CaptureFixture[str]
    ) -> None:
        broken(RuntimeError("Robin Example")).get(f"/callbacks/{UNKNOWN_ID}")
        failed, answered = map(json.loads, capsys.readouterr().out.splitlines())
        assert (failed["level"], failed["what"]) == ("ERROR", "failed")
        assert failed["failure"] == "RuntimeError"
        assert "table.py:" in failed["where"]
        assert (answered["method"], answered["route"]) == ("GET", "/callbacks/{callback_id}")
        assert answered["status"] == 500

    def test_a_refusal_that_no_room_turned_into_words_is_one_too(
        self, broken: Broken, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A condition that failed where none was expected to."""
        item = {
            "person_id": {"S": UNKNOWN_ID},
            "point_id": {"S": UNKNOWN_ID},
            "name": {"S": "Robin Example"},
            "first_seen_at": {"S": "2026-11-23T15:00:00.000Z"},
            "last_seen_at": {"S": "2026-11-23T15:00:00.000Z"},
        }
        desk = broken({"Item": item}, cancelled("ConditionalCheckFailed", items={0: item}))
        problem(desk.get(f"/people/{UNKNOWN_ID}"), 500, "internal")
        written = capsys.readouterr().out
        assert '"because": "RefusedError"' in written
        assert "Robin" not in written

    def test_a_form_in_a_browser_is_answered_all_the_same(self, broken: Broken) -> None:
        desk = broken(RuntimeError("Robin Example, 212-555-0123"))
        sent = {**a_request(), "consent": "on"}
        reply = desk.post_form("/requests", sent, Accept="text/html")
        assert reply.status == 500
        assert "RuntimeError" not in reply.text


class TestATableThatCannotAnswerNow:
    FAILURES: tuple[Exception, ...] = (
        client_error("ProvisionedThroughputExceededException"),
        client_error("ThrottlingException"),
        client_error("InternalServerError"),
        ReadTimeoutError(endpoint_url="https://table.example"),
        ConnectTimeoutError(endpoint_url="https://table.example"),
    )

    @pytest.mark.parametrize("failure", FAILURES, ids=str)
    def test_is_unavailable_and_says_when_to_come_back(
        self, broken: Broken, failure: Exception
    ) -> None:
        desk = broken(failure)
        for reply in (
            desk.get(f"/callbacks/{UNKNOWN_ID}"),
            desk.get(QUEUE),
            desk.post("/requests", a_request()),
        ):
            problem(reply, 503, "unavailable")
            assert reply.headers["retry-after"] == "2"
            assert not [word for word in SECRETS if word in reply.text]

    def test_so_is_one_where_other_transactions_keep_getting_in_the_way(
        self, broken: Broken
    ) -> None:
        desk = broken(cancelled("TransactionConflict"))
        reply = desk.post("/requests", a_request())
        problem(reply, 503, "unavailable")
        assert reply.headers["retry-after"] == "2"

    def test_why_is_logged_by_type(
        self, broken: Broken, capsys: pytest.CaptureFixture[str]
    ) -> None:
        broken(ReadTimeoutError(endpoint_url="https://table.example")).get(QUEUE)
        failed = json.loads(capsys.readouterr().out.splitlines()[0])
        assert failed["failure"] == "UnavailableError"
        assert failed["because"] == "ReadTimeoutError"


class TestAnswersOfTheDesk(OnARealTable):
    def test_are_kept_by_nobody_and_taken_for_nothing_else(
        self, desk: Caller, submit: Submit
    ) -> None:
        submit()
        for reply in (desk.get(QUEUE), desk.post(f"{QUEUE}/claim"), desk.post(f"{QUEUE}/claim")):
            assert reply.status in (200, 204)
            assert reply.headers["cache-control"] == "no-store"
            assert reply.headers["x-content-type-options"] == "nosniff"


class TestHeaders:
    def test_only_what_is_the_same_for_everybody_may_be_kept(self, visitor: Caller) -> None:
        for path in ("/clinic", "/openapi.json"):
            assert visitor.get(path).headers["cache-control"] == "public, max-age=300"

    def test_a_page_of_another_site_may_call_and_read_the_answer(self, visitor: Caller) -> None:
        for reply in (visitor.get("/clinic"), visitor.post("/requests", {})):
            assert reply.headers["access-control-allow-origin"] == "*"
            assert "access-control-allow-credentials" not in reply.headers
            allowed = reply.headers["access-control-allow-headers"]
            for name in ("Authorization", "Content-Type", "Idempotency-Key", "Visitor-Token"):
                assert name in allowed
            assert "Retry-After" in reply.headers["access-control-expose-headers"]

    def test_every_route_says_so(self) -> None:
        entries = [entry for methods in app.routes.values() for entry in methods.values()]
        assert all(entry.cors == app.api.cors for entry in entries)


class TestHead:
    """Link checkers and monitors ask so."""

    @pytest.mark.parametrize("path", ["/", "/clinic", "/openapi.json"])
    def test_is_answered_like_get_without_the_body(self, client: Client, path: str) -> None:
        got, asked = (client.http.request(method, path) for method in ("GET", "HEAD"))
        assert asked.status_code == got.status_code
        assert asked.body == b""
        assert got.body != b""
        names = ("Content-Type", "Cache-Control", "Strict-Transport-Security")
        assert {n: asked.headers[n] for n in names} == {n: got.headers[n] for n in names}

    def test_opens_nothing_that_get_does_not(self, client: Client) -> None:
        for path in ("/callbacks/one", "/requests/one", "/people/one"):
            got, asked = (client.http.request(method, path) for method in ("GET", "HEAD"))
            assert asked.status_code == got.status_code >= 400
            assert asked.body == b""


class TestWhatTheFrameworkAnswers:
    """Before any route of ours: on AWS the gateway refuses these itself."""

    def test_a_path_that_is_no_route(self, visitor: Caller) -> None:
        assert visitor.get("/nothing/here").status == 403

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
    def test_a_method_that_no_route_has(self, run: Runtime, client: Client, method: str) -> None:
        answer = client.http.request(method, "/requests")
        assert answer.status_code == 405
        allowed = sorted(answer.headers["Allow"].replace(" ", "").split(","))
        assert allowed == ["GET", "HEAD", "POST"]


def test_a_call_is_logged_in_one_line_without_what_was_sent(
    desk: Caller, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.post("/people/search", {"phone": "212-555-0123"})
    (line,) = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert (told["what"], told["method"], told["status"]) == ("answered", "POST", 200)
    assert told["route"] == "/people/search"
    assert "0123" not in line
    assert token("staff-ana", "front-desk") not in line
