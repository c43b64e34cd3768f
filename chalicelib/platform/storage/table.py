"""The one table: seven ways to speak to it, with its failures turned into the error tree."""

import hashlib
import json
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from botocore.exceptions import (
    ClientError,
    ConnectionError,  # noqa: A004  # the driver's, for what never reached the table
    HTTPClientError,
    IncompleteReadError,
)

from ..errors import RefusedError, UnavailableError
from ..whole_answers import is_no_verdict, mark_damaged_answers, whole
from .conditions import Condition
from .expressions import Item, from_attributes, query_request, to_attributes, write_request
from .keys import Key
from .writes import Put, Update, Write

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_BUSY = {
    "InternalServerError",
    "ItemCollectionSizeLimitExceededException",
    "LimitExceededException",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ServiceUnavailable",
    "ThrottlingException",
}
"""Error codes that say nothing of the request itself: the same one may pass in a moment."""

_IN_THE_WAY = {"TransactionConflictException", "TransactionInProgressException"}

_BUSY_REASONS = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}

_TRIES = 10
"""A write that lost to a transaction (which the SDK does not repeat) is sent this often."""

_MOST_AT_ONCE = 100
"""Items that one request may ask for by their keys."""

_LONGEST_PAUSE = 0.25
"""Seconds between two tries, at most; so all of them take less than two."""

Given = TypeVar("Given")


class _InTheWayError(Exception):
    """Other transactions touched the same items at the same time; nothing was done."""


class Page(NamedTuple):
    """One page of a query; ``next_start`` is where the next begins, None after the last."""

    items: list[Item]
    next_start: Item | None


