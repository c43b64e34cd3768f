"""The table: what each failure of DynamoDB means to a room, and how lists are read."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
    ReadTimeoutError,
)

from chalicelib.platform.errors import RefusedError, UnavailableError
from chalicelib.platform.storage.conditions import Attr, Key
from chalicelib.platform.storage.keys import item_key, part_key
from chalicelib.platform.storage.table import Table
from chalicelib.platform.storage.writes import Check, Delete, Put, Update, Write
from tests.conftest import RoundTrips
from tests.unit.platform.scripted_client import cancelled, client_error, scripted

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KEY = item_key("CALLBACK", "1")
OTHER = item_key("CALLBACK", "2")
NEW = Attr("pk").not_exists()


@pytest.fixture
def table(dynamodb: "DynamoDBClient") -> Table:
    return Table(lambda: dynamodb, "frontdesk-test", pause=lambda _seconds: None)


def put(key: dict[str, str], name: str = "", only_if: Any = None, **attributes: Any) -> Put:
    return Put({**key, **attributes}, only_if, name)


class TestReading:
    def test_an_item_comes_back_as_it_was_stored(self, table: Table) -> None:
        table.transact([put(KEY, name="", text="ü🙂", n=3, flag=True, parts=["a", {"b": "c"}])])
        assert table.get(KEY) == {
            **KEY,
            "text": "ü🙂",
            "n": Decimal(3),
            "flag": True,
            "parts": ["a", {"b": "c"}],
        }

    def test_where_there_is_nothing_there_is_none(self, table: Table) -> None:
        assert table.get(KEY) is None

    def test_items_and_base_table_lists_are_read_as_they_now_stand(self) -> None:
        """An index can only be read as it lately stood."""
        told = scripted({"Items": []})
        told.table.get(KEY)
        told.table.query(Key("pk").eq("x"))
        told.table.query(Key("due_pk").eq("x"), index="due")
        assert [request["ConsistentRead"] for request in told.requests()] == [True, True, False]

    def test_the_client_is_made_when_it_is_first_wanted(self) -> None:
        made: list[str] = []
        told = scripted({})

        def make() -> Any:
            made.append("once")
            return told.client

        table = Table(make, "t")
        assert made == []
        table.get(KEY)
        table.get(KEY)
        assert made == ["once"]


def fill(table: Table, count: int) -> None:
    for number in range(count):
        table.transact([Put({**part_key("POINT", "1", f"PART#{number:02}"), "n": number})])


def numbers(items: list[dict[str, Any]]) -> list[int]:
    return [int(item["n"]) for item in items]


class TestLists:
    PARTS = Key("pk").eq("POINT#1") & Key("sk").begins_with("PART#")

    def test_a_list_is_in_key_order_or_backwards(self, table: Table) -> None:
        fill(table, 3)
        assert numbers(table.query(self.PARTS).items) == [0, 1, 2]
        assert numbers(table.query(self.PARTS, newest_first=True).items) == [2, 1, 0]

    def test_a_page_tells_where_the_next_begins_and_the_last_tells_nothing(
        self, table: Table
    ) -> None:
        fill(table, 5)
        first = table.query(self.PARTS, limit=3)
        assert numbers(first.items) == [0, 1, 2]
        second = table.query(self.PARTS, limit=3, start=first.next_start)
        assert numbers(second.items) == [3, 4]
        assert second.next_start is None

    def test_all_of_a_list_is_read_page_by_page(
        self, table: Table, round_trips: RoundTrips
    ) -> None:
        fill(table, 5)
        round_trips.sent.clear()
        assert numbers(list(table.query_all(self.PARTS, page_size=2))) == [0, 1, 2, 3, 4]
        assert round_trips.sent == ["Query", "Query", "Query"]

    def test_pages_are_read_only_as_they_are_wanted(
        self, table: Table, round_trips: RoundTrips
    ) -> None:
        fill(table, 5)
        round_trips.sent.clear()
        assert next(table.query_all(self.PARTS, page_size=2))["n"] == 0
        assert round_trips.sent == ["Query"]

    def test_an_empty_page_in_the_middle_does_not_end_a_list(self) -> None:
        """DynamoDB may answer with no items and a place to go on from."""
        item = {"n": {"N": "1"}}
        told = scripted(
            {"Items": [], "LastEvaluatedKey": {"pk": {"S": "a"}, "sk": {"S": "b"}}},
            {"Items": [item]},
        )
        assert numbers(list(told.table.query_all(self.PARTS))) == [1]
        assert told.requests()[1]["ExclusiveStartKey"] == {"pk": {"S": "a"}, "sk": {"S": "b"}}


class TestReadingMany:
    def test_items_come_in_the_order_of_their_keys_and_what_is_missing_is_passed_over(
        self, table: Table
    ) -> None:
        keys = [item_key("CALLBACK", f"{number:03}") for number in range(105)]
        for key in keys[:104]:
            table.put(put(key, n=1))
        wanted = [*reversed(keys), keys[0]]
        assert [item["pk"] for item in table.get_many(wanted)] == [
            key["pk"] for key in reversed(keys[:104])
        ]

    def test_of_nothing_nothing_is_asked(self, table: Table, round_trips: RoundTrips) -> None:
        assert table.get_many([]) == []

    def test_what_the_table_puts_off_is_asked_for_again(self) -> None:
        keys = [{"pk": {"S": "CALLBACK#1"}, "sk": {"S": "CALLBACK"}}]
        told = scripted(
            {"Responses": {}, "UnprocessedKeys": {"t": {"Keys": keys}}},
            {"Responses": {"t": keys}},
        )
        assert told.table.get_many([KEY]) == [KEY]
        assert len(told.requests()) == 2

    def test_what_it_puts_off_for_ever_is_not_called_missing(self) -> None:
        keys = [{"pk": {"S": "CALLBACK#1"}, "sk": {"S": "CALLBACK"}}]
        put_off = {"Responses": {}, "UnprocessedKeys": {"t": {"Keys": keys}}}
        told = scripted(*[put_off] * 10)
        with pytest.raises(UnavailableError):
            told.table.get_many([KEY])


class TestRefusals:
    def test_a_refused_update_is_named_and_brings_the_item_that_stood_in_the_way(
        self, table: Table
    ) -> None:
        table.transact([put(KEY, state="closed", fence=4)])
        claim = Update(
            KEY, set={"state": "claimed"}, only_if=Attr("state").eq("open"), name="claim"
        )
        with pytest.raises(RefusedError) as refused:
            table.update(claim)
        assert refused.value.refused("claim")
        assert refused.value.old("claim") == {**KEY, "state": "closed", "fence": 4}

    def test_where_nothing_stood_there_is_no_old_item(self, table: Table) -> None:
        with pytest.raises(RefusedError) as refused:
            table.update(Update(KEY, set={"a": 1}, only_if=Attr("pk").exists(), name="claim"))
        assert refused.value.refused("claim")
        assert refused.value.old("claim") is None
        assert table.get(KEY) is None

    def test_in_a_transaction_only_the_refused_writes_are_named(self, table: Table) -> None:
        table.transact([put(KEY, by="ana"), put(OTHER, by="ben")])
        writes: list[Write] = [
            put(item_key("CALLBACK", "3"), "free", NEW),
            put(KEY, "first", NEW),
            Update(OTHER, set={"by": "x"}, only_if=NEW, name="second"),
        ]
        with pytest.raises(RefusedError) as refused:
            table.transact(writes)
        assert not refused.value.refused("free")
        assert refused.value.old("first") == {**KEY, "by": "ana"}
        assert refused.value.old("second") == {**OTHER, "by": "ben"}

    def test_of_a_refused_transaction_nothing_is_done(self, table: Table) -> None:
        table.transact([put(KEY, by="ana")])
        with pytest.raises(RefusedError):
            table.transact([put(OTHER), put(KEY, "first", NEW)])
        assert table.get(OTHER) is None

    def test_a_check_and_a_delete_can_be_refused_as_well(self, table: Table) -> None:
        table.transact([put(KEY, by="ana")])
        writes: list[Write] = [
            Check(OTHER, Attr("pk").exists(), name="check"),
            Delete(KEY, only_if=Attr("by").eq("ben"), name="delete"),
        ]
        with pytest.raises(RefusedError) as refused:
            table.transact(writes)
        assert refused.value.refused("check")
        assert refused.value.old("check") is None
        assert refused.value.old("delete") == {**KEY, "by": "ana"}
        assert table.get(KEY) is not None

    def test_a_refusal_is_final_and_not_tried_again(
        self, table: Table, round_trips: RoundTrips
    ) -> None:
        table.transact([put(KEY)])
        round_trips.sent.clear()
        with pytest.raises(RefusedError):
            table.transact([put(KEY, "first", NEW)])
        assert round_trips.sent == ["TransactWriteItems"]

    def test_a_refusal_weighs_more_than_a_conflict(self) -> None:
        """Sent again, it would be refused again."""
        item = {"by": {"S": "ana"}}
        told = scripted(cancelled("TransactionConflict", "ConditionalCheckFailed", items={1: item}))
        with pytest.raises(RefusedError) as refused:
            told.table.transact([put(KEY, "busy", NEW), put(OTHER, "taken", NEW)])
        assert dict(refused.value.refusals) == {"taken": {"by": "ana"}}
        assert len(told.requests()) == 1

    def test_the_message_of_a_refusal_holds_nothing_of_the_item(self, table: Table) -> None:
        table.transact([put(KEY, by="Robin Example")])
        with pytest.raises(RefusedError) as refused:
            table.transact([put(KEY, "first", NEW)])
        assert "Robin" not in str(refused.value)


class TestOtherTransactionsInTheWay:
    def test_a_transaction_that_lost_to_another_is_sent_again(self) -> None:
        told = scripted(cancelled("None", "TransactionConflict"), cancelled("ThrottlingError"), {})
        told.table.transact([put(KEY), put(OTHER)])
        assert len(told.requests()) == 3

    def test_each_time_it_is_the_same_transaction_to_dynamodb(self) -> None:
        """By its token: if the first did pass and only its answer was lost, it is done once."""
        told = scripted(cancelled("TransactionConflict"), cancelled("TransactionConflict"), {})
        told.table.transact([put(KEY, n=1)])
        first, second, third = told.requests()
        assert first == second == third
        assert 1 <= len(first["ClientRequestToken"]) <= 36

    def test_another_transaction_has_another_token(self) -> None:
        told = scripted({})
        for writes in ([put(KEY, n=1)], [put(KEY, n=2)], [put(OTHER, n=1)], [put(KEY, n=1)]):
            told.table.transact(writes)
        one, two, three, again = (request["ClientRequestToken"] for request in told.requests())
        assert len({one, two, three}) == 3
        assert one == again

    def test_it_is_given_up_after_a_few_tries(self) -> None:
        told = scripted(cancelled("TransactionConflict"))
        with pytest.raises(UnavailableError):
            told.table.transact([put(KEY)])
        assert len(told.requests()) == 10

    def test_between_tries_it_waits_a_little_and_never_long(self) -> None:
        told = scripted(cancelled("TransactionConflict"))
        with pytest.raises(UnavailableError):
            told.table.transact([put(KEY)])
        assert len(told.waits) == 9
        assert all(0 <= wait <= 1 for wait in told.waits)
        assert sum(told.waits) < 2

    def test_a_single_update_that_met_a_transaction_is_sent_again_too(self) -> None:
        told = scripted(client_error("TransactionConflictException"), {"Attributes": {}})
        assert told.table.update(Update(KEY, set={"a": 1})) == {}
        assert len(told.requests()) == 2

    def test_and_given_up_after_a_few_tries(self) -> None:
        told = scripted(client_error("TransactionConflictException"))
        with pytest.raises(UnavailableError):
            told.table.update(Update(KEY, set={"a": 1}))
        assert len(told.requests()) == 10


Call = Callable[[Table], Any]

CALLS: dict[str, Call] = {
    "get": lambda table: table.get(KEY),
    "query": lambda table: table.query(Key("pk").eq("x")),
    "query all": lambda table: list(table.query_all(Key("pk").eq("x"))),
    "update": lambda table: table.update(Update(KEY, set={"a": 1})),
    "transact": lambda table: table.transact([Put(KEY)]),
}

every_call = pytest.mark.parametrize("call", CALLS.values(), ids=list(CALLS))


class TestNotNow:
    @every_call
    @pytest.mark.parametrize(
        "code",
        [
            "ProvisionedThroughputExceededException",
            "ThrottlingException",
            "RequestLimitExceeded",
            "InternalServerError",
            "ServiceUnavailable",
        ],
    )
    def test_a_table_that_is_busy_is_unavailable(self, call: Call, code: str) -> None:
        with pytest.raises(UnavailableError) as unavailable:
            call(scripted(client_error(code)).table)
        assert isinstance(unavailable.value.__cause__, ClientError)
        assert "item's own text" not in str(unavailable.value)

    @every_call
    @pytest.mark.parametrize(
        "failure",
        [
            ReadTimeoutError(endpoint_url="https://table.example"),
            ConnectTimeoutError(endpoint_url="https://table.example"),
            EndpointConnectionError(endpoint_url="https://table.example"),
            ConnectionClosedError(endpoint_url="https://table.example"),
        ],
        ids=lambda failure: type(failure).__name__,
    )
    def test_a_table_that_does_not_answer_is_unavailable(
        self, call: Call, failure: Exception
    ) -> None:
        with pytest.raises(UnavailableError):
            call(scripted(failure).table)


class TestOurOwnFaults:
    @every_call
    @pytest.mark.parametrize(
        "failure",
        [
            client_error("ValidationException"),
            client_error("AccessDeniedException"),
            client_error("ResourceNotFoundException"),
            ParamValidationError(report="an empty key"),
            NoCredentialsError(),
        ],
        ids=["validation", "denied", "no table", "parameters", "no credentials"],
    )
    def test_a_failure_that_would_come_again_is_not_called_busy(
        self, call: Call, failure: Exception
    ) -> None:
        """Told "try again", callers would, for ever, and nobody would be told."""
        with pytest.raises(type(failure)):
            call(scripted(failure).table)

    def test_a_transaction_cancelled_for_another_reason_is_one_and_says_which(self) -> None:
        with pytest.raises(RuntimeError, match="ValidationError"):
            scripted(cancelled("None", "ValidationError")).table.transact([put(KEY), put(OTHER)])


def test_an_update_gives_back_the_item_as_it_now_stands(table: Table) -> None:
    table.transact([put(KEY, n=1, by="ana")])
    update = Update(KEY, add={"n": 2}, only_if=Attr("by").eq("ana"))
    assert table.update(update) == {**KEY, "n": 3, "by": "ana"}
    again = replace(update, only_if=Attr("n").eq(3))
    assert table.update(again)["n"] == 5
