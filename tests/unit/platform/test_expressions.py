"""Writes as values, and what DynamoDB makes of them."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.platform.storage.conditions import Attr, Key
from chalicelib.platform.storage.expressions import Item, query_request, write_request
from chalicelib.platform.storage.keys import item_key
from chalicelib.platform.storage.table import Table
from chalicelib.platform.storage.writes import Check, Delete, Put, Update

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KEY = item_key("CALLBACK", "1")
BEFORE = {"state": "open", "n": 1, "names": ["a"], "note": "x"}

Change = Callable[..., Item]


@pytest.fixture
def table(dynamodb: "DynamoDBClient") -> Table:
    return Table(lambda: dynamodb, "frontdesk-test")


@pytest.fixture(params=["alone", "in a transaction"])
def change(request: pytest.FixtureRequest, table: Table) -> Change:
    """Make an item, change it, and give what it has then, without its key."""

    def changed(before: dict[str, Any], **how: Any) -> Item:
        if before:
            table.transact([Put({**KEY, **before})])
        update = Update(KEY, **how)
        if request.param == "alone":
            after = table.update(update)
        else:
            table.transact([update])
            found = table.get(KEY)
            assert found is not None
            after = found
        return {name: value for name, value in after.items() if name not in KEY}

    return changed


class TestPut:
    def test_an_item_is_stored_whole_and_what_is_none_is_left_out(self, table: Table) -> None:
        table.transact([Put({**KEY, "a": 1, "b": None, "c": ""})])
        assert table.get(KEY) == {**KEY, "a": 1, "c": ""}

    def test_what_was_there_before_is_gone(self, table: Table) -> None:
        table.transact([Put({**KEY, "a": 1})])
        table.transact([Put({**KEY, "b": 2})])
        assert table.get(KEY) == {**KEY, "b": 2}

    def test_a_message_of_4000_characters_of_any_script_comes_back_as_it_was(
        self, table: Table
    ) -> None:
        message = ("ü漢🙂\u202e\x00\n" * 1000)[:4000]
        table.transact([Put({**KEY, "message": message})])
        assert (table.get(KEY) or {})["message"] == message


class TestUpdate:
    def test_set_changes_what_it_names_and_leaves_the_rest(self, change: Change) -> None:
        assert change(BEFORE, set={"state": "closed"}) == {**BEFORE, "state": "closed"}

    def test_set_to_none_removes(self, change: Change) -> None:
        after = change(BEFORE, set={"note": None, "n": 2})
        assert after == {"state": "open", "n": 2, "names": ["a"]}

    def test_set_to_nothing_but_none_is_an_update_as_well(self, change: Change) -> None:
        assert "note" not in change(BEFORE, set={"note": None})

    def test_set_to_what_is_empty_or_false_is_not_to_remove(self, change: Change) -> None:
        after = change(BEFORE, set={"note": "", "n": 0, "names": [], "state": False})
        assert after == {"note": "", "n": 0, "names": [], "state": False}

    def test_keep_sets_only_what_is_not_there_yet(self, change: Change) -> None:
        after = change(BEFORE, keep={"state": "closed", "first_seen_at": "now"})
        assert after == {**BEFORE, "first_seen_at": "now"}

    def test_copy_takes_the_value_that_another_attribute_had_before(self, change: Change) -> None:
        after = change(BEFORE, copy={"was": "state"}, set={"state": "closed"})
        assert (after["was"], after["state"]) == ("open", "closed")

    def test_copy_or_takes_what_stands_beside_it_where_there_is_none(self, change: Change) -> None:
        asked = {"was": ("state", "new"), "held_by": ("claimed_by", "nobody")}
        after = change(BEFORE, copy_or=asked, set={"state": "closed"})
        assert (after["was"], after["held_by"]) == ("open", "nobody")

    def test_add_counts_from_what_is_there_or_from_nothing(self, change: Change) -> None:
        after = change(BEFORE, add={"n": 2, "merges": 1})
        assert (after["n"], after["merges"]) == (3, 1)

    def test_add_counts_down_as_well(self, change: Change) -> None:
        assert change(BEFORE, add={"n": -1})["n"] == 0

    def test_append_adds_to_the_end_of_a_list_or_begins_one(self, change: Change) -> None:
        after = change(BEFORE, append={"names": ["b", "c"], "claims": [{"by": "ana"}]})
        assert after["names"] == ["a", "b", "c"]
        assert after["claims"] == [{"by": "ana"}]

    def test_remove_takes_attributes_away_and_does_not_mind_their_absence(
        self, change: Change
    ) -> None:
        after = change(BEFORE, remove=("note", "never_there"))
        assert after == {"state": "open", "n": 1, "names": ["a"]}

    def test_all_at_once_on_one_item(self, change: Change) -> None:
        after = change(
            BEFORE,
            set={"state": "closed", "note": None},
            keep={"first": 1},
            copy={"was": "state"},
            copy_or={"then": ("never_there", "x")},
            add={"n": 1},
            append={"names": ["b"]},
            remove=("never_there",),
            only_if=Attr("state").eq("open") & Attr("n").lt(2),
        )
        assert after == {
            "state": "closed",
            "first": 1,
            "was": "open",
            "then": "x",
            "n": Decimal(2),
            "names": ["a", "b"],
        }

    def test_where_there_is_no_item_one_is_made(self, change: Change) -> None:
        after = change({}, set={"state": "open"}, keep={"first": 1}, append={"names": ["a"]})
        assert after == {"state": "open", "first": 1, "names": ["a"]}

    def test_names_that_dynamodb_keeps_for_itself_can_be_used(self, change: Change) -> None:
        after = change({}, set={"name": "a", "status": "b", "at": "c", "size": 1})
        assert after == {"name": "a", "status": "b", "at": "c", "size": 1}


class TestRequests:
    def test_a_condition_asks_for_the_item_that_stands_in_the_way(self) -> None:
        for write in (
            Put({**KEY}, Attr("pk").not_exists()),
            Update(KEY, set={"a": 1}, only_if=Attr("a").eq(0)),
            Delete(KEY, Attr("a").eq(0)),
            Check(KEY, Attr("a").eq(0)),
        ):
            _, request = write_request(write, "t")
            assert request["ReturnValuesOnConditionCheckFailure"] == "ALL_OLD"

    def test_an_unconditional_write_carries_no_condition(self) -> None:
        operation, request = write_request(Delete(KEY), "t")
        assert operation == "Delete"
        assert set(request) == {"TableName", "Key"}

    def test_values_never_stand_in_an_expression(self) -> None:
        """Whatever they are: they travel beside it, so no text can change what is done."""
        write = Update(KEY, set={"name": "Robin = :x"}, only_if=Attr("name").eq("Robin"))
        _, request = write_request(write, "t")
        assert "Robin" not in request["UpdateExpression"] + request["ConditionExpression"]

    def test_a_list_in_an_index_names_the_index_and_where_it_goes_on(self) -> None:
        start = {"pk": "a", "sk": "b", "due_pk": "c", "due_at": "d"}
        request = query_request("t", "due", Key("due_pk").eq("c"), 7, True, start)
        assert request["IndexName"] == "due"
        assert request["Limit"] == 7
        assert request["ScanIndexForward"] is False
        assert request["ExclusiveStartKey"]["due_at"] == {"S": "d"}
