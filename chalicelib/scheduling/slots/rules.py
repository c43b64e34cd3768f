"""The one thing that a slot waits for, and the step that is then due. Pure."""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum, auto
from typing import Any, NamedTuple

from ..times import minute_text
from .models import Slot, SlotStatus


class DueFor(Enum):
    """A thing that may be due for a slot; at most one at a time."""

    RELEASE = auto()
    """Free: until its reservation ends, or its cut-off."""
    HOLD_TO_END = auto()
    OFFER = auto()
    """Given up: to be offered to those who wait."""


class SlotDue(NamedTuple):
    """A thing that is due for a slot, and its time."""

    what: DueFor
    at: datetime


def due_of(slot: Slot) -> SlotDue | None:
    """The thing due for the slot; None when it has an appointment, is blocked, or is the desk's."""
    if slot.status is SlotStatus.FREE:
        return SlotDue(DueFor.RELEASE, _next_release(slot))
    if slot.offer_at is not None:
        return SlotDue(DueFor.OFFER, slot.offer_at)
    if slot.status is SlotStatus.HELD and slot.hold_until is not None:
        return SlotDue(DueFor.HOLD_TO_END, slot.hold_until)
    return None


def _next_release(slot: Slot) -> datetime:
    return min(slot.cut_off_at, slot.release_at or slot.cut_off_at)


def is_listed_as_open(slot: Slot) -> bool:
    """True for a slot that can be had: free, or held until a time that may already be over."""
    return slot.status in (SlotStatus.FREE, SlotStatus.HELD)


class Release(Enum):
    """The way that a slot goes which nobody booked in time."""

    TO_THE_DESK = auto()
    """Its cut-off has passed: as ``Slot.freed`` then."""
    TO_FALLBACK_POOL = auto()
    """Its reservation has ended: as ``Slot.unreserved``. It then waits for its cut-off."""


def release_due(seen: Mapping[str, Any], now: datetime) -> Release | None:
    """The release due for a slot by now, or None; ``seen`` is its entry in ``due``, or its item.

    What an entry does not tell is taken to be due: the write's own condition knows.
    """
    if seen.get("status", "free") != "free":
        return None
    minute = minute_text(last_minute(now))
    if seen.get("cut_off_at", minute) <= minute:
        return Release.TO_THE_DESK
    if "fallback_pool" in seen and seen.get("release_at", minute) <= minute:
        return Release.TO_FALLBACK_POOL
    return None


def last_minute(now: datetime) -> datetime:
    """The whole minute that began last: what is due at it is due now."""
    return now.replace(second=0, microsecond=0)
