"""Anybody can send any number of names with a number: the desk reads the latest hundred."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.people.identity import identify
from chalicelib.people.models import Person
from chalicelib.people.person_store import person_writes
from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock, RoundTrips

from .conftest import Caller

PHONE = "+12125550155"


def came(run: Runtime, clock: FixedClock, number: int) -> str:
    """Somebody of this number's name came under the phone, a second after the one before."""
    clock.now += timedelta(seconds=1)
    name = f"Guest {chr(97 + number // 26)}{chr(97 + number % 26)} Example"
    who = identify(run.keyring, PHONE, None, name)
    person = Person(point_id=who.point_id, person_id=who.person_id, name=name, phone=PHONE)
    run.table.transact(person_writes(person, None, clock()))
    return who.person_id


def found(desk: Caller) -> Any:
    return desk.post("/people/search", {"phone": PHONE}).json


@pytest.fixture
def many(run: Runtime, clock: FixedClock) -> list[str]:
    """Their ids, in order of coming; the very first came again in the end."""
    ids = [came(run, clock, number) for number in range(103)]
    came(run, clock, 0)
    return ids


def test_are_a_hundred_at_most_whoever_was_heard_of_last(desk: Caller, many: list[str]) -> None:
    told = found(desk)
    ids = [each["person_id"] for each in told["people"]]
    assert ids == [many[0], *many[4:]]
    assert told["more"] is True
    assert desk.post("/find", {"text": PHONE}).json["more"] is True


def test_are_read_in_two_round_trips(
    desk: Caller, many: list[str], round_trips: RoundTrips
) -> None:
    assert round_trips.during(lambda: found(desk)) == ["Query", "BatchGetItem"]


def test_beside_whoever_is_opened_it_says_that_there_are_more(
    desk: Caller, many: list[str]
) -> None:
    card = desk.get(f"/people/{many[2]}").json
    assert (len(card["same_point"]), card["more_on_point"]) == (100, True)


def test_a_few_are_all_of_them(desk: Caller, run: Runtime, clock: FixedClock) -> None:
    ids = [came(run, clock, number) for number in range(3)]
    told = found(desk)
    assert [each["person_id"] for each in told["people"]] == ids
    assert told["more"] is False
