"""Two writes of one item as one: DynamoDB takes a single action for each item of a transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from .conditions import Condition
from .keys import Key
from .writes import Check, Delete, Put, Update, Write

KeyPair = tuple[str, str]
"""A key, so that it can be compared."""


class ClashError(RuntimeError):
    """Two rooms want one item to become two different things. A defect of the program."""


def key_of(write: Write) -> Key:
    """The key of the item that a write is about."""
    if isinstance(write, Put):
        return {"pk": write.item["pk"], "sk": write.item["sk"]}
    return write.key


def key_pair_of(write: Write) -> KeyPair:
    """The key of a write as a pair, partition first."""
    key = key_of(write)
    return key["pk"], key["sk"]


def joined(first: Write, second: Write) -> Write:
    """One write that does what the two would do one after the other, under both conditions.

    The joined write has the name of the first, or else of the second. Raises ClashError when the
    second would undo or overwrite what the first does.
    """
    match first, second:
        case Check(), _:
            done: Write = second
        case _, Check():
            done = first
        case Update(), Update():
            done = _one_update(first, second)
        case Delete(), Put():
            done = second
        case Put(), Put() if first.item == second.item:
            done = second
        case Delete(), Delete():
            done = second
        case _:
            raise ClashError(f"one item is to be written in two ways: {key_pair_of(first)[1]}")
    both = _both(first.only_if, second.only_if)
    return replace(done, only_if=both, name=first.name or second.name)


def _one_update(first: Update, second: Update) -> Update:
    """Raises ClashError when both write one attribute, unless they add to it or set it alike."""
    clash = _written_by(first) & {*_written_by(second), *second.add}
    clash |= _written_by(second) & set(first.add)
    same = {name for name in clash if _sets_alike(name, first, second)}
    if clash - same:
        raise ClashError(f"one attribute is to be written twice: {', '.join(sorted(clash - same))}")
    return replace(
        first,
        set={**first.set, **second.set},
        keep={**first.keep, **second.keep},
        copy={**first.copy, **second.copy},
        copy_or={**first.copy_or, **second.copy_or},
        add=_added(first.add, second.add),
        append={**first.append, **second.append},
        remove=tuple(dict.fromkeys((*first.remove, *second.remove))),
    )


def _written_by(update: Update) -> set[str]:
    parts: Iterable[Iterable[str]] = (
        update.set,
        update.keep,
        update.copy,
        update.copy_or,
        update.append,
        update.remove,
    )
    return {name for part in parts for name in part}


def _sets_alike(name: str, first: Update, second: Update) -> bool:
    if name in first.set and name in second.set:
        return bool(first.set[name] == second.set[name])
    return name in first.remove and name in second.remove


def _added(first: Mapping[str, int], second: Mapping[str, int]) -> dict[str, int]:
    names = dict.fromkeys((*first, *second))
    return {name: first.get(name, 0) + second.get(name, 0) for name in names}


def _both(first: Condition | None, second: Condition | None) -> Any:
    if first is None or second is None or first == second:
        return first or second
    return first & second
