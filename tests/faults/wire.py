"""Between the driver and the table: one fault, at one call of one request, and turns for a few.

It stands where the driver hands a request to its connection, so everything above that is the
product's own: the driver's parsing and its repeats, and what the rooms make of both.
"""

import hashlib
import json
import threading
from binascii import crc32
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from random import Random
from typing import TYPE_CHECKING, Any

from botocore.awsrequest import AWSResponse
from botocore.exceptions import EndpointConnectionError, ReadTimeoutError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

WRITES = {"PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems"}


class Fault(Enum):
    """What can happen to a call on its way to the table, or on its way back."""

    CUT_BEFORE = "cut before"
    CUT_AFTER = "cut after"
    HALF = "half an answer"
    ERROR_BEFORE = "500 before"
    ERROR_AFTER = "500 after"
    THROTTLED = "throttle"
    CONFLICT = "conflict"
    IN_PROGRESS = "in progress"
    KILLED = "killed after"
    DRIVER_REPEATS = "driver repeats"

    @property
    def stops_everything(self) -> bool:
        """True when nothing that the request sends afterwards arrives either."""
        return self is Fault.KILLED

    def can_befall(self, operation: str) -> bool:
        """True where DynamoDB could answer so: nobody is in the way of a read."""
        if self in (Fault.CONFLICT, Fault.DRIVER_REPEATS, Fault.KILLED):
            return operation in WRITES
        return self is not Fault.IN_PROGRESS or operation == "TransactWriteItems"


class _Raw:
    def __init__(self, body: bytes) -> None:
        self._body = body

    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self._body


def _answer(status: int, content: object, url: str) -> AWSResponse:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    headers = {"x-amz-crc32": str(crc32(body)), "content-length": str(len(body))}
    return AWSResponse(url, status, headers, _Raw(body))


def _error(kind: str, url: str, **more: object) -> AWSResponse:
    name = f"com.amazonaws.dynamodb.v20120810#{kind}"
    return _answer(400, {"__type": name, "message": "not now", **more}, url)


@dataclass
class Turns:
    """Lets threads send in turn. Going round, all read before any writes, where they are alike."""

    waiting: list[int]
    luck: Random | None = None
    """Draws whose turn is next; without it, they go round."""
    overtaken_at: int = 0
    """After so many calls of the first, the next one does all of its own; 0 for never."""
    _passed: int = 0
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def wait(self) -> None:
        """Until it is the caller's turn; a thread that is none of them does not wait."""
        me = threading.get_ident()
        with self._changed:
            self._changed.wait_for(lambda: me not in self.waiting or self.waiting[0] == me, 30)

    def passed(self) -> None:
        """The caller has sent: the next one's turn."""
        me = threading.get_ident()
        with self._changed:
            if me in self.waiting:
                self._next()
            self._changed.notify_all()

    def _next(self) -> None:
        self._passed += 1
        if self.overtaken_at and self._passed != self.overtaken_at:
            return
        if self.luck:
            self.luck.shuffle(self.waiting)
        else:
            self.waiting.append(self.waiting.pop(0))

    def leave(self) -> None:
        """The caller sends nothing more."""
        with self._changed:
            self.waiting.remove(threading.get_ident())
            self._changed.notify_all()


class Wire:
    """What clients send through. Faultless until told otherwise; counts and names what is sent."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.befell = ""
        """The operation that the fault befell, once it has."""
        self.turns: Turns | None = None
        self._fault: Fault | None = None
        self._at = 0
        self._cell = b""
        self._lock = threading.Lock()

    def carry(self, client: "DynamoDBClient") -> "DynamoDBClient":
        """Have this client send through here."""
        endpoint: Any = client
        endpoint._endpoint.http_session = _Session(self, endpoint._endpoint.http_session)
        return client

    def begin(self, cell: str, fault: Fault | None = None, at: int = 0) -> None:
        """Count anew, and let ``fault`` befall call number ``at``, from 1.

        Transactions of one cell are no repeats of another's to the engine, which keeps tokens.
        """
        self.sent, self.befell = [], ""
        self._fault, self._at = fault, at
        self._cell = cell.encode()

    def heal(self) -> None:
        """No fault from now on."""
        self._fault = None

    def send(self, session: Any, request: Any) -> Any:
        """One call."""
        operation = request.headers["X-Amz-Target"].decode().rpartition(".")[2]
        self._make_own(request)
        turns = self.turns
        if turns:
            turns.wait()
        try:
            return self._sent(session, request, operation)
        finally:
            if turns:
                turns.passed()

    def _sent(self, session: Any, request: Any, operation: str) -> Any:
        with self._lock:
            self.sent.append(operation)
            number = len(self.sent)
            fault = self._fault
            hit = number == self._at or (fault and fault.stops_everything and number > self._at)
            if number == self._at and fault:
                self.befell = operation
        if not fault or not hit:
            return session.send(request)
        if fault.stops_everything and number > self._at:
            raise EndpointConnectionError(endpoint_url=request.url)
        return _befall(fault, session, request, operation)

    def _make_own(self, request: Any) -> None:
        """Give a transaction a token of this cell's own, of the same length."""
        mark = b'"ClientRequestToken": "'
        head, found, rest = bytes(request.body).partition(mark)
        if found:
            token, quote, tail = rest.partition(b'"')
            own = hashlib.sha256(token + self._cell).hexdigest()[: len(token)].encode()
            request.body = head + found + own + quote + tail


class _Session:
    """One client's own connections, behind the wire."""

    def __init__(self, wire: Wire, session: Any) -> None:
        self._wire = wire
        self._session = session

    def send(self, request: Any) -> Any:
        """What the driver sends each request through."""
        return self._wire.send(self._session, request)

    def close(self) -> None:
        """As the driver's own."""
        self._session.close()


def _befall(fault: Fault, session: Any, request: Any, operation: str) -> Any:
    url = request.url
    match fault:
        case Fault.CUT_BEFORE:
            raise EndpointConnectionError(endpoint_url=url)
        case Fault.ERROR_BEFORE:
            return _answer(500, {"__type": "InternalServerError", "message": "not now"}, url)
        case Fault.THROTTLED:
            return _error("ProvisionedThroughputExceededException", url)
        case Fault.CONFLICT if operation == "TransactWriteItems":
            return _error(
                "TransactionCanceledException", url, CancellationReasons=_reasons(request)
            )
        case Fault.CONFLICT:
            return _error("TransactionConflictException", url)
    answer = session.send(request)
    if fault is Fault.IN_PROGRESS:
        return _error("TransactionInProgressException", url)
    if fault is Fault.ERROR_AFTER:
        return AWSResponse(url, 502, {}, _Raw(b"<html><body>Bad Gateway</body></html>"))
    if fault is Fault.HALF:
        whole = answer.content
        return AWSResponse(url, answer.status_code, answer.headers, _Raw(whole[: len(whole) // 2]))
    raise ReadTimeoutError(endpoint_url=url)


def _reasons(request: Any) -> list[dict[str, str]]:
    count = len(json.loads(request.body)["TransactItems"])
    return [{"Code": "TransactionConflict"}, *({"Code": "None"} for _ in range(count - 1))]
