"""Accounts of staff, as the user pool is asked to keep them."""

from infra.deploy.paths import STATEFUL_TEMPLATE
from infra.templates import read_template

RESOURCES = read_template(STATEFUL_TEMPLATE.read_text("utf-8"))["Resources"]


def test_nobody_gives_themselves_a_colleagues_name_or_address() -> None:
    """By the rules of Cognito an app client that says nothing may write every attribute."""
    own = set(RESOURCES["UserPoolClient"]["Properties"]["WriteAttributes"])
    assert own
    assert not own & {"name", "given_name", "family_name", "email", "phone_number"}


def test_nobody_makes_an_account_for_themselves() -> None:
    config = RESOURCES["UserPool"]["Properties"]["AdminCreateUserConfig"]
    assert config["AllowAdminCreateUserOnly"] is True
