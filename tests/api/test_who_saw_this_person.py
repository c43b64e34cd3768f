"""A manager asks who saw a person, when and how."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from chalicelib.people.list_looks import MOST_LISTED
from chalicelib.platform.record_look import record_seen
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.keys import item_key
from chalicelib.platform.storage.writes import Delete
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Caller, Submit, claim_next

WEDNESDAY = "2026-11-25"
AT_10 = "2026-11-25T15:00:00Z"


def listed(manager: Caller, person_id: str, **query: str) -> Any:
    reply = manager.get(f"/people/{person_id}/looks?{urlencode(query)}")
    assert reply.status == 200, reply.text
    return reply.json


def told(manager: Caller, person_id: str, **query: str) -> list[tuple[str, str, str]]:
    found = listed(manager, person_id, **query)["looks"]
    return [(each["by"], each["how"], each["kind"]) for each in found]


def test_each_look_says_who_when_and_by_what_the_newest_first(
    submit: Submit, desk: Caller, colleague: Caller, manager: Caller, clock: FixedClock
) -> None:
    submit()
    person_id = claim_next(desk)["person_id"]
    clock.forward(minutes=1)
    assert colleague.get(f"/people/{person_id}").status == 200
    clock.forward(minutes=1)
    found = listed(manager, person_id)["looks"]
    assert [(each["by"], each["how"], each["kind"]) for each in found] == [
        ("staff-mia", "looks-listed", "person"),
        ("staff-ben", "viewed", "person"),
        ("staff-ana", "claimed", "callback"),
    ]
    assert found[1]["at"] == (clock() - timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert found[1]["of"] == person_id


def test_whoever_claims_a_shared_number_saw_everybody_in_the_call(
    submit: Submit, desk: Caller, manager: Caller
) -> None:
    submit()
    submit(name="Kim Example")
    card = claim_next(desk)
    people = [each["person_id"] for each in card["people"]]
    assert len(people) == 2
    for person_id in people:
        assert ("staff-ana", "claimed", "callback") in told(manager, person_id)


def test_looks_since_an_instant_and_until_another_are_listed_alone(
    submit: Submit, desk: Caller, manager: Caller, clock: FixedClock
) -> None:
    submit()
    person_id = claim_next(desk)["person_id"]
    for _ in range(3):
        clock.forward(minutes=10)
        desk.get(f"/people/{person_id}")
    start, end = (clock() - timedelta(minutes=each) for each in (15, 5))
    found = listed(manager, person_id, **{"from": start.isoformat(), "to": end.isoformat()})
    (only,) = found["looks"]
    assert only["how"] == "viewed"


def test_an_end_before_its_start_is_said_to_be_one(
    submit: Submit, desk: Caller, manager: Caller
) -> None:
    submit()
    person_id = claim_next(desk)["person_id"]
    query = urlencode({"from": "2026-11-24T00:00:00Z", "to": "2026-11-23T00:00:00Z"})
    reply = manager.get(f"/people/{person_id}/looks?{query}")
    assert reply.status == 422
    assert "end after the start" in reply.text


def test_every_page_follows_the_one_before_and_none_is_listed_twice(
    submit: Submit, desk: Caller, manager: Caller, run: Runtime, clock: FixedClock
) -> None:
    submit()
    person_id = claim_next(desk)["person_id"]
    many = 2 * MOST_LISTED + 5
    for number in range(many):
        clock.forward(seconds=1)
        record_seen(run, f"staff-{number}", "PERSON", person_id, [person_id], "viewed")
    clock.forward(seconds=1)
    page = listed(manager, person_id)
    by = [each["by"] for each in page["looks"]]
    while "next_cursor" in page:
        page = listed(manager, person_id, cursor=page["next_cursor"])
        by += [each["by"] for each in page["looks"]]
    assert by == [
        "staff-mia",
        *(f"staff-{number}" for number in reversed(range(many))),
        "staff-ana",
    ]


def test_what_was_seen_of_them_under_another_name_is_listed_too(
    submit: Submit, desk: Caller, manager: Caller
) -> None:
    submit()
    submit(name="Rob Example", phone="212-555-0199")
    one, other = claim_next(desk)["person_id"], claim_next(desk)["person_id"]
    assert desk.post(f"/people/{one}/merge", {"person_id": other}).status == 200
    found = listed(manager, one)["looks"]
    assert {each["person_id"] for each in found if each["how"] == "claimed"} == {one, other}


def test_it_is_kept_when_the_person_is_not(
    submit: Submit, desk: Caller, manager: Caller, run: Runtime
) -> None:
    submit()
    person_id = claim_next(desk)["person_id"]
    run.table.transact([Delete(item_key("PERSON", person_id))])
    assert ("staff-ana", "claimed", "callback") in told(manager, person_id)


def test_nobody_who_was_never_seen_is_found(manager: Caller) -> None:
    assert manager.get(f"/people/{'0' * 26}/looks").status == 404


def test_the_front_desk_may_not_ask(submit: Submit, desk: Caller) -> None:
    submit()
    person_id = claim_next(desk)["person_id"]
    assert desk.get(f"/people/{person_id}/looks").status == 403


def test_names_that_a_desk_keeps_for_later_are_told_from_those_that_somebody_looked_at(
    desk: Caller, manager: Caller, run: Runtime, clock: FixedClock
) -> None:
    publish_days(run, "new-york", WEDNESDAY, WEDNESDAY)
    body = {"service_id": "ketamine-infusion", "starts_at": AT_10, "name": "Robin Example"}
    booked = desk.post("/locations/new-york/appointments", {**body, "phone": "2125550123"}).json
    contacts = f"/locations/new-york/day/contacts?date={WEDNESDAY}"
    for path in (f"{contacts}&kept=true", contacts):
        clock.forward(seconds=1)
        assert desk.get(path).status == 200
    clock.forward(seconds=1)
    assert told(manager, booked["person_id"]) == [
        ("staff-mia", "looks-listed", "person"),
        ("staff-ana", "contacts-viewed", "daycontacts"),
        ("staff-ana", "contacts-kept", "daycontacts"),
        ("staff-ana", "booked", "appointment"),
    ]


def test_nothing_runs_out_however_many_years_go_by(
    submit: Submit, desk: Caller, manager: Caller, run: Runtime, clock: FixedClock
) -> None:
    submit()
    person_id = claim_next(desk)["person_id"]
    items = run.table.client.scan(TableName=run.table.name)["Items"]
    looks = [item for item in items if item["pk"]["S"].startswith("LOOKS#")]
    assert looks
    assert not any("expires_at" in item for item in looks)
    clock.now = datetime(2033, 1, 1, tzinfo=UTC)
    assert ("staff-ana", "claimed", "callback") in told(manager, person_id)
