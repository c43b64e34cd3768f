"""A time that somebody holds as invited is booked by that invitation, and by nothing else."""

from typing import Any

import pytest

from chalicelib.clinic import Clinic, OnlineBooking, load_clinic
from chalicelib.platform.runtime import Runtime
from tests.conftest import open_to_anyone
from tests.published import publish_days

from .conftest import Caller
from .invited import AT_1_PM, AT_10, SERVICE, booked, held, invite, opened, somebody
from .waiters import kind

OTHERS = {"name": "Kim Sample", "email": "kim@example.com"}


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    """The packaged clinic, where infusions are for whoever sent a request before."""
    usual = open_to_anyone(load_clinic())
    after = {"online": OnlineBooking.AFTER_REQUEST}
    services = [
        each.model_copy(update=after if each.id == SERVICE else {}) for each in usual.services
    ]
    return usual.model_copy(update={"services": tuple(services)})


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    publish_days(run, "new-york", "2026-11-25", "2026-11-25")


@pytest.fixture
def invitation(visitor: Caller, desk: Caller) -> Any:
    return invite(desk, somebody(visitor, desk))


def test_it_books_for_nobody_else(visitor: Caller, invitation: Any) -> None:
    token = held(visitor, invitation).json["hold_token"]
    reply = visitor.post("/appointments", {"hold_token": token, **OTHERS})
    assert kind(reply) == "not-bookable-online"
    assert booked(visitor, invitation, token).status == 201


def test_nor_by_another_invitation(visitor: Caller, desk: Caller, invitation: Any) -> None:
    token = held(visitor, invitation).json["hold_token"]
    kim = invite(desk, somebody(visitor, desk, name="Kim Sample", phone="212-555-0177"))
    assert kind(booked(visitor, kim, token)) == "hold-lost"
    assert opened(visitor, kim).status == 200


def test_a_key_sent_again_on_the_open_page_holds_it_for_nobody_else(
    visitor: Caller, invitation: Any
) -> None:
    held(visitor, invitation, AT_1_PM, Idempotency_Key="0123456789abcdef")
    wish = {"location_id": "new-york", "service_id": SERVICE, "starts_at": AT_1_PM}
    again = visitor.post("/holds", wish, Idempotency_Key="0123456789abcdef")
    assert "hold_token" not in again.text
    assert held(visitor, invitation, AT_10).status == 201
