"""Signing in through the deployed API, at a real user pool.

What this pool cannot do (it knows no password policy at the first sign-in, and never asks for an
authenticator app to be set up), tests/api/test_session.py shows with answers as documented.
"""

import base64
import hmac
import struct
import time
from typing import Any

import pytest

from infra.local.staff import Login, ensure_login
from tests.deployed.calls import Reply
from tests.deployed.whole import PASSWORD, Whole

STAFF_PATH = "locations/new-york/queue"
NEW = "Lighthouse2at3dawn"


@pytest.fixture(scope="module")
def pool(whole: Whole) -> str:
    return str(whole.deployed.deployment.data["UserPoolId"])


def member(whole: Whole, pool: str, name: str) -> str:
    """Somebody with an account at the front desk; their e-mail address."""
    login = Login(f"{name}@frontdesk.example", "front-desk", PASSWORD)
    ensure_login(whole.client("cognito-idp"), pool, login)
    return login.email


def sign_in(whole: Whole, email: str, password: str = PASSWORD) -> Reply:
    return whole.call("POST", "session", {"email": email, "password": password})


def session_of(reply: Reply) -> Any:
    assert reply.status == 200, reply.content
    return reply.json()["session"]


def may_work(whole: Whole, session: Any) -> bool:
    return whole.call("GET", STAFF_PATH, token=session["id_token"]).status == 200


def test_staff_sign_in_go_on_and_sign_out(whole: Whole, pool: str) -> None:
    session = session_of(sign_in(whole, member(whole, pool, "in-and-out")))
    assert session["staff"]["roles"] == ["front-desk"]
    assert session["expires_in"] > 0
    assert may_work(whole, session)
    body = {"refresh_token": session["refresh_token"]}
    renewed = whole.call("POST", "session/renew", body)
    assert renewed.status == 200, renewed.content
    assert may_work(whole, renewed.json())
    assert whole.call("POST", "session/end", body).status == 204
    refused = whole.call("POST", "session/renew", body)
    assert refused.status == 401
    assert refused.json()["type"] == "urn:frontdesk:problem:session-over"


def test_a_wrong_password_and_an_unknown_address_are_refused_alike(whole: Whole, pool: str) -> None:
    known = sign_in(whole, member(whole, pool, "known"), "Wrong0in1tests")
    unknown = sign_in(whole, "stranger@frontdesk.example")
    assert known.status == unknown.status == 401
    assert {**known.json(), "instance": ""} == {**unknown.json(), "instance": ""}


def test_the_first_password_is_exchanged_for_ones_own(whole: Whole, pool: str) -> None:
    cognito = whole.client("cognito-idp")
    user = {"UserPoolId": pool, "Username": "first-day@frontdesk.example"}
    cognito.admin_create_user(
        **user,
        TemporaryPassword=PASSWORD,
        MessageAction="SUPPRESS",
        UserAttributes=[{"Name": "email", "Value": user["Username"]}],
    )
    cognito.admin_add_user_to_group(**user, GroupName="front-desk")
    begun = sign_in(whole, user["Username"])
    challenge = begun.json()["challenge"]
    assert challenge["name"] == "NEW_PASSWORD_REQUIRED"
    given = {
        "email": user["Username"],
        "username": challenge["username"],
        "session": challenge["session"],
    }
    weak = whole.call("POST", "session/new-password", {**given, "new_password": "short"})
    assert [error["field"] for error in weak.json()["errors"]] == ["new_password"]
    done = whole.call("POST", "session/new-password", {**given, "new_password": NEW})
    assert may_work(whole, session_of(done))
    assert sign_in(whole, user["Username"], NEW).status == 200


def test_a_forgotten_password_is_set_anew(whole: Whole, pool: str) -> None:
    email = member(whole, pool, "forgetful")
    assert whole.call("POST", "session/forgotten", {"email": email}).status == 200
    body = {"email": email, "code": "111111", "new_password": NEW}
    wrong = whole.call("POST", "session/reset", body)
    assert [error["field"] for error in wrong.json()["errors"]] == ["code"]
    mailed = "654321"  # what this pool sends to everybody
    assert whole.call("POST", "session/reset", {**body, "code": mailed}).status == 204
    assert sign_in(whole, email, NEW).status == 200
    assert sign_in(whole, email).status == 401


def test_who_has_an_authenticator_app_is_asked_for_its_code(whole: Whole, pool: str) -> None:
    cognito = whole.client("cognito-idp")
    cognito.set_user_pool_mfa_config(
        UserPoolId=pool,
        SoftwareTokenMfaConfiguration={"Enabled": True},
        MfaConfiguration="OPTIONAL",
    )
    email = member(whole, pool, "two-steps")
    secret = with_an_app(whole, email)
    challenge = sign_in(whole, email).json()["challenge"]
    assert challenge["name"] == "SOFTWARE_TOKEN_MFA"
    given = {"email": email, "username": challenge["username"], "session": challenge["session"]}
    right = code_of(secret)
    wrong = f"{(int(right) + 500_000) % 1_000_000:06}"
    refused = whole.call("POST", "session/code", {**given, "code": wrong})
    assert [error["field"] for error in refused.json()["errors"]] == ["code"]
    done = whole.call("POST", "session/code", {**given, "code": right})
    assert may_work(whole, session_of(done))


def with_an_app(whole: Whole, email: str) -> str:
    """Enrol an authenticator app for somebody; its secret."""
    cognito = whole.client("cognito-idp")
    access = cognito.initiate_auth(
        ClientId=whole.deployed.deployment.data["SettingUserPoolClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": PASSWORD},
    )["AuthenticationResult"]["AccessToken"]
    secret = str(cognito.associate_software_token(AccessToken=access)["SecretCode"])
    cognito.verify_software_token(AccessToken=access, UserCode=code_of(secret))
    cognito.set_user_mfa_preference(
        AccessToken=access, SoftwareTokenMfaSettings={"Enabled": True, "PreferredMfa": True}
    )
    return secret


def code_of(secret: str) -> str:
    """What an app with this secret shows now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30), "sha1")
    place = digest[-1] & 15
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def test_no_password_or_token_is_in_any_log(whole: Whole, pool: str) -> None:
    session = session_of(sign_in(whole, member(whole, pool, "quiet")))
    whole.call("POST", "session/end", {"refresh_token": session["refresh_token"]})
    told = (PASSWORD, NEW, session["id_token"][:40], session["refresh_token"][:40])
    assert whole.lines_with(*told) == []