class Table:
    """Frontdesk's DynamoDB table.

    Every method raises RefusedError when a condition did not hold, and UnavailableError when no
    whole and valid answer of the table came back: throttled, timed out, a 5xx, cut short, lost to
    other transactions too often. A write may then be done or not.
    ``pause`` waits between tries of a write, in seconds.
    """

    def __init__(
        self,
        make_client: Callable[[], "DynamoDBClient"],
        name: str,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._make_client = make_client
        self.name = name
        self._pause = pause

    @cached_property
    def client(self) -> "DynamoDBClient":
        """The low-level client, made at first use: not every call needs the table."""
        client = self._make_client()
        mark_damaged_answers(client)
        return client

    def get(self, key: Key) -> Item | None:
        """The item as it now stands (a strongly consistent read), or None."""
        with _failures_translated():
            answer = whole(
                self.client.get_item(
                    TableName=self.name, Key=to_attributes(key), ConsistentRead=True
                )
            )
        return from_attributes(answer["Item"]) if "Item" in answer else None

    def get_many(self, keys: Sequence[Key]) -> list[Item]:
        """Those of the items that there are, as they now stand, in the order of their keys.

        A hundred take one round trip.
        """
        found: dict[tuple[str, str], Item] = {}
        wanted = list({(key["pk"], key["sk"]): key for key in keys}.values())
        for first in range(0, len(wanted), _MOST_AT_ONCE):
            for item in self._got(wanted[first : first + _MOST_AT_ONCE]):
                found[item["pk"], item["sk"]] = item
        return [found[key["pk"], key["sk"]] for key in wanted if (key["pk"], key["sk"]) in found]

    def _got(self, keys: Sequence[Key]) -> Iterator[Item]:
        """The items of at most a hundred keys; what the table puts off is asked for again."""
        left: list[Any] = [to_attributes(key) for key in keys]
        for waited in range(_TRIES):
            asked: Any = {self.name: {"Keys": left, "ConsistentRead": True}}
            with _failures_translated():
                answer = whole(self.client.batch_get_item(RequestItems=asked), "Responses")
            yield from map(from_attributes, answer["Responses"].get(self.name, []))
            left = list(answer.get("UnprocessedKeys", {}).get(self.name, {}).get("Keys", []))
            if not left:
                return
            self._pause(min(_LONGEST_PAUSE, 0.02 * 2**waited))
        raise UnavailableError("The table puts off what is asked of it.")

    def query(
        self,
        condition: Condition,
        *,
        index: str | None = None,
        limit: int | None = None,
        newest_first: bool = False,
        start: Mapping[str, Any] | None = None,
    ) -> Page:
        """One page of the items that the key condition covers, in key order."""
        request = query_request(self.name, index, condition, limit, newest_first, start)
        with _failures_translated():
            answer = whole(self.client.query(**request), "Items")
        last = answer.get("LastEvaluatedKey")
        items = [from_attributes(item) for item in answer["Items"]]
        return Page(items, from_attributes(last) if last else None)

    def query_all(
        self, condition: Condition, *, index: str | None = None, page_size: int | None = None
    ) -> Iterator[Item]:
        """Every item that the key condition covers, read page by page as they are wanted."""
        start: Item | None = None
        while True:
            page = self.query(condition, index=index, limit=page_size, start=start)
            yield from page.items
            if page.next_start is None:
                return
            start = page.next_start

    def update(self, update: Update) -> Item:
        """Carry out one conditional update; the item as it now stands."""
        _, request = write_request(update, self.name)
        answer = self._written(
            lambda: whole(self.client.update_item(**request, ReturnValues="ALL_NEW"), "Attributes"),
            update,
        )
        return from_attributes(answer["Attributes"])

    def put(self, put: Put) -> None:
        """Store one item, if its condition holds."""
        _, request = write_request(put, self.name)
        self._written(lambda: whole(self.client.put_item(**request)), put)

    def transact(self, writes: Sequence[Write]) -> None:
        """Carry out all of ``writes`` or none.

        Its content is its identity (``ClientRequestToken``): when an answer is lost on the way
        and the driver sends the same again, it is carried out once.
        """
        actions = [dict([write_request(write, self.name)]) for write in writes]
        content = json.dumps(actions, sort_keys=True, default=str)
        token = hashlib.sha256(content.encode()).hexdigest()[:36]
        self._written(
            lambda: whole(
                self.client.transact_write_items(
                    TransactItems=actions,  # type: ignore[arg-type]  # built, not literal
                    ClientRequestToken=token,
                )
            ),
            *writes,
        )

    def _written(self, send: Callable[[], Given], *writes: Write) -> Given:
        """The answer to ``send``, sent again while other transactions are in the way."""
        attempt = 1
        while True:
            try:
                with _failures_translated(*writes):
                    return send()
            except _InTheWayError as lost:
                if attempt == _TRIES:
                    raise UnavailableError(str(lost)) from lost
                longest = min(0.02 * 2**attempt, _LONGEST_PAUSE)
                self._pause(random.uniform(0, longest))  # noqa: S311  # spreads, guards nothing
                attempt += 1


@contextmanager
def _failures_translated(*writes: Write) -> Iterator[None]:
    try:
        yield
    except ClientError as failure:
        if is_no_verdict(failure.response):
            raise UnavailableError("Our system didn't answer. Please try again.") from failure
        code = failure.response["Error"]["Code"]
        if code == "ConditionalCheckFailedException":
            raise RefusedError({writes[0].name: _old(failure.response)}) from failure
        if code == "TransactionCanceledException":
            raise _cancelled(failure.response, writes) from failure
        if code in _IN_THE_WAY:
            raise _InTheWayError("Other transactions were in the way.") from failure
        if code in _BUSY:
            raise UnavailableError("Our system is busy. Please try again.") from failure
        raise
    except (ConnectionError, HTTPClientError, IncompleteReadError) as failure:
        raise UnavailableError("Our system can't be reached. Please try again.") from failure


def _cancelled(response: Mapping[str, Any], writes: Sequence[Write]) -> Exception:
    """The meaning of a cancelled transaction: a refused condition, or others in the way.

    A refusal weighs more than a conflict: sent again, it would be refused again.
    """
    reasons = response.get("CancellationReasons", [])
    refusals = {
        write.name: _old(reason)
        for write, reason in zip(writes, reasons, strict=False)
        if reason.get("Code") == "ConditionalCheckFailed"
    }
    if refusals:
        return RefusedError(refusals)
    if any(reason.get("Code") in _BUSY_REASONS for reason in reasons):
        return _InTheWayError("Other transactions were in the way.")
    codes = sorted({str(reason.get("Code")) for reason in reasons})
    return RuntimeError(f"a transaction was cancelled: {', '.join(codes)}")


def _old(holder: Mapping[str, Any]) -> Item | None:
    return from_attributes(holder["Item"]) if holder.get("Item") else None
