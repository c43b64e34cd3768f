"""Calls that were made before in a world that is the same in all that they look at.

An answer follows from the call, the time, the ids that are drawn, and what is read of the table. A
call that was made before, while all that it read was as it is now, is answered and written down as
it was then. Most calls of a walk read the same in one state as in the next, so most are made once.
One of so many is made all the same, and has to come to what is remembered.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from moto.dynamodb.models.dynamo_type import Item

from tests.conftest import CountedBytes, FixedClock

from .stored import ByKey, Look, Seen, Stored, keys_in, looks_of
from .undo_log import UndoLog

if TYPE_CHECKING:
    from chalice.test import Client
    from mypy_boto3_dynamodb import DynamoDBClient

_MADE_ANYWAY = 50
_BEFORE = "before-parameter-build.dynamodb"
_READS = ("GetItem", "BatchGetItem", "Query")

Asked = tuple[object, ...]
Looks = dict[Look, Seen]


@dataclass(frozen=True)
class Outcome:
    """The answer to a call, how many ids were drawn by its end, and the items as it left them."""

    response: Any
    drawn: int
    written: tuple[tuple[Any, Any, Item | None], ...]

    def visible(self) -> object:
        """All of it that anybody could see, now or later."""
        items = [(pk, sk, item and dict(item.attrs)) for pk, sk, item in self.written]
        answer = self.response
        return answer.status_code, dict(answer.headers), answer.body, self.drawn, items


@dataclass
class Outcomes:
    """What calls came to, by what was asked and by what was seen; for one program, unchanged."""

    known: dict[Asked, list[tuple[Looks, Outcome]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    times_used: int = 0


@dataclass
class RememberedCalls:
    """The application's HTTP side; where outcomes are kept, a call whose outcome is known is not
    made again.
    """

    client: "Client"
    clock: FixedClock
    drawn: CountedBytes
    log: UndoLog
    stored: Stored
    _outcomes: Outcomes | None = None
    _looks: Looks | None = None
    _has_written: bool = False
    _is_clear: bool = True

    @property
    def http(self) -> "RememberedCalls":
        """What a caller asks for to call."""
        return self

    def watch(self, client: "DynamoDBClient") -> None:
        """Note what is looked at through this client from now on."""
        client.meta.events.register_first(_BEFORE, self._note)

    @contextmanager
    def keeping(self, outcomes: Outcomes) -> Iterator[None]:
        """While the block runs, use these outcomes, and add to them."""
        self._outcomes = outcomes
        try:
            yield
        finally:
            self._outcomes = None

    def get(self, path: str, headers: dict[str, str]) -> Any:
        """GET a path, as the framework's client does."""
        asked = ("GET", path, *sorted(headers.items()))
        return self._answer(asked, lambda: self.client.http.get(path, headers=headers))

    def post(self, path: str, headers: dict[str, str], body: bytes) -> Any:
        """POST a body, as the framework's client does."""
        asked = ("POST", path, body, *sorted(headers.items()))
        return self._answer(asked, lambda: self.client.http.post(path, headers=headers, body=body))

    def _answer(self, call: Asked, make: Callable[[], Any]) -> Any:
        if self._outcomes is None:
            return make()
        asked = (*call, self.clock.now, self.drawn.drawn)
        known = self._known(self._outcomes.known[asked])
        if known is None:
            looks, outcome = self._made(make)
            if self._is_clear:
                self._outcomes.known[asked].append((looks, outcome))
            return outcome.response
        self._outcomes.times_used += 1
        if self._outcomes.times_used % _MADE_ANYWAY == 0:
            _, outcome = self._made(make)
            assert outcome.visible() == known.visible(), f"{asked}: other than remembered"
            return outcome.response
        for pk, sk, item in known.written:
            self.log.write(pk, sk, item)
        self.drawn.drawn = known.drawn
        return known.response

    def _known(self, candidates: list[tuple[Looks, Outcome]]) -> Outcome | None:
        seen: Looks = {}
        for looks, outcome in candidates:
            for look, then in looks.items():
                if look not in seen:
                    seen[look] = self.stored.seen(look)
                if seen[look] != then:
                    break
            else:
                return outcome
        return None

    def _made(self, make: Callable[[], Any]) -> tuple[Looks, Outcome]:
        mark = self.log.mark()
        self._looks, self._has_written, self._is_clear = {}, False, True
        response = make()
        looks, self._looks = self._looks, None
        return looks, Outcome(response, self.drawn.drawn, self.log.written_since(mark))

    def _note(self, event_name: str, params: dict[str, Any], **_: Any) -> None:
        operation = event_name.rsplit(".", 1)[-1]
        is_write = operation not in _READS
        if self._looks is not None:
            for look in looks_of(operation, params):
                if look not in self._looks:
                    self._looks[look] = self.stored.seen(look)
                    self._is_clear &= isinstance(look, ByKey) or not self._has_written
        if is_write:
            self._has_written = True
            for key in keys_in(params):
                self.stored.forget(key["pk"]["S"], key["sk"]["S"])
