"""A DynamoDB client that answers as it is told, for what no engine here can be made to do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from botocore.exceptions import ClientError
from botocore.hooks import HierarchicalEmitter

from chalicelib.platform.storage.table import Table

Answer = dict[str, Any] | Exception


@dataclass
class ScriptedClient:
    """Gives its answers in order, the last one for ever, and keeps what it was sent."""

    answers: list[Answer]
    sent: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    meta: Any = field(default_factory=lambda: SimpleNamespace(events=HierarchicalEmitter()))

    def __getattr__(self, operation: str) -> Callable[..., dict[str, Any]]:
        def call(**request: Any) -> dict[str, Any]:
            self.sent.append((operation, request))
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            if isinstance(answer, Exception):
                raise answer
            return answer

        return call


def client_error(code: str, operation: str = "UpdateItem", **more: Any) -> ClientError:
    """What the driver raises when DynamoDB answers with an error."""
    error = {"Code": code, "Message": "told by the service, with the item's own text in it"}
    return ClientError({"Error": error, **more}, operation)


def cancelled(*reasons: str, items: dict[int, dict[str, Any]] | None = None) -> ClientError:
    """A transaction's cancellation, with a reason for each of its writes and items in the way."""
    told: list[dict[str, Any]] = [{"Code": reason} for reason in reasons]
    for key_pair, item in (items or {}).items():
        told[key_pair]["Item"] = item
    return client_error(
        "TransactionCanceledException", "TransactWriteItems", CancellationReasons=told
    )


@dataclass
class Scripted:
    """A table on a scripted client, and the waits that it made."""

    client: ScriptedClient
    waits: list[float] = field(default_factory=list)

    @property
    def table(self) -> Table:
        """The table, whose pauses are written down and not slept."""
        client: Any = self.client
        return Table(lambda: client, "t", pause=self.waits.append)

    def requests(self) -> list[dict[str, Any]]:
        """What was sent, in order."""
        return [request for _, request in self.client.sent]


def scripted(*answers: Answer) -> Scripted:
    """A table whose client gives these answers."""
    return Scripted(ScriptedClient(list(answers)))
