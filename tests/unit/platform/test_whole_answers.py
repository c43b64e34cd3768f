"""Answers that did not arrive whole, sent over a socket to Amazon's own driver."""

import itertools
import json
import threading
from binascii import crc32
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import botocore.session
import pytest
from botocore.config import Config

from chalicelib.platform.cognito import PoolRefusedError, StaffPool
from chalicelib.platform.errors import RefusedError, UnavailableError
from chalicelib.platform.storage.conditions import Key
from chalicelib.platform.storage.keys import item_key
from chalicelib.platform.storage.table import Table
from chalicelib.platform.storage.writes import Put, Update

KEY = item_key("CALLBACK", "1")

HTML = b"<html><body><h1>502 Bad Gateway</h1></body></html>"
ITEM = {"pk": {"S": "CALLBACK#1"}, "sk": {"S": "CALLBACK"}, "name": {"S": "a name"}}


@dataclass(frozen=True)
class Answer:
    """Bytes that a server sends, under headers that need not be true."""

    status: int
    body: bytes = b""
    checksum: str | None = None
    length: int | None = None


@dataclass
class Server:
    """Gives its answers in order, the last one for ever."""

    url: str = ""
    answers: list[Answer] = field(default_factory=list)
    asked: int = 0

    def next_answer(self) -> Answer:
        self.asked += 1
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def told(content: object, *, status: int = 200) -> Answer:
    """What DynamoDB sends."""
    body = json.dumps(content).encode()
    return Answer(status, body, str(crc32(body)))


@contextmanager
def listening(server: Server) -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            answer = server.next_answer()
            self.send_response(answer.status)
            length = len(answer.body) if answer.length is None else answer.length
            self.send_header("Content-Length", str(length))
            self.send_header("Connection", "close")
            if answer.checksum is not None:
                self.send_header("x-amz-crc32", answer.checksum)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: Any) -> None:
            pass

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{listener.server_port}"
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown()
        thread.join()
        listener.server_close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Server]:
    with listening(Server()) as server:
        yield server


@pytest.fixture
def server(listener: Server) -> Server:
    """The server of all of these, as if nobody had asked it yet."""
    listener.asked = 0
    return listener


def client(server: Server, service: str, sends: int = 1) -> Any:
    """Amazon's own driver, which sends everything so many times."""
    config = Config(retries={"mode": "standard", "total_max_attempts": sends})
    return botocore.session.Session().create_client(
        service,
        region_name="us-east-1",
        endpoint_url=server.url,
        config=config,
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )


@pytest.fixture(scope="module")
def table(listener: Server) -> Table:
    return Table(lambda: client(listener, "dynamodb"), "t", pause=lambda _seconds: None)


@pytest.fixture(scope="module")
def pool(listener: Server) -> StaffPool:
    return StaffPool(lambda: client(listener, "cognito-idp"), "client")


CALLS: dict[str, Callable[[Table], Any]] = {
    "get": lambda table: table.get(KEY),
    "query": lambda table: table.query(Key("pk").eq("x")),
    "update": lambda table: table.update(Update(KEY, set={"a": 1})),
    "put": lambda table: table.put(Put(KEY)),
    "transact": lambda table: table.transact([Put(KEY)]),
}

NO_VERDICT: dict[str, Answer] = {
    "an empty 500": Answer(500),
    "a page of HTML with 502": Answer(502, HTML),
    "an empty 503": Answer(503),
    "a 501 in words that nobody knows": told({"__type": "NeverHeardOfIt"}, status=501),
    "a 500 that is a list": Answer(500, b"[]"),
    "a 500 that is no text": Answer(500, b"\xff\xfe"),
    "a page of HTML with 403": Answer(403, HTML),
    "a 400 that is empty": Answer(400),
    "an error that was cut short": Answer(400, b'{"__type": "ConditionalCheckFai'),
    "a redirect": Answer(302, HTML),
    "a 200 that is empty": Answer(200),
    "a 200 with a page of HTML": Answer(200, HTML),
    "a 200 that is no text": Answer(200, b"\xff\xfe"),
    "a 200 that is a list": Answer(200, b"[]"),
    "a 200 that is a text": Answer(200, b'"{}"'),
    "a 200 cut short": Answer(200, b'{"Item": {"pk": {"S": "CALL'),
    "a 200 shorter than it says": Answer(200, b"{}", length=40),
    "a 200 cut where it still reads": Answer(200, b"{}", checksum=str(crc32(b"{} ")), length=3),
    "a 200 with another checksum": Answer(200, b"{}", checksum="17"),
    "a 200 with a checksum that is none": Answer(200, b"{}", checksum="x"),
    "an item that is a text": Answer(200, b'{"Item": "x", "Items": "x", "Attributes": "x"}'),
    "items that are no items": Answer(
        200, b'{"Items": [1], "Item": {"a": {}}, "Attributes": {"a": {"S": 1}}}'
    ),
}
UNREAD_BY_WRITES = {"an item that is a text", "items that are no items"}
"""A put and a transaction look for none in their answer."""

