"""The order of the queue, and who of it may be called now. Pure; works on the index's entries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import islice, zip_longest

from pydantic import Field

from ..clinic import Location, Urgency
from ..platform.clock import Instant
from ..platform.model import Model
from . import legal_hours_rules
from .legal_hours_rules import CallHours
from .models import Callback, HeldBackBy, State
from .occasion_models import Answer, Asked, PersonInLine
from .people_rules import (
    Inside,
    booked_by_those,
    gravest,
    is_read_first,
    people_in,
    unanswered_people,
    windows_of,
)
from .queue_models import QueueEntry, QueueGroup, QueueLine
from .turn_rules import Side

RECENT = timedelta(seconds=2)
"""Claims made within this time are those of colleagues who press the key at the same moment."""


MOST_HANDS = 32
"""However many press the key at once, nobody is called further out of turn than this."""


_PEOPLE_SHOWN = 4
"""So many people stand in one line of the list by name."""


class Indexed(Model):
    """An open callback as the index knows it; it may lag behind the callback itself."""

    callback_id: str
    inside: tuple[Asked, ...]
    answers: dict[str, Answer] = Field(default_factory=dict)
    urgency: Urgency
    respond_by: Instant
    position: str
    """Its place while nobody holds it; places sort as calls are to be made."""
    not_before: Instant | None = None
    snoozed_until: Instant | None = None
    caller_zones: tuple[str, ...] = ()
    do_not_contact: tuple[str, ...] = ()
    booked_meanwhile: str | None = None
    beyond: int = 0
    """Number of occasions that are only counted; any hour may suit them."""
    attempts: int = 0
    senders: dict[str, int] = Field(default_factory=dict)
    claimed_by: str | None = None
    lease_until: Instant | None = None

    def is_held(self, now: datetime) -> bool:
        """True while somebody holds it, by a lease that has not run out."""
        return self.lease_until is not None and now < self.lease_until

    def is_callable(self, location: Location, now: datetime) -> bool:
        """True if this person may be called now; legal_hours_rules.py has what holds it back."""
        return legal_hours_rules.is_callable(location, now, self._left_alone_until, self._hours)

    def callable_from(self, location: Location, now: datetime) -> datetime | None:
        """The first instant at which this person may be called; None if no hour is ever legal."""
        return legal_hours_rules.callable_from(location, now, self._left_alone_until, self._hours)

    def held_back_by(self, location: Location, now: datetime) -> HeldBackBy:
        """The reason that a call may not be made now; the first of several."""
        if self.snoozed_until is not None and self.snoozed_until > now:
            return HeldBackBy.SNOOZE
        if self.not_before is not None and self.not_before > now:
            return HeldBackBy.NEXT_ATTEMPT
        if not legal_hours_rules.is_legal(location, now, self.caller_zones):
            return HeldBackBy.LEGAL_HOURS
        return HeldBackBy.WISHED_WINDOW

    @property
    def requested_at(self) -> datetime:
        """The instant of its first occasion."""
        return min(each.at for each in self.inside)

    @property
    def crisis_since(self) -> datetime | None:
        """The instant from which a crisis in it waits; None where there is none.

        Where that one is only counted, its first occasion has to do.
        """
        if self.urgency is not Urgency.CRISIS:
            return None
        still_owed = (each for person in self.people for each in person.unanswered)
        crises = (each.at for each in still_owed if each.urgency is Urgency.CRISIS)
        return min(crises, default=self.requested_at)

    @cached_property
    def people(self) -> tuple[Inside[Asked], ...]:
        """The people inside, the gravest that is owed an answer first."""
        return people_in(self.inside, self.answers)

    @property
    def person_ids(self) -> tuple[str, ...]:
        """The ids of the people inside, each once."""
        return tuple(dict.fromkeys(each.person_id for each in self.inside))

    @property
    def _hours(self) -> CallHours:
        still_owed = [each for person in self.people for each in person.unanswered]
        windows = () if self.beyond else windows_of(still_owed)
        return CallHours(windows, self.caller_zones, self.urgency)

    @property
    def _left_alone_until(self) -> datetime | None:
        waits = [at for at in (self.not_before, self.snoozed_until) if at is not None]
        return max(waits, default=None)


def first_ready(
    entries: Iterable[Indexed],
    location: Location,
    now: datetime,
    passed_over: Collection[str],
    count: int,
) -> list[Indexed]:
    """The first few that nobody holds and that may be called now, as they are to be called."""
    free = (
        entry
        for entry in entries
        if not entry.is_held(now) and entry.callback_id not in passed_over
    )
    in_order = sorted(free, key=lambda entry: entry.position)
    return list(islice((each for each in in_order if each.is_callable(location, now)), count))


@dataclass(frozen=True)
class Ready:
    """Those who may be called now, the first few of each side as they are to be called."""

    grouped: list[Indexed]
    """In turn from each group there is."""
    others: list[Indexed]
    groups: Mapping[str, str]
    """The group of each call that is in one, ready or not."""

    def of(self, side: Side) -> tuple[Side, list[Indexed]]:
        """Those of a side whose turn it is; of the other side where there is nobody."""
        if side is Side.GROUP and not self.grouped:
            side = Side.OTHERS
        elif side is Side.OTHERS and not self.others:
            side = Side.GROUP
        return side, self.grouped if side is Side.GROUP else self.others


def ready_now(
    entries: Sequence[Indexed],
    groups: Mapping[str, str],
    location: Location,
    now: datetime,
    passed_over: Collection[str],
    count: int,
) -> Ready:
    """The first few who may be called now: of what a flood left, and of all others."""
    others = [entry for entry in entries if entry.callback_id not in groups]
    members: dict[str, list[Indexed]] = defaultdict(list)
    for entry in entries:
        if group := groups.get(entry.callback_id):
            members[group].append(entry)
    firsts = [first_ready(each, location, now, passed_over, count) for each in members.values()]
    in_turn = [entry for row in zip_longest(*firsts) for entry in row if entry]
    return Ready(
        in_turn[: max(count, len(members))],
        first_ready(others, location, now, passed_over, count),
        groups,
    )


def hands_at_it(
    entries: Iterable[Indexed], staff_id: str, now: datetime, lease: timedelta, losses: int
) -> int:
    """Among how many of the first entries to choose, so that few claims meet.

    One for whoever works alone: the very first. Colleagues who claim at this moment all see the
    same head of the queue. Those who hold a call that they claimed a moment ago are but a part of
    them, so their number counts squared, and a call lost to one of them counts fourfold.
    """
    colleagues = {
        entry.claimed_by
        for entry in entries
        if entry.lease_until is not None
        and now - (entry.lease_until - lease) <= RECENT
        and entry.claimed_by != staff_id
    }
    return min((len(colleagues) * len(colleagues) + 1) << 2 * losses, MOST_HANDS)


def choose(ready: Sequence[Indexed], seed: int) -> Indexed:
    """One of the first few, all about to be claimed by somebody: a crisis before all else."""
    crises = [entry for entry in ready if entry.urgency is Urgency.CRISIS]
    head = crises or ready
    return head[seed % len(head)]


def is_held_with(callback: Callback, staff_id: str, key_id: str | None, now: datetime) -> bool:
    """True while this member of staff holds the callback by a claim made with this key."""
    held = callback.state_at(now) is State.CLAIMED
    return held and (callback.claimed_by, callback.claim_key) == (staff_id, key_id)


def was_just_claimed(callback: Callback, staff_id: str, now: datetime) -> bool:
    """True if a colleague's claim, made a moment ago, came first; it may be over by now."""
    last = callback.claims[-1] if callback.claims else None
    return last is not None and last.by != staff_id and now - last.at <= RECENT


