"""Writes on a callback from outside, because somebody booked."""

from collections.abc import Iterable
from functools import reduce
from operator import and_
from typing import Any

from ..clinic import Urgency
from ..platform.storage.conditions import Attr, Condition
from ..platform.storage.keys import item_key
from ..platform.storage.writes import Update
from .claim_store import CLAIM
from .store import CALLBACK, KIND, stored

OnlyIf = Condition
"""The condition under which a callback is written."""

_UNDOABLE = ("undoable_since", "before")


def booked_update(callback_id: str, closed: dict[str, Any], only_if: Condition) -> Update:
    """Close a callback that is still open, since who it is owed to booked (see ``closed_as``)."""
    return Update(
        item_key(KIND, callback_id),
        set=closed,
        add={"version": 1, "answered": 1},
        remove=(*CLAIM, *_UNDOABLE),
        only_if=Attr("pk").exists() & Attr("outcome").not_exists() & only_if,
        name=CALLBACK,
    )


def answered_update(callback_id: str, changes: dict[str, Any], version: int) -> Update:
    """Answer a part of a callback from outside, just as it was read; its claimant is told of it."""
    return Update(
        item_key(KIND, callback_id),
        set={stored(name): new for name, new in changes.items()},
        add={"version": 1, "answered": 1, "merges": 1},
        only_if=Attr("version").eq(version),
        name=CALLBACK,
    )


def booked_meanwhile_update(callback_id: str, appointment_id: str) -> Update:
    """Show in an open callback that an appointment was booked; nothing else changes."""
    return Update(
        item_key(KIND, callback_id),
        set={"row.booked_meanwhile": appointment_id},
        add={"version": 1},
        only_if=Attr("pk").exists() & Attr("outcome").not_exists(),
        name=CALLBACK,
    )


def owed_for_nothing_else() -> Condition:
    """Nothing was merged into it, and nothing was answered in part."""
    alone: Condition = Attr("merges").eq(0)
    return alone


def owed_to_one_person(count: int) -> Condition:
    """So many occasions are in it, all of one person, and none of them is answered."""
    alone: Condition = Attr("row.inside").is_shorter_than(count + 1) & Attr("row.beyond").eq(0)
    alone &= Attr("row.answers").is_shorter_than(1)
    for number in range(1, count):
        alone &= Attr(f"row.inside[{number}].person_id").eq(Attr("row.inside[0].person_id"))
    return alone


def opened_by(person_id: str) -> Condition:
    """Its first occasion is this person's."""
    theirs: Condition = Attr("opened_by").eq(person_id)
    return theirs


def asked_by_themselves(count: int) -> Condition:
    """Its first occasions, so many, are of who would come in, and nobody else asked for them."""
    return _none_of_first(count, "by_another")


def opened_for(request_id: str, services: Iterable[str]) -> Condition:
    """Its first occasion is this request, for one of these services."""
    asked: Condition = Attr("row.inside[0].reason").is_in(sorted(services))
    return Attr("opened_for").eq(request_id) & asked


def just_as(version: int) -> Condition:
    """Nothing in it changed since it was read."""
    same: Condition = Attr("version").eq(version)
    return same


def is_no_crisis() -> Condition:
    """Nobody in it may be in danger."""
    calm: Condition = Attr("urgency").ne(str(Urgency.CRISIS))
    return calm


def is_without_signs(count: int) -> Condition:
    """The callback, owed for so many things, has no flags, and none is to be read first."""
    return Attr("flags").eq([]) & _none_of_first(count, "read_first")


def _none_of_first(count: int, mark: str) -> Condition:
    unmarked = (Attr(f"row.inside[{number}].{mark}").not_exists() for number in range(count))
    return reduce(and_, unmarked)
