"""The token of a request proves who sent it, and for which service, without looking it up."""

import pytest

from chalicelib.platform.request_token import proves_request, request_token
from tests.sealed import KEYRING

TOKEN = request_token(KEYRING, "r1", "consultation")


def test_proves_its_own_request_among_the_services_that_count() -> None:
    assert proves_request(KEYRING, "r1", TOKEN, ["infusion", "consultation"])


def test_proves_no_request_for_another_service() -> None:
    assert not proves_request(KEYRING, "r1", TOKEN, ["infusion"])
    assert not proves_request(KEYRING, "r1", TOKEN, [])


@pytest.mark.parametrize(
    ("request_id", "token"),
    [("r2", TOKEN), ("r1", None), (None, TOKEN), ("r1", ""), ("r1", "ñ"), ("r1", TOKEN[:-1])],
)
def test_proves_nothing_else(request_id: str | None, token: str | None) -> None:
    assert not proves_request(KEYRING, request_id, token, ["consultation"])


def test_what_belongs_to_the_id_cannot_be_taken_for_the_service() -> None:
    """Ids and services have no ``#``, so no two pairs are one text."""
    assert request_token(KEYRING, "r1", "a") != request_token(KEYRING, "r1#a", "")
