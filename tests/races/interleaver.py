"""Several people's calls to the table, put in an order of one's choosing.

Each person runs in a thread of their own and stops before every request that they send. Whoever
is given a turn sends that one request and goes on as far as the next. So an interleaving is a row
of turns: a seed makes it, and makes it again.
"""

import threading
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ReadTimeoutError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_SENT = {"query", "get_item", "update_item", "transact_write_items"}
_WRITES = {"update_item", "transact_write_items"}


class _SentHomeError(BaseException):
    """The play is over before its end. No ``except Exception`` takes it for a failure."""


class Person:
    """Somebody who does one thing after another, a request at a time.

    ``client`` is what their table has to be reached by. After each request that wrote something,
    ``wrote`` is called with it, before anybody else has a turn; if it answers True, the person
    never hears that it was done.
    """

    def __init__(
        self, client: "DynamoDBClient", wrote: Callable[["Person", dict[str, Any]], bool]
    ) -> None:
        self._real = client
        self._wrote = wrote
        self._go = threading.Semaphore(0)
        self._stopped = threading.Semaphore(0)
        self._failure: BaseException | None = None
        self._sent_home = False
        self.done = False
        self.client: Any = _Stopping(self)

    def begin(self, act: Callable[[], object]) -> None:
        """Start, as far as the first request."""

        def live() -> None:
            try:
                self._go.acquire()
                act()
            except BaseException as failure:  # noqa: BLE001  # told to whoever gives the turns
                self._failure = failure
            self.done = True
            self._stopped.release()

        self._thread = threading.Thread(target=live, daemon=True)
        self._thread.start()
        self.turn()

    def turn(self) -> None:
        """One request. Raises whatever the person raised."""
        self._go.release()
        self._stopped.acquire()
        if self._failure is not None:
            raise self._failure

    def send_home(self) -> None:
        """Nobody waits for this person any more: whatever they were about to send is not sent."""
        self._sent_home = True
        self._go.release()
        self._thread.join()

    def send(self, name: str, request: dict[str, Any]) -> Any:
        """What the person's client does: stop, then send, then tell."""
        self._stopped.release()
        self._go.acquire()
        if self._sent_home:
            self._go.release()  # for whatever else they may try on the way
            raise _SentHomeError
        answer = getattr(self._real, name)(**request)
        if name in _WRITES and self._is_lost(request):
            raise ReadTimeoutError(endpoint_url="a write that was carried out")
        return answer

    def _is_lost(self, request: dict[str, Any]) -> bool:
        try:
            return self._wrote(self, request)
        except BaseException as failure:
            self._failure = failure  # told, whoever catches it on the way
            raise


class _Stopping:
    def __init__(self, person: Person) -> None:
        self._person = person
        self.meta = person._real.meta

    def __getattr__(self, name: str) -> Any:
        if name not in _SENT:
            raise AttributeError(name)
        return lambda **request: self._person.send(name, request)


def play(people: list[Person], random: Random, between: Callable[[], None]) -> None:
    """Turns in random order until all are done; ``between`` is called after each."""
    try:
        while waiting := [person for person in people if not person.done]:
            random.choice(waiting).turn()
            between()
    finally:
        for person in people:
            person.send_home()
