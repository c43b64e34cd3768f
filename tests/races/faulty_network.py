"""What happens between the application and the table: counted, contended, or lost on the way."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError, ReadTimeoutError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


_A_WRITE = 0.01
"""Seconds that DynamoDB takes for a transaction."""


@dataclass
class Capacity:
    """Has every request tell what it consumed, and keeps it by operation, in capacity units."""

    units: Counter[str] = field(default_factory=Counter)

    def watch(self, client: "DynamoDBClient") -> None:
        """From now on."""
        for operation in ("GetItem", "PutItem", "Query", "TransactWriteItems", "UpdateItem"):
            client.meta.events.register(f"provide-client-params.dynamodb.{operation}", _asking)
            client.meta.events.register(f"after-call.dynamodb.{operation}", self._note)

    def _note(self, parsed: dict[str, Any], model: Any, **_: Any) -> None:
        consumed = parsed.get("ConsumedCapacity", [])
        for part in consumed if isinstance(consumed, list) else [consumed]:
            self.units[model.name] += part["CapacityUnits"]


def _asking(params: dict[str, Any], **_: Any) -> dict[str, Any]:
    return {**params, "ReturnConsumedCapacity": "TOTAL"}


class LastLook(threading.local):
    """What each thread saw when it last looked at the queue, over all pages of the look."""

    crises_waited = False
    _at_queue = False

    def watch(self, client: "DynamoDBClient") -> None:
        """From now on."""
        client.meta.events.register("provide-client-params.dynamodb.Query", self._begin)
        client.meta.events.register("after-call.dynamodb.Query", self._note)

    def _begin(self, params: dict[str, Any], **_: Any) -> None:
        self._at_queue = "IndexName" in params
        if self._at_queue and "ExclusiveStartKey" not in params:
            self.crises_waited = False

    def _note(self, parsed: dict[str, Any], **_: Any) -> None:
        if not self._at_queue:
            return
        places = (item["due_at"]["S"] for item in parsed["Items"])
        self.crises_waited |= any(place.startswith("1-crisis") for place in places)


@dataclass
class Refusals:
    """Counts the writes that were tried, and those of them that a condition refused."""

    tried: int = 0
    refused: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def watch(self, client: "DynamoDBClient", operation: str) -> None:
        """Count one operation of the client from now on."""
        client.meta.events.register(f"after-call.dynamodb.{operation}", self._note)

    def _note(self, http_response: Any, **_: Any) -> None:
        with self._lock:
            self.tried += 1
            self.refused += http_response.status_code == 400


class Claims(threading.local):
    """Tells each thread whether the transaction that it is about to send claims a callback."""

    is_one = False

    def watch(self, client: "DynamoDBClient") -> None:
        """From now on."""
        client.meta.events.register("provide-client-params.dynamodb.TransactWriteItems", self._see)

    def _see(self, params: dict[str, Any], **_: Any) -> None:
        updates = (action.get("Update", {}) for action in params["TransactItems"])
        names = (update.get("ExpressionAttributeNames", {}).values() for update in updates)
        self.is_one = any({"fence", "claims"} <= set(each) for each in names)


class ClaimRefusals(Refusals):
    """Counts the claims that were tried, and those of them that were refused."""

    def watch_claims(self, client: "DynamoDBClient") -> None:
        """From now on."""
        self._claims = Claims()
        self._claims.watch(client)
        self.watch(client, "TransactWriteItems")

    def _note(self, http_response: Any, **more: Any) -> None:
        if self._claims.is_one:
            super()._note(http_response, **more)


class LostAnswers:
    """Carries writes out, and loses the news of the next few: the sender sees a timeout."""

    def __init__(self, client: "DynamoDBClient") -> None:
        self._session = client._endpoint.http_session
        client._endpoint.http_session = self
        self.to_lose = 0
        self.lost = 0

    def send(self, request: Any) -> Any:
        """What the driver sends each request through."""
        answer = self._session.send(request)
        writes = not request.headers["X-Amz-Target"].endswith((b"Query", b"GetItem"))
        if not (writes and self.to_lose and answer.status_code == 200):
            return answer
        self.to_lose -= 1
        self.lost += 1
        raise ReadTimeoutError(endpoint_url=request.url)

    def close(self) -> None:
        """As the driver's own."""
        self._session.close()


class LaggingIndex:
    """Answers every query of an index with what the last one before was told, as it may a while."""

    def __init__(self, client: "DynamoDBClient") -> None:
        self._session = client._endpoint.http_session
        client._endpoint.http_session = self
        self._told: Any = None
        self.lags = False

    def send(self, request: Any) -> Any:
        """What the driver sends each request through."""
        asks_index = b"IndexName" in (request.body or b"")
        if not (request.headers["X-Amz-Target"].endswith(b"Query") and asks_index):
            return self._session.send(request)
        if not self.lags:
            self._told = self._session.send(request)
        return self._told

    def close(self) -> None:
        """As the driver's own."""
        self._session.close()


class Contended:
    """A client of a table on which two writes that touch one item at one time get in conflict.

    DynamoDB cancels the later of the two; DynamoDB Local makes it wait, so this stands in for it.

    Whoever lost waits by a clock of its own (``pause``), on which a write takes as long as at
    Amazon, however busy this machine is; it goes on with each write that ends, and where none is
    under way, to when the next of those who wait is to go on.
    """

    def __init__(self, client: "DynamoDBClient") -> None:
        self._client = client
        self._changed = threading.Condition()
        self._touched: Counter[str] = Counter()
        self._now = 0.0
        self._waiting: list[float] = []
        self._awake: set[int] = set()
        """Threads that have waited, and are about to send."""
        self.conflicts = 0

    def pause(self, seconds: float) -> None:
        """Wait so long."""
        with self._changed:
            until = self._now + seconds
            self._waiting.append(until)
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._is_up(until))
            self._waiting.remove(until)
            self._now = max(self._now, until)
            self._awake.add(threading.get_ident())

    def _is_up(self, until: float) -> bool:
        is_idle = not self._awake and not +self._touched
        return self._now >= until or (is_idle and until == min(self._waiting))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def transact_write_items(self, **request: Any) -> Any:
        keys = [_key(part) for action in request["TransactItems"] for part in action.values()]
        with self._touching(keys) as in_the_way:
            if in_the_way:
                reasons = [
                    {"Code": "TransactionConflict" if key in in_the_way else "None"} for key in keys
                ]
                answer = {
                    "Error": {"Code": "TransactionCanceledException", "Message": "cancelled"},
                    "CancellationReasons": reasons,
                }
                raise ClientError(answer, "TransactWriteItems")
            return self._client.transact_write_items(**request)

    def update_item(self, **request: Any) -> Any:
        with self._touching([_key(request)]) as in_the_way:
            if in_the_way:
                error = {"Code": "TransactionConflictException", "Message": "in conflict"}
                raise ClientError({"Error": error}, "UpdateItem")
            return self._client.update_item(**request)

    @contextmanager
    def _touching(self, keys: list[str]) -> Iterator[set[str]]:
        with self._changed:
            self._awake.discard(threading.get_ident())
            in_the_way = {key for key in keys if self._touched[key]}
            self._touched.update(() if in_the_way else keys)
            self.conflicts += bool(in_the_way)
        try:
            yield in_the_way
        finally:
            with self._changed:
                self._touched.subtract(() if in_the_way else keys)
                self._now += 0 if in_the_way else _A_WRITE
                self._changed.notify_all()


def _key(part: dict[str, Any]) -> str:
    key = part.get("Key") or part["Item"]
    return f"{key['pk']['S']} {key['sk']['S']}"
