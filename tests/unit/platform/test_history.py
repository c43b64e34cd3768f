"""Histories: one line for each thing that happened to an item, kept with it."""

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.platform.storage.events import Event
from chalicelib.platform.storage.history import event_put, load_events
from chalicelib.platform.storage.keys import item_key
from chalicelib.platform.storage.table import Table
from chalicelib.platform.storage.writes import Put
from tests.conftest import MONDAY_MORNING

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@pytest.fixture
def table(dynamodb: "DynamoDBClient") -> Table:
    return Table(lambda: dynamodb, "frontdesk-test")


def event(event_id: str = "e1", at: datetime = MONDAY_MORNING, **details: Any) -> Event:
    return Event(event_id=event_id, at=at, what="claimed", by="staff-ana", details=details)


def kept(table: Table, *events: Event) -> list[Event]:
    table.transact([event_put("CALLBACK", "1", each) for each in events])
    return list(load_events(table, "CALLBACK", "1"))


def test_an_event_comes_back_as_it_was_told(table: Table) -> None:
    told = event(note="called back, ü🙂", flags=["pregnancy"], crisis=True)
    assert kept(table, told) == [told]


def test_details_that_are_not_known_are_left_out(table: Table) -> None:
    (back,) = kept(table, event(note=None, to="chicago"))
    assert back.details == {"to": "chicago"}


def test_a_number_in_the_details_is_a_number_to_whoever_reads_the_history(table: Table) -> None:
    (back,) = kept(table, event(attempts=3, merges=1, fence=0))
    told = json.loads(back.model_dump_json())["details"]
    assert told == {"attempts": 3, "merges": 1, "fence": 0}
    assert {type(value) for value in told.values()} == {int}, "1 is not said to be true"


def test_a_history_is_read_in_the_order_in_which_things_happened(table: Table) -> None:
    later = event("a", MONDAY_MORNING + timedelta(milliseconds=1))
    earlier = event("b", MONDAY_MORNING)
    assert kept(table, later, earlier) == [earlier, later]


def test_two_events_of_one_moment_are_both_kept(table: Table) -> None:
    assert len(kept(table, event("a"), event("b"))) == 2


def test_a_moment_told_in_another_zone_falls_in_its_place(table: Table) -> None:
    one = event("a", datetime.fromisoformat("2026-11-23T10:30:00-05:00"))
    two = event("b", datetime(2026, 11, 23, 15, 31, tzinfo=UTC))
    assert [each.event_id for each in kept(table, two, one)] == ["a", "b"]


def test_the_item_itself_and_other_items_are_not_part_of_a_history(table: Table) -> None:
    table.transact(
        [
            Put({**item_key("CALLBACK", "1"), "state": "open"}),
            event_put("CALLBACK", "11", event("other")),
            event_put("POINT", "1", event("another")),
        ]
    )
    assert [each.event_id for each in kept(table, event("own"))] == ["own"]
