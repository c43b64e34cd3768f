"""Staff see by name which colleague has a call, and who did what."""

from typing import Any

import pytest
from chalice.test import Client

from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock, RoundTrips

from .conftest import Caller, Submit, claim_next, signed_in

COLLEAGUES = "/staff/colleagues"
ME = "/staff/colleagues/me"


@pytest.fixture
def ana(client: Client) -> Caller:
    return signed_in(client, "staff-ana", "front-desk", name="Ana Example")


@pytest.fixture
def ben(client: Client) -> Caller:
    return signed_in(client, "staff-ben", "front-desk", given_name="Ben", family_name="Sample")


def introduced(caller: Caller) -> dict[str, str]:
    return names(caller.post(ME))


def names(reply: Any) -> dict[str, str]:
    assert reply.status == 200, reply.text
    return {each["staff_id"]: each["name"] for each in reply.json["colleagues"]}


def test_whoever_opens_the_desk_is_known_to_the_others_by_name(ana: Caller, ben: Caller) -> None:
    assert introduced(ana) == {"staff-ana": "Ana E."}
    both = {"staff-ana": "Ana E.", "staff-ben": "Ben S."}
    assert introduced(ben) == both
    assert names(ana.get(COLLEAGUES)) == both


def test_the_name_is_of_the_one_whose_id_the_queue_shows(
    ana: Caller, ben: Caller, submit: Submit
) -> None:
    submit()
    claim_next(ana)
    introduced(ana)
    (entry,) = ben.get("/locations/new-york/queue").json["entries"]
    assert names(ben.get(COLLEAGUES))[entry["claimed_by"]] == "Ana E."


def test_somebody_without_a_name_is_not_among_them(desk: Caller, ana: Caller) -> None:
    assert introduced(desk) == {}
    introduced(ana)
    assert introduced(desk) == {"staff-ana": "Ana E."}


def test_a_name_cannot_be_given_but_by_the_sign_in(desk: Caller) -> None:
    desk.post(ME, {"name": "Somebody Else"})
    assert names(desk.get(COLLEAGUES)) == {}


def test_a_name_that_changed_takes_the_place_of_the_old_one(client: Client, ana: Caller) -> None:
    introduced(ana)
    married = signed_in(client, "staff-ana", "front-desk", name="Ana Trial")
    assert introduced(married) == {"staff-ana": "Ana T."}


def test_who_left_is_forgotten_after_ninety_days_though_the_table_still_has_them(
    ana: Caller, ben: Caller, clock: FixedClock
) -> None:
    introduced(ana)
    clock.forward(hours=24 * 89)
    assert introduced(ben) == {"staff-ana": "Ana E.", "staff-ben": "Ben S."}
    clock.forward(hours=24)
    assert names(ben.get(COLLEAGUES)) == {"staff-ben": "Ben S."}
    assert introduced(ben) == {"staff-ben": "Ben S."}


def test_who_stays_is_known_for_longer(ana: Caller, clock: FixedClock) -> None:
    introduced(ana)
    for _ in range(3):
        clock.forward(hours=24 * 60)
        assert introduced(ana) == {"staff-ana": "Ana E."}


def test_sent_again_it_writes_nothing_more(ana: Caller, round_trips: RoundTrips) -> None:
    assert round_trips.during(lambda: introduced(ana)) == ["Query", "PutItem"]
    assert round_trips.during(lambda: introduced(ana)) == ["Query"]


def test_whoever_has_them_is_not_sent_them_again(ana: Caller, ben: Caller) -> None:
    known = ana.post(ME).headers["etag"]
    reply = ana.get(COLLEAGUES, If_None_Match=known)
    assert (reply.status, reply.body) == (304, b"")
    assert reply.headers["cache-control"] == "no-store"
    introduced(ben)
    assert ana.get(COLLEAGUES, If_None_Match=known).status == 200


def test_no_key_and_no_log_holds_a_name(
    ana: Caller, run: Runtime, capsys: pytest.CaptureFixture[str]
) -> None:
    introduced(ana)
    ana.get(COLLEAGUES)
    told = capsys.readouterr()
    assert "Example" not in told.out + told.err
    items = run.table.client.scan(TableName=run.table.name)["Items"]
    assert not [item for item in items if "Ana" in str((item["pk"], item["sk"]))]


def test_names_are_for_staff_alone(visitor: Caller, client: Client) -> None:
    nobody_yet = signed_in(client, "staff-new", name="New Example")
    assert (visitor.get(COLLEAGUES).status, visitor.post(ME).status) == (401, 401)
    assert (nobody_yet.get(COLLEAGUES).status, nobody_yet.post(ME).status) == (403, 403)
