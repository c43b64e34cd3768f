"""Wishes not to be contacted as an item holds them: of one person, each by its instant.

The first instant stands in one attribute, which all that only asks for a wish looks at; every
instant stands in a list beside it, so that two wishes are two, and taking back one leaves the
other.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from ..platform.clock import instant_text
from ..platform.storage.conditions import Attr, Condition


class Noted(NamedTuple):
    """The names of the two attributes that hold somebody's wishes in an item."""

    since: str
    each: str


def standing(item: Mapping[str, Any] | None, noted: Noted) -> list[str]:
    """The instants of the wishes that stand in an item, the first one first."""
    known = item or {}
    first = [known[noted.since]] if known.get(noted.since) else []
    return sorted({str(at) for at in (*first, *known.get(noted.each, ()))})


class Lift(NamedTuple):
    """The change that takes back a wish, and what has to hold for it."""

    set: dict[str, Any]
    only_if: Condition
    left: tuple[str, ...] = ()
    """The wishes that still stand after it."""


def lift_of(
    noted: Noted, since: datetime, told: Mapping[str, Any] | None, *, is_all: bool = False
) -> Lift | None:
    """Take back the wish of ``since`` and no other; with ``is_all``, all that stand beside it.

    ``told`` is the item as a refusal told of it; None takes that wish for the only one. None where
    it does not stand.
    """
    at, none = instant_text(since), {noted.since: None, noted.each: None}
    first, others = Attr(noted.since), Attr(noted.each)
    if told is None:
        alone = others.not_exists() | others.eq([at])
        return Lift(none, first.eq(at) if is_all else first.eq(at) & alone)
    stands = standing(told, noted)
    if at not in stands:
        return None
    left = tuple(each for each in stands if each != at and not is_all)
    kept = told.get(noted.each)
    as_told = first.eq(told.get(noted.since))
    as_told &= others.eq(kept) if kept else others.not_exists()
    changes = {noted.since: left[0], noted.each: list(left)} if left else none
    return Lift(changes, as_told, left)
