"""Decide which side's turn it is while there is a flood: a group's, or that of all others. Pure."""

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum

from ..platform.clock import Instant
from ..platform.model import Model

_REMEMBERED = timedelta(hours=1)
"""A turn that was taken longer ago tells of another flood."""


class Side(StrEnum):
    """The side of a call while there is a flood."""

    GROUP = "group"
    OTHERS = "others"


class TurnTaken(Model):
    """The side of the call that one member of staff claimed last, and when."""

    side: Side
    number: int
    """Counts the turns of a flood, since many may be taken within one second."""
    at: Instant


def last_turn(turns: Iterable[TurnTaken], now: Instant) -> TurnTaken | None:
    """The turn taken last, by whomever; None if none was in this flood."""
    recent = [turn for turn in turns if now - turn.at < _REMEMBERED]
    return max(recent, key=lambda turn: turn.number, default=None)


def next_side(last: TurnTaken | None) -> Side:
    """The other side than the one taken last; a group's at first."""
    return Side.OTHERS if last and last.side is Side.GROUP else Side.GROUP


def turn_after(last: TurnTaken | None, side: Side, now: Instant) -> TurnTaken:
    """The turn that whoever claims a call of this side takes."""
    return TurnTaken(side=side, number=last.number + 1 if last else 1, at=now)
