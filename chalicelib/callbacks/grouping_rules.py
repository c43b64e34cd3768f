"""Group the calls that one flood of forms made, whenever the queue is read. Pure.

A form is never refused, nor counted when it is written. Once an address has sent four crises
within ten minutes, all that it sent in that time is one group, which takes its turn with all
others: so nobody waits behind the whole of it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from ..clinic import Urgency

FLOOD = 4
"""So many crises of one address …"""

WITHIN = timedelta(minutes=10)
"""… in so short a time are a flood."""

NO_SENDER = "-"
"""Stands among the senders of a call for whatever came in another way than by the form."""


Span = tuple[datetime, datetime]
"""From a flood's first crisis to its last one."""


class Sent(Protocol):
    """A call that is owed, as far as it tells who asked for it, and when."""

    @property
    def callback_id(self) -> str:
        """The callback's id."""

    @property
    def urgency(self) -> Urgency:
        """Its urgency."""

    @property
    def requested_at(self) -> datetime:
        """The instant of its first occasion."""

    @property
    def senders(self) -> Mapping[str, int]:
        """The addresses, as daily ids, that its occasions came from."""


def groups_in(calls: Sequence[Sent], apart: Collection[str] = ()) -> dict[str, str]:
    """The group of each call that is in one, by the callback's id; a group has two at least.

    A call is in one if each of its senders floods just then. So one that was open before, or that
    somebody else asked for too, is in none; nor are those that stand ``apart``, since somebody in
    them is proven.
    """
    floods = _floods_by_sender(calls)
    if not floods:
        return {}
    of_calls = {
        call.callback_id: _group_of(call, floods) for call in calls if call.callback_id not in apart
    }
    sizes = Counter(of_calls.values())
    return {each: group for each, group in of_calls.items() if group and sizes[group] > 1}


def _floods_by_sender(calls: Iterable[Sent]) -> dict[str, list[Span]]:
    crises: dict[str, list[datetime]] = defaultdict(list)
    for call in calls:
        if call.urgency is Urgency.CRISIS:
            for sender in call.senders:
                crises[sender].append(call.requested_at)
    crises.pop(NO_SENDER, None)
    return {sender: spans for sender, at in crises.items() if (spans := _floods(sorted(at)))}


def _group_of(call: Sent, floods: Mapping[str, Sequence[Span]]) -> str | None:
    if not call.senders:
        return None
    groups = [_flood_at(call.requested_at, sender, floods) for sender in sorted(call.senders)]
    return groups[0] if all(groups) else None


def _flood_at(at: datetime, sender: str, floods: Mapping[str, Sequence[Span]]) -> str | None:
    spans = enumerate(floods.get(sender, ()))
    return next((f"{sender}.{n}" for n, (first, last) in spans if first <= at <= last), None)


def _floods(crises: Sequence[datetime]) -> list[Span]:
    """The times, in order, in which each crisis is one of four within ten minutes."""
    floods: list[Span] = []
    for first, last in zip(crises, crises[FLOOD - 1 :], strict=False):
        if last - first > WITHIN:
            continue
        if floods and first <= floods[-1][1]:
            floods[-1] = (floods[-1][0], last)
        else:
            floods.append((first, last))
    return floods
