"""Merge a further occasion into an open callback. Pure decisions."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, TypeVar

from ..clinic import Urgency
from .grouping_rules import NO_SENDER
from .occasion_models import Occasion
from .people_rules import graver
from .standing_models import KnownCall, Standing

AnyStanding = TypeVar("AnyStanding", bound=Standing)

MOST_OCCASIONS = 40
"""A callback keeps so many by themselves; of further ones it counts what weighs."""

MOST_WITH_CRISES = 60
"""A crisis is kept by itself for longer, so that a flood of forms does not hide it."""

MOST_WITH_SIGNS = 50
"""An occasion to be read first is kept by itself for longer than most, if not as a crisis is."""

MOST_OF_A_SENDER = 8
"""So many that one address sent are kept by themselves, so that it cannot push others out."""

MOST_CRISES_OF_A_SENDER = 12
"""A crisis of an address is kept by itself for longer, too."""

MOST_WITH_SIGNS_OF_A_SENDER = 10
"""One of an address is, too."""

MOST_SENDERS = 24
"""So many addresses are told apart in one callback."""


def has_room(known: KnownCall, occasion: Occasion, sender: str) -> bool:
    """True if the callback can keep this occasion of this sender by itself."""
    theirs = 0 if sender == NO_SENDER else known.senders.get(sender, 0)
    return known.kept < room_for(occasion) and theirs < room_of_sender(occasion)


def room_to_join(known: KnownCall, owed: Collection[Occasion], senders: Collection[str]) -> int:
    """The number of these that the callback can keep by themselves, where another joins it.

    ``senders`` sent what is in the other one. Not even by booking and canceling can an address have
    more of its own in a callback than by sending forms.
    """
    room = max(MOST_OCCASIONS - known.kept, 0)
    if NO_SENDER in senders:
        return room
    most = max((room_of_sender(each) for each in owed), default=0)
    return min(room, sum(max(most - known.senders.get(each, 0), 0) for each in senders))


def sender_among(senders: Collection[str], sender: str | None) -> str:
    """The sender as a callback tells it apart from its others; NO_SENDER beyond so many."""
    if sender is None or (sender not in senders and len(senders) >= MOST_SENDERS):
        return NO_SENDER
    return sender


def room_of_sender(occasion: Occasion) -> int:
    """The number of one sender's at which no more like this one are kept by themselves."""
    if occasion.urgency is Urgency.CRISIS:
        return MOST_CRISES_OF_A_SENDER
    return MOST_WITH_SIGNS_OF_A_SENDER if occasion.read_first else MOST_OF_A_SENDER


def room_for(occasion: Occasion) -> int:
    """The number of occasions at which no more like this one are kept by themselves."""
    if occasion.urgency is Urgency.CRISIS:
        return MOST_WITH_CRISES
    return MOST_WITH_SIGNS if occasion.read_first else MOST_OCCASIONS


def merged(callback: AnyStanding, occasion: Occasion, today: date) -> AnyStanding:
    """The standing of a callback after another occasion: the graver urgency, the earlier promise.

    A snoozed call wakes at the time just promised. The wait after an attempt is shortened, by what
    anybody can send, at most once a day. A crisis ends either wait at once; a further one of that
    day that anybody can send does not, since the wait of a crisis is but minutes. ``today`` is the
    location's date. Its occasions are as they were: they are added where it is written.
    """
    promise = occasion.respond_by
    after: dict[str, Any] = {"urgency": graver(callback.urgency, occasion.urgency)}
    if _ends_any_wait(callback, occasion, today):
        after |= {"not_before": None, "snoozed_until": None}
        if occasion.is_stated and is_left_alone(callback):
            after["hastened_on"] = today
    elif callback.snoozed_until is not None:
        after["snoozed_until"] = min(callback.snoozed_until, promise)
    elif callback.not_before is not None and promise < callback.respond_by:
        if not _may_hasten(callback, occasion, today):
            return callback.model_copy(update=after)
        after["not_before"] = None
        if occasion.is_stated:
            after["hastened_on"] = today
    after["respond_by"] = min(callback.respond_by, promise)
    return callback.model_copy(update=after)


def is_moved_by_none_like(callback: Standing, occasion: Occasion) -> bool:
    """True if it promises no later, and is as grave: nothing is moved, whatever comes in meanwhile.

    Nor does it wait, where the occasion is a crisis: that may end the wait.
    """
    is_crisis = occasion.urgency is Urgency.CRISIS
    as_grave = graver(callback.urgency, occasion.urgency) is callback.urgency
    as_soon = callback.respond_by <= occasion.respond_by
    return as_soon and as_grave and not (is_crisis and is_left_alone(callback))


def is_left_alone(callback: Standing) -> bool:
    """True if it was snoozed, or put off after an attempt."""
    return callback.not_before is not None or callback.snoozed_until is not None


def standing(callback: Standing) -> dict[str, Any]:
    """The fields that decide a callback's turn, as they are stored; None for absent ones."""
    fields = ("urgency", "respond_by", "not_before", "snoozed_until", "hastened_on")
    stored = callback.model_dump(mode="json", include=set(fields))
    return {name: stored[name] for name in fields}


def moved_by(before: Standing, after: Standing) -> dict[str, Any]:
    """The fields of standing that differ, as they are stored."""
    stood = standing(before)
    return {name: value for name, value in standing(after).items() if value != stood[name]}


def promise_left(respond_by: datetime, left: list[datetime]) -> datetime:
    """The promise of a callback once some of it is answered: never earlier than it stands."""
    return max([respond_by, min(left)]) if left else respond_by


def _ends_any_wait(callback: Standing, occasion: Occasion, today: date) -> bool:
    """True for a crisis, unless it is but a further one of a crisis that one hastened today."""
    if occasion.urgency is not Urgency.CRISIS:
        return False
    return callback.urgency is not Urgency.CRISIS or _may_hasten(callback, occasion, today)


def _may_hasten(callback: Standing, occasion: Occasion, today: date) -> bool:
    return not occasion.is_stated or callback.hastened_on != today
