"""What a walk through a deployed stage brings along: a member of staff, with an app if needed."""

import base64
from collections.abc import Iterator
from typing import Any, cast

import boto3
import pytest
from moto import mock_aws

from infra.smoke.calls import Api, SmokeError
from infra.smoke.visiting_staff import VisitingStaff, code_of_app
from infra.smoke.walk import Walk

SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("at", "code"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")]
)
def test_codes_are_those_of_the_standards_own_examples(at: float, code: str) -> None:
    assert code_of_app(SECRET, at) == code


class ScriptedApi:
    """Answers each path by a script, and keeps what was asked."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, Any]] = []

    def post(self, path: str, body: Any, **_: str) -> Any:
        self.asked.append((path, body))
        return self.answers[path]

    def get(self, path: str, **_: str) -> Any:
        self.asked.append((path, None))
        return self.answers[path]


@pytest.fixture
def pool() -> Iterator[tuple[Any, str]]:
    with mock_aws():
        cognito = boto3.client("cognito-idp", region_name="us-east-1")
        made = cognito.create_user_pool(PoolName="staff", UsernameAttributes=["email"])
        identity = made["UserPool"]["Id"]
        cognito.create_group(UserPoolId=identity, GroupName="front-desk")
        yield cognito, identity


def staff(pool: tuple[Any, str], api: ScriptedApi) -> VisitingStaff:
    return VisitingStaff(*pool, cast(Api, api), lambda: 59.0)


DONE = {"session": {"id_token": "a token"}, "challenge": None}
APP = {
    "session": None,
    "challenge": {
        "name": "MFA_SETUP",
        "session": "s",
        "username": "u",
        "setup": {"secret": SECRET},
    },
}


def test_in_production_they_set_up_an_app_as_everybody_does(pool: tuple[Any, str]) -> None:
    api = ScriptedApi({"session": APP, "session/authenticator": DONE})
    with staff(pool, api).there() as sign_in:
        assert sign_in() == "a token"
    assert api.asked[1][1]["code"] == "287082"


def test_they_are_gone_afterwards_whatever_came_of_it(pool: tuple[Any, str]) -> None:
    api = ScriptedApi({"session": {"session": None, "challenge": {"name": "ANOTHER"}}})
    cognito, identity = pool
    with staff(pool, api).there() as sign_in:
        assert len(cognito.list_users(UserPoolId=identity)["Users"]) == 1
        with pytest.raises(SmokeError, match="a step that is not known"):
            sign_in()
    assert cognito.list_users(UserPoolId=identity)["Users"] == []


def test_an_account_that_a_stopped_walk_left_is_made_again(pool: tuple[Any, str]) -> None:
    api = ScriptedApi({"session": DONE})
    stopped = staff(pool, api).there()
    stopped.__enter__()
    with staff(pool, api).there() as sign_in:
        assert sign_in() == "a token"


def test_a_form_without_its_assets_is_a_fault() -> None:
    walk = Walk(cast(Api, ScriptedApi({"": "<html></html>"})), lambda: "", lambda _: None)
    with pytest.raises(SmokeError, match="the form has no assets"):
        walk.run()