_MOST_LINES = 100
"""So many calls of a group are shown when it opens; those after them, once these are made."""


def listed(
    entries: Sequence[Indexed], groups: Mapping[str, str], location: Location, now: datetime
) -> list[QueueEntry]:
    """The entries as the desk's list shows them, in order: a group is one entry, which opens.

    ``groups`` are those of ``groups_shown``.
    """
    members: dict[str, list[QueueLine]] = {}
    shown: list[QueueLine] = []
    for entry in sorted(entries, key=lambda entry: entry.position):
        line = line_of(entry, location, now)
        group = groups.get(entry.callback_id)
        if group is None:
            shown.append(line)
        elif group in members:
            members[group].append(line)
        else:
            members[group] = [line]
            shown.append(line)
    of_first = {lines[0].callback_id: lines for lines in members.values() if len(lines) > 1}
    return [_entry(line, of_first.get(line.callback_id)) for line in shown]


def groups_shown(
    entries: Sequence[Indexed], groups: Mapping[str, str], now: datetime
) -> dict[str, str]:
    """The group of each call that is not shown by itself, by the callback's id.

    A call that a colleague holds stands by itself, so that all see who has it.
    """
    waiting = (entry.callback_id for entry in entries if not entry.is_held(now))
    return {each: groups[each] for each in waiting if each in groups}


def _entry(line: QueueLine, members: list[QueueLine] | None) -> QueueEntry:
    if members is None:
        return QueueEntry(**dict(line))
    group = QueueGroup(count=len(members), entries=members[:_MOST_LINES])
    return QueueEntry(**dict(line), group=group)


def line_of(entry: Indexed, location: Location, now: datetime) -> QueueLine:
    """A call as the desk's list shows it."""
    held = entry.is_held(now)
    is_callable = entry.is_callable(location, now)
    everybody = [_shown(person) for person in unanswered_people(entry.people)]
    first = entry.people[0]
    return QueueLine(
        callback_id=entry.callback_id,
        first_name=first.named.first_name,
        last_initial=first.named.last_initial,
        reason=first.reason,
        source=first.lead.source,
        urgency=entry.urgency,
        read_first=any(person.read_first for person in everybody),
        state=State.CLAIMED if held else State.WAITING,
        requested_at=entry.requested_at,
        crisis_since=entry.crisis_since,
        respond_by=entry.respond_by,
        overdue=entry.respond_by < now,
        callable=is_callable,
        held_back_by=None if is_callable else entry.held_back_by(location, now),
        callable_from=None if is_callable else entry.callable_from(location, now),
        attempts=entry.attempts,
        claimed_by=entry.claimed_by if held else None,
        people=everybody[:_PEOPLE_SHOWN],
        more=max(len(everybody) - _PEOPLE_SHOWN, 0),
        do_not_contact=bool(entry.do_not_contact),
        booked_meanwhile=bool(
            entry.booked_meanwhile or booked_by_those(entry.people, entry.answers)
        ),
    )


def _shown(person: Inside[Asked]) -> PersonInLine:
    asked = person.of_another
    return PersonInLine(
        first_name=person.named.first_name,
        last_initial=person.named.last_initial,
        by_another=asked is not None,
        asker=asked.asker if asked else "",
        urgency=gravest(person.unanswered),
        flags=person.flags,
        read_first=is_read_first(person.unanswered),
        reason=person.reason,
    )
