"""The meaning of "again": a request sent again, at once or later, is carried out once.

A request has an identity: the key of an item that it makes. Beside what it holds, the item keeps a
fingerprint of all that was asked. Whoever comes again under this identity finds the item in the
way: with the same fingerprint they get the first one's answer, made of that item; with another one
they are refused, since they asked for something else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from .errors import ConflictError, IdempotencyConflictError, RefusedError
from .storage.conditions import Attr
from .storage.expressions import Item
from .storage.joining import key_of
from .storage.keys import Key
from .storage.writes import Put, Write
from .tokens import Keyring

Told = TypeVar("Told")


def _never(_item: Mapping[str, Any]) -> bool:
    return False


@dataclass(frozen=True)
class Once(Generic[Told]):
    """The identity of a request that may be sent again: an item that it made the first time.

    ``fingerprint`` stands for all that was asked; ``repeated`` makes the first one's answer of the
    item as it now stands; ``otherwise`` is raised when something else was asked under this name.
    The story has to put the item of this ``key``: where there is none, unless its own condition
    says otherwise. Once the item ``is_over``, its name may be used anew.
    """

    key: Key
    fingerprint: str
    repeated: Callable[[Item], Told]
    otherwise: type[ConflictError] = IdempotencyConflictError
    is_over: Callable[[Mapping[str, Any]], bool] = _never

    def made(self, stood: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        """The item that stood there, if it has not ended since."""
        return None if stood is None or self.is_over(stood) else stood

    def again(self, made: Mapping[str, Any]) -> Told:
        """The first one's answer. Raises ``otherwise`` if that was another request."""
        if made.get("fingerprint") != self.fingerprint:
            raise self.otherwise
        return self.repeated(dict(made))

    def made_before(self, refusal: RefusedError) -> Mapping[str, Any] | None:
        """The item that this very request made before, if that is what stood in the way."""
        stood = (refusal.old(name) for name in refusal.refusals)
        return self.made(next((old for old in stood if old and self._is_at(old)), None))

    def marked(self, write: Write) -> Write:
        """The write; with the fingerprint, and made only once, if it puts the request's item."""
        if not isinstance(write, Put) or key_of(write) != dict(self.key):
            return write
        item = {**write.item, "fingerprint": self.fingerprint}
        return replace(write, item=item, only_if=write.only_if or Attr("pk").not_exists())

    def _is_at(self, item: Mapping[str, Any]) -> bool:
        return (item["pk"], item["sk"]) == (self.key["pk"], self.key["sk"])


def fingerprint(keyring: Keyring, given: BaseModel, *beside: str) -> str:
    """An HMAC of all that was asked, so that a repeated request is told from another.

    An HMAC: it does not tell what was asked. ``beside`` is what the request names outside of its
    body, such as a location.
    """
    return keyring.derived_id("fingerprint", "\0".join((*beside, given.model_dump_json())))
