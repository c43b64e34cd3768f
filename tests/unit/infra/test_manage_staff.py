"""Accounts of staff: invited, given a role, shut out, made again when an app is lost."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.staff.access import FRONT_DESK, MANAGER
from chalicelib.staff.errors import NoSuchAccountError
from chalicelib.staff.manage_accounts import Accounts
from infra.manage_staff.__main__ import _parse, carry_out

WHO = "somebody@clinic.example"
NOBODY: Any = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}


@pytest.fixture(scope="module")
def a_pool() -> Iterator[Accounts]:
    """Made once: each pool's keys take longer to make than a test of it."""
    with mock_aws():
        cognito = boto3.client("cognito-idp", region_name="us-east-1", **NOBODY)
        made = cognito.create_user_pool(PoolName="staff", UsernameAttributes=["email"])
        pool = made["UserPool"]["Id"]
        for role in (FRONT_DESK, MANAGER, "of-another-system"):
            cognito.create_group(UserPoolId=pool, GroupName=role)
        yield Accounts(cognito, pool)


@pytest.fixture
def accounts(a_pool: Accounts) -> Accounts:
    """The pool, with nobody in it."""
    for user in a_pool.cognito.list_users(UserPoolId=a_pool.pool)["Users"]:
        a_pool.cognito.admin_delete_user(UserPoolId=a_pool.pool, Username=user["Username"])
    return a_pool


def said(accounts: Accounts, *arguments: str) -> list[str]:
    lines: list[str] = []
    assert carry_out(accounts, _parse(["beta", *arguments]), lines.append) == 0
    return lines


def subject(accounts: Accounts) -> Any:
    user = accounts.cognito.admin_get_user(UserPoolId=accounts.pool, Username=WHO)
    return {each["Name"]: each["Value"] for each in user["UserAttributes"]}["sub"]


def test_somebody_is_invited_in_a_role_with_a_name(accounts: Accounts) -> None:
    lines = said(accounts, "--email", f" {WHO.title()} ", "--role", FRONT_DESK, "--name", "Ana E")
    assert lines == [f"{WHO} was invited by email", f"{WHO}  Ana E  front-desk  invited"]


def test_asked_for_again_nothing_changes(accounts: Accounts) -> None:
    said(accounts, "--email", WHO, "--role", FRONT_DESK, "--name", "Ana E")
    before = subject(accounts)
    lines = said(accounts, "--email", WHO, "--role", FRONT_DESK)
    assert lines == [f"{WHO} had an account already", f"{WHO}  Ana E  front-desk  invited"]
    assert subject(accounts) == before


def test_an_invitation_that_was_stopped_before_the_role_is_finished_by_the_next(
    accounts: Accounts,
) -> None:
    accounts.cognito.admin_create_user(
        UserPoolId=accounts.pool,
        Username=WHO,
        UserAttributes=[{"Name": "email", "Value": WHO}],
    )
    said(accounts, "--email", WHO, "--role", MANAGER, "--name", "Mia E")
    assert accounts.find(WHO).roles == (MANAGER,)
    assert accounts.find(WHO).name == "Mia E"


def test_whoever_gets_another_role_has_that_one_alone_and_keeps_what_is_not_ours(
    accounts: Accounts,
) -> None:
    accounts.give_role(WHO, FRONT_DESK)
    accounts.cognito.admin_add_user_to_group(
        UserPoolId=accounts.pool, Username=WHO, GroupName="of-another-system"
    )
    assert accounts.give_role(WHO, MANAGER) is False
    assert accounts.find(WHO).roles == (MANAGER,)
    groups = accounts.cognito.admin_list_groups_for_user(UserPoolId=accounts.pool, Username=WHO)
    assert "of-another-system" in {group["GroupName"] for group in groups["Groups"]}


def test_whoever_is_shut_out_signs_in_no_more_until_they_are_let_in(accounts: Accounts) -> None:
    accounts.give_role(WHO, FRONT_DESK)
    assert said(accounts, "--email", WHO, "--disable")[-1].endswith("front-desk  shut out")
    assert accounts.find(WHO).may_sign_in is False
    said(accounts, "--email", WHO, "--enable")
    assert accounts.find(WHO).may_sign_in is True


def test_whoever_lost_their_app_gets_a_new_account_with_the_same_name_and_role(
    accounts: Accounts,
) -> None:
    accounts.give_role(WHO, MANAGER, "Mia E")
    before = subject(accounts)
    lines = said(accounts, "--email", WHO, "--new-authenticator")
    assert lines[-1] == f"{WHO}  Mia E  manager  invited"
    assert subject(accounts) != before


def test_whoever_was_shut_out_stays_so_with_a_new_account(accounts: Accounts) -> None:
    accounts.give_role(WHO, FRONT_DESK)
    accounts.shut_out(WHO)
    accounts.make_again(WHO)
    assert accounts.find(WHO).may_sign_in is False


def test_everybody_is_listed(accounts: Accounts) -> None:
    accounts.give_role("b@clinic.example", FRONT_DESK)
    accounts.give_role("a@clinic.example", MANAGER, "Mia E")
    assert said(accounts) == [
        "a@clinic.example  Mia E  manager  invited",
        "b@clinic.example  (no name)  front-desk  invited",
    ]


@pytest.mark.parametrize("what", ["--disable", "--enable", "--new-authenticator"])
def test_an_address_without_an_account_is_said(accounts: Accounts, what: str) -> None:
    with pytest.raises(NoSuchAccountError, match="Nobody has an account"):
        said(accounts, "--email", WHO, what)
