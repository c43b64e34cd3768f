"""Writes as values: what a store wants done, before anything is sent.

Being values, the writes of several rooms can be joined into one transaction by a service.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .conditions import Condition
from .keys import Key


@dataclass(frozen=True)
class Put:
    """Store the whole ``item``; attributes that are None are left out."""

    item: Mapping[str, Any]
    only_if: Condition | None = None
    name: str = ""


@dataclass(frozen=True)
class Update:
    """Change some attributes of one item, making it when it is not there (see ``only_if``).

    ``keep`` sets an attribute only where there is none yet; ``copy`` sets one to another's value,
    ``copy_or`` to another's or, where there is none, to what stands beside it; ``add`` adds to a
    number, 0 at first; ``append`` adds to the end of lists; an attribute that ``set`` maps to None
    is removed. Dots in a name lead into a map that the item holds.
    """

    key: Key
    set: Mapping[str, Any] = field(default_factory=dict)
    keep: Mapping[str, Any] = field(default_factory=dict)
    copy: Mapping[str, str] = field(default_factory=dict)
    copy_or: Mapping[str, tuple[str, Any]] = field(default_factory=dict)
    add: Mapping[str, int] = field(default_factory=dict)
    append: Mapping[str, list[Any]] = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    only_if: Condition | None = None
    name: str = ""


@dataclass(frozen=True)
class Delete:
    """Take one item away."""

    key: Key
    only_if: Condition | None = None
    name: str = ""


@dataclass(frozen=True)
class Check:
    """Change nothing, but let the transaction pass only if the condition holds."""

    key: Key
    only_if: Condition
    name: str = ""


Write = Put | Update | Delete | Check
