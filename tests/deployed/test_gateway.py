"""What the gateway answers before, or instead of, the application."""

import base64
import json
import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from chalicelib.intake.models import CrisisPanel
from chalicelib.platform.http.problems import Problem
from tests.deployed.calls import Reply
from tests.deployed.whole import Whole

STAFF_PATH = "locations/new-york/queue"


def problem(reply: Reply) -> Problem:
    """The reply's problem document, if it is one in every respect."""
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers["access-control-allow-origin"] == "*"
    found = Problem.model_validate_json(reply.content)
    assert found.status == reply.status
    return found


def claims_of(token: str) -> dict[str, object]:
    body = token.split(".")[1]
    claims: dict[str, object] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return claims


def test_without_a_token_a_staff_route_is_closed(whole: Whole) -> None:
    reply = whole.call("GET", STAFF_PATH)
    assert reply.status == 401
    assert problem(reply).type == "urn:frontdesk:problem:not-signed-in"
    assert reply.headers["www-authenticate"] == "Bearer"


def test_a_token_that_is_none_is_refused(whole: Whole) -> None:
    reply = whole.call("GET", STAFF_PATH, token="aaaa.bbbb.cccc")
    assert reply.status == 401
    problem(reply)


def test_a_token_signed_by_somebody_else_is_refused(whole: Whole) -> None:
    real = whole.token("front-desk")
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    key_id = jwt.get_unverified_header(real)["kid"]
    claims = claims_of(real) | {"exp": int(time.time()) + 600}
    forged = jwt.encode(claims, stranger, "RS256", headers={"kid": key_id})
    assert whole.call("GET", STAFF_PATH, token=forged).status == 401


def test_a_token_whose_claims_were_changed_is_refused(whole: Whole) -> None:
    head, _, signature = whole.token().split(".")
    claims = claims_of(whole.token()) | {"cognito:groups": ["manager"]}
    raised = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    assert whole.call("GET", STAFF_PATH, token=f"{head}.{raised}.{signature}").status == 401


def test_an_unsigned_token_is_refused(whole: Whole) -> None:
    unsigned = jwt.encode(claims_of(whole.token("manager")), "", "none")
    assert whole.call("GET", STAFF_PATH, token=unsigned).status == 401


def test_somebody_signed_in_without_a_role_is_let_in_by_the_gateway_and_not_by_the_code(
    whole: Whole,
) -> None:
    reply = whole.call("GET", STAFF_PATH, token=whole.token())
    assert reply.status == 403
    assert Problem.model_validate_json(reply.content).type == "urn:frontdesk:problem:not-allowed"


@pytest.mark.parametrize("role", ["front-desk", "manager"])
def test_staff_come_in_with_a_token_that_cognito_gave_them(whole: Whole, role: str) -> None:
    assert whole.call("GET", STAFF_PATH, token=whole.token(role)).status == 200


def test_an_address_that_is_not_there_is_said_not_to_be_there(whole: Whole) -> None:
    reply = whole.call("GET", "nothing/here")
    assert reply.status == 404
    assert problem(reply).type == "urn:frontdesk:problem:not-found"


def test_what_the_gateway_answers_by_itself_leads_to_help(whole: Whole) -> None:
    """On AWS as here, the help was put in by the deployment."""
    for reply in (whole.call("GET", "nothing/here"), whole.call("POST", "requests/x/y")):
        told = reply.json()
        assert told["unread"] is True
        panel = CrisisPanel.model_validate(told["crisis"])
        ways = [line.href for line in panel.lines]
        assert ways[:2] == ["tel:988", "sms:988"]
        assert "No está solo ni sola" in panel.heading
        assert told["instance"].startswith("urn:frontdesk:request:")


def test_the_api_describes_itself_to_everybody(whole: Whole) -> None:
    reply = whole.call("GET", "openapi.json")
    assert reply.status == 200
    assert reply.json()["openapi"].startswith("3.1")


def test_head_is_answered_like_get_and_asks_for_the_same_token(whole: Whole) -> None:
    got, asked = (whole.call(method, "clinic") for method in ("GET", "HEAD"))
    assert (asked.status, asked.content) == (200, b"")
    assert asked.headers["content-type"] == got.headers["content-type"]
    assert whole.call("HEAD", STAFF_PATH).status == 401
    assert whole.call("HEAD", STAFF_PATH, token=whole.token("front-desk")).status == 200