TO_THE_TABLE = [
    (call, name)
    for call, name in itertools.product(CALLS, NO_VERDICT)
    if not (call in ("put", "transact") and name in UNREAD_BY_WRITES)
]


@pytest.mark.parametrize(("call", "name"), TO_THE_TABLE)
def test_what_is_no_whole_answer_of_the_table_is_unavailable(
    server: Server, table: Table, call: str, name: str
) -> None:
    server.answers = [NO_VERDICT[name]]
    with pytest.raises(UnavailableError):
        CALLS[call](table)


@pytest.mark.parametrize(
    ("call", "missing"),
    [("query", {"Count": 0}), ("update", {})],
    ids=["a query without items", "an update without the item"],
)
def test_an_answer_that_lacks_what_was_asked_for_is_unavailable(
    server: Server, table: Table, call: str, missing: dict[str, Any]
) -> None:
    server.answers = [told(missing)]
    with pytest.raises(UnavailableError):
        CALLS[call](table)


def test_whole_answers_are_believed_with_a_checksum_and_without(
    server: Server, table: Table
) -> None:
    for answer in (told({"Item": ITEM}), Answer(200, json.dumps({"Item": ITEM}).encode())):
        server.answers = [answer]
        assert table.get(KEY) == {"pk": "CALLBACK#1", "sk": "CALLBACK", "name": "a name"}
    for answer in (told({}), Answer(200, b"{}")):
        server.answers = [answer]
        assert table.get(KEY) is None


def test_a_refusal_that_arrives_whole_is_one(server: Server, table: Table) -> None:
    refusal = {"__type": "com.amazonaws#ConditionalCheckFailedException", "Item": ITEM}
    server.answers = [told(refusal, status=400)]
    with pytest.raises(RefusedError):
        table.put(Put(KEY, name="new"))


def test_the_driver_sends_again_what_came_back_with_an_error_or_damaged(
    server: Server,
) -> None:
    table = Table(lambda: client(server, "dynamodb", sends=3), "t")
    server.answers = [
        Answer(500, HTML),
        Answer(200, b'{"Item": {"pk', checksum="17"),
        told({"Item": ITEM}),
    ]
    item = table.get(KEY)
    assert item is not None
    assert item["name"] == "a name"
    assert server.asked == 3


POOL_CALLS: dict[str, Callable[[StaffPool], Any]] = {
    "sign in": lambda pool: pool.sign_in("a@clinic.example", "password"),
    "answer": lambda pool: pool.answer("SOFTWARE_TOKEN_MFA", "s" * 20, "a", {"X": "123456"}),
    "new authenticator": lambda pool: pool.new_authenticator("s" * 20),
    "verify authenticator": lambda pool: pool.verify_authenticator("s" * 20, "123456"),
    "renew": lambda pool: pool.renew("token"),
    "revoke": lambda pool: pool.revoke("token"),
    "send reset code": lambda pool: pool.send_reset_code("a@clinic.example"),
    "reset password": lambda pool: pool.reset_password("a@clinic.example", "123456", "password"),
}
DOCUMENTED_EMPTY = {"revoke", "reset password"}
"""Cognito says "done" to these with a 200 and nothing else."""

TO_THE_POOL = [
    (call, name)
    for call, name in itertools.product(POOL_CALLS, NO_VERDICT)
    if not (NO_VERDICT[name].checksum or "item" in name)
    and not (name == "a 200 that is empty" and call in DOCUMENTED_EMPTY)
]


@pytest.mark.parametrize(("call", "name"), TO_THE_POOL)
def test_what_is_no_whole_answer_of_the_pool_is_unavailable(
    server: Server, pool: StaffPool, call: str, name: str
) -> None:
    server.answers = [NO_VERDICT[name]]
    with pytest.raises(UnavailableError):
        POOL_CALLS[call](pool)


@pytest.mark.parametrize("call", ["sign in", "answer", "renew", "verify authenticator"])
def test_an_answer_of_the_pool_with_nothing_in_it_is_unavailable(
    server: Server, pool: StaffPool, call: str
) -> None:
    server.answers = [Answer(200, b"{}")]
    with pytest.raises(UnavailableError):
        POOL_CALLS[call](pool)


@pytest.mark.parametrize("call", sorted(DOCUMENTED_EMPTY))
def test_the_pool_may_say_done_with_nothing(server: Server, pool: StaffPool, call: str) -> None:
    server.answers = [Answer(200)]
    POOL_CALLS[call](pool)


def test_a_no_of_the_pool_is_one(server: Server, pool: StaffPool) -> None:
    body = json.dumps({"__type": "NotAuthorizedException", "message": "no"}).encode()
    server.answers = [Answer(400, body)]
    with pytest.raises(PoolRefusedError):
        pool.sign_in("a@clinic.example", "password")
