"""Who a signed-in caller is, asked again of the claims that the gateway has verified."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chalicelib.platform.errors import NotAllowedError, NotSignedInError
from chalicelib.platform.settings import settings
from chalicelib.staff.access import FRONT_DESK, MANAGER, Access, staff_from_token

DESK = Access.DESK.value


def claims(groups: Any = "front-desk", **more: Any) -> dict[str, Any]:
    usual = {"sub": "staff-ana", "token_use": "id", "cognito:groups": groups}
    return {name: value for name, value in {**usual, **more}.items() if value is not None}


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Set the stage's settings."""

    def use(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"FRONTDESK_{name}", value)
        settings.cache_clear()

    yield use
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.parametrize(
    "groups",
    [
        "front-desk",
        "[front-desk]",
        "front-desk,other",
        "other,front-desk",
        "other, front-desk",
        "[other front-desk]",
        "[other, front-desk]",
        '["other","front-desk"]',
        ["front-desk"],
        ["other", "front-desk"],
    ],
    ids=repr,
)
def test_a_group_is_found_however_the_gateway_writes_the_list(groups: Any) -> None:
    staff = staff_from_token(claims(groups), DESK)
    assert staff.staff_id == "staff-ana"
    assert FRONT_DESK in staff.roles
    assert MANAGER not in staff.roles


def test_all_groups_are_roles() -> None:
    for groups in ("front-desk,manager", "[front-desk manager]", ["front-desk", "manager"]):
        assert staff_from_token(claims(groups), DESK).roles == {FRONT_DESK, MANAGER}


@pytest.mark.parametrize(
    "groups",
    [
        None,
        "",
        "[]",
        [],
        "patients",
        "front-desk-trainee",
        "ex-front-desk",
        "front-desk/trainee",
        "no+manager",
        "manager@chicago",
        "(manager)",
        "Manager",
        ["front-desk,manager"],
        {"front-desk": True}.keys(),
    ],
    ids=repr,
)
def test_whoever_has_neither_role_is_not_let_in_however_alike_the_name(groups: Any) -> None:
    with pytest.raises(NotAllowedError) as refused:
        staff_from_token(claims(groups), DESK)
    assert "front-desk or manager" in str(refused.value)


def test_what_only_managers_may_do_is_not_for_the_desk() -> None:
    managers = Access.MANAGER.value
    assert staff_from_token(claims("manager"), managers).roles == {MANAGER}
    with pytest.raises(NotAllowedError):
        staff_from_token(claims("front-desk"), managers)


@pytest.mark.parametrize("subject", [None, ""])
def test_claims_that_name_nobody_are_no_sign_in(subject: str | None) -> None:
    with pytest.raises(NotSignedInError):
        staff_from_token(claims(sub=subject), DESK)


def test_no_claims_are_no_sign_in() -> None:
    with pytest.raises(NotSignedInError):
        staff_from_token({}, DESK)


@pytest.mark.parametrize("use", ["access", "refresh", "", "ID"])
def test_a_token_of_another_use_is_no_sign_in(use: str) -> None:
    with pytest.raises(NotSignedInError):
        staff_from_token(claims(token_use=use), DESK)


class TestTheAppClient:
    def test_a_token_made_for_it_is_taken(self, stage: Callable[..., None]) -> None:
        stage(USER_POOL_CLIENT_ID="ours")
        assert staff_from_token(claims(aud="ours"), DESK).staff_id == "staff-ana"

    @pytest.mark.parametrize("audience", [None, "", "theirs", "ours-too", ["ours"]])
    def test_a_token_made_for_another_is_refused(
        self, stage: Callable[..., None], audience: Any
    ) -> None:
        stage(USER_POOL_CLIENT_ID="ours")
        with pytest.raises(NotSignedInError):
            staff_from_token(claims(aud=audience), DESK)


def test_the_gateway_asks_the_pool_of_the_stage(stage: Callable[..., None]) -> None:
    arn = "arn:aws:cognito-idp:us-east-1:000000000000:userpool/ours"
    stage(USER_POOL_ARN=arn)
    extension = Access.DESK.authorizer().to_swagger()["x-amazon-apigateway-authorizer"]
    assert extension["providerARNs"] == [arn]
