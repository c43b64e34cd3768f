"""Rules of sending: how long a try may take, when the next one is, and the hours for it. Pure."""

import hashlib
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from .models import Message, MessageState

LEASE = timedelta(minutes=2)
"""For so long a message is one worker's. Whoever is killed meanwhile leaves it due again then."""

MOST_TRIES = 12
"""Tries with growing pauses: about half a day in all, longer than a provider is ever down."""

MOST_A_RUN = 200
"""Mails that one run hands over. What gathered while the provider was down goes in some minutes,
not in one: a provider that just came back is not asked for more a second than it takes.
"""

_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=1)

_A_MOMENT = timedelta(seconds=1)

_DAYTIME = (time(8), time(21))
"""Local hours in which somebody may be told what they did not just ask for."""


def next_try_at(message: Message, tries: int, now: datetime) -> datetime | None:
    """Instant of the next try after so many that failed, or None when that was the last.

    The pause doubles, and is cut at random by up to half, so that what failed together does not
    come again together. Chance is the message's own id: the same message, the same pause.
    """
    return None if tries >= MOST_TRIES else now + _pause_after(message, tries)


def refused_for(message: Message, tries: int) -> timedelta:
    """Time from the first of so many tries that failed to the last of them, by their pauses."""
    return sum((_pause_after(message, each) for each in range(1, tries)), start=timedelta())


def _pause_after(message: Message, tries: int) -> timedelta:
    longest = min(_FIRST_PAUSE * (1 << (tries - 1)), _LONGEST_PAUSE)
    return longest * (0.5 + 0.5 * _chance(f"{message.message_id}:{tries}"))


def _chance(name: str) -> float:
    """A number from 0 to 1 that looks random and is the same for the same name."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") / 2**32


def daytime_from(now: datetime, zone: ZoneInfo) -> datetime:
    """The first instant from now on that is in nobody's night there."""
    local = now.astimezone(zone)
    first, last = _DAYTIME
    if first <= local.time() < last:
        return now
    day = local.date() + timedelta(days=1 if local.time() >= last else 0)
    return datetime.combine(day, first, zone).astimezone(now.tzinfo)


def turn_after(before: Message | None) -> datetime | None:
    """The instant at which a message that comes after this one looks again; None if it may go now.

    It may once the one before it went, or will not go any more.
    """
    if before is None or before.state is not MessageState.WAITING or before.due_at is None:
        return None
    return before.due_at + _A_MOMENT


_NOTHING_TO_TELL = "nothing-to-tell"


def is_missed(message: Message, why: str) -> bool:
    """True if the desk has to know that a message was called off for this reason.

    Staff asked for it, and take it for sent: a letter, or any that they had sent once more. What
    nobody asked for, or what is no news any more, is missed by nobody.
    """
    asked_for = message.kind.is_letter or message.asked_again > 0
    return asked_for and why != _NOTHING_TO_TELL
