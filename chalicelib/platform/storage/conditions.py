"""Conditions as values: what has to hold of an item for it to be found, or written.

    Attr("state").eq("open") & Attr("fence").lt(4)

They say what Boto3's of these names say. Those come with all of Boto3, of which nothing else is
needed, and reading it would be a tenth of every cold start.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

NamePlaceholder = Callable[[str], str]
ValuePlaceholder = Callable[[Any], str]


class Condition(ABC):
    """Something that holds of an item or does not."""

    @abstractmethod
    def text(self, name: NamePlaceholder, value: ValuePlaceholder) -> str:
        """As an expression, in which placeholders stand for names and values."""

    def __and__(self, other: "Condition") -> "Condition":
        return _Joined("AND", self, other)

    def __or__(self, other: "Condition") -> "Condition":
        return _Joined("OR", self, other)


@dataclass(frozen=True)
class _Joined(Condition):
    word: str
    left: Condition
    right: Condition

    def text(self, name: NamePlaceholder, value: ValuePlaceholder) -> str:
        return f"({self.left.text(name, value)} {self.word} {self.right.text(name, value)})"


@dataclass(frozen=True)
class _OfAttribute(Condition):
    """``form`` has a place for the attribute, and one for each of ``values`` after it.

    Dots in the attribute's name lead into a map that it holds, ``[0]`` to the first of a list.
    """

    form: str
    attribute: str
    values: tuple[Any, ...]

    def text(self, name: NamePlaceholder, value: ValuePlaceholder) -> str:
        asked = (
            _path(each.attribute, name) if isinstance(each, Key) else value(each)
            for each in self.values
        )
        return self.form.format(_path(self.attribute, name), *asked)


def _path(attribute: str, name: NamePlaceholder) -> str:
    return ".".join(_step(part, name) for part in attribute.split("."))


def _step(part: str, name: NamePlaceholder) -> str:
    """One step of a path: the placeholder of a name, with its number in a list after it."""
    attribute, bracket, number = part.partition("[")
    return f"{name(attribute)}{bracket}{number}"


@dataclass(frozen=True)
class Key:
    """An attribute of a key, and what a query can ask of it."""

    attribute: str

    def eq(self, value: Any) -> Condition:
        """Equality with ``value``, which may be another attribute of the item."""
        return self._holds("{} = {}", value)

    def lt(self, value: Any) -> Condition:
        """True if it comes before ``value``."""
        return self._holds("{} < {}", value)

    def lte(self, value: Any) -> Condition:
        """True if it is ``value`` or comes before it."""
        return self._holds("{} <= {}", value)

    def gt(self, value: Any) -> Condition:
        """True if it comes after ``value``."""
        return self._holds("{} > {}", value)

    def gte(self, value: Any) -> Condition:
        """True if it is ``value`` or comes after it."""
        return self._holds("{} >= {}", value)

    def between(self, first: Any, last: Any) -> Condition:
        """True if it lies between the two, or is one of them."""
        return self._holds("{} BETWEEN {} AND {}", first, last)

    def begins_with(self, start: str) -> Condition:
        """True if it is a text that begins so."""
        return self._holds("begins_with({}, {})", start)

    def _holds(self, form: str, *values: Any) -> Condition:
        return _OfAttribute(form, self.attribute, values)


@dataclass(frozen=True)
class Attr(Key):
    """Any attribute of an item, and what a write can ask of it."""

    def ne(self, value: Any) -> Condition:
        """True if it is something else than ``value``, or is not there."""
        return self._holds("{} <> {}", value)

    def exists(self) -> Condition:
        """True if it is there."""
        return self._holds("attribute_exists({})")

    def not_exists(self) -> Condition:
        """True if it is not there."""
        return self._holds("attribute_not_exists({})")

    def contains(self, value: Any) -> Condition:
        """True if it is a list that has ``value`` in it."""
        return self._holds("contains({}, {})", value)

    def is_shorter_than(self, length: int) -> Condition:
        """True if it is a list of fewer entries."""
        return self._holds("size({}) < {}", length)

    def is_in(self, values: Iterable[Any]) -> Condition:
        """True if it is one of ``values``."""
        listed = tuple(values)
        return self._holds(f"{{}} IN ({', '.join('{}' for _ in listed)})", *listed)
