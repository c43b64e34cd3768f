"""Claim the call that is owed next."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from ..clinic import Location
from ..platform.record_look import record_seen
from ..platform.runtime import Runtime
from ..platform.storage.expressions import Item
from ..platform.unit_of_work import Once, UnitOfWork, carry_out
from . import claim_store, idempotency_store, queue, store
from .claim import lease_of
from .claim_tokens import make_claim
from .file_claims import file_claims
from .find_floods import Floods
from .grouping_rules import groups_in
from .models import CallbackCard
from .queue import Indexed, Ready
from .read_queue import card_with_history, people_of
from .turn_rules import TurnTaken, last_turn, next_side, turn_after
from .turn_store import is_turn, turn_of, turn_put

_PAGE = 40
"""Entries of the queue read at first: more than a desk holds at a time, about 14 KB (2 RCU)."""

_FURTHER_PAGE = 500
"""Entries read at once after that, behind a flood or very many leases: about 170 KB (21 RCU)."""

_MOST_LOOKS = 1000
"""However many colleagues are faster: each look that is lost is a call that one of them got."""


def claim_next(
    run: Runtime, staff_id: str, location_id: str, key: str | None
) -> CallbackCard | None:
    """Claim the call that is owed next, or None if there is none that may be made now.

    Three round trips: one look at the queue, one transaction, the callback with its history. The
    same ``key`` again gives the same callback while its claim lasts, however many ask at once, and
    None once that claim is over. While one address floods the queue, what it sent and all others
    take turns, whoever claims; to look behind the flood takes a further round trip, and so does
    asking who in it is proven. Raises UnknownLocationError, IdempotencyConflictError.
    """
    location = run.clinic.location(location_id)
    key_id = run.keyring.derived_id(f"claim:{staff_id}", key) if key else None
    search = _Search(run, location, staff_id, key_id)
    once = _once(key_id, location_id) if key_id else None

    def claimed(work: UnitOfWork) -> str | None:
        search.learn(work)
        ready = search.look(work.now)
        last = last_turn(search.turns, work.now)
        side, first = ready.of(next_side(last))
        if not first:
            return _as_before(run, once)
        chosen = search.choose(first, work.now)
        if ready.groups:
            work.add(turn_put(location_id, staff_id, turn_after(last, side, work.now)))
        until, turn = work.now + lease_of(run), claim_store.due_for_a_call(work.now)
        of = chosen.callback_id
        work.add(claim_store.claim_update(of, staff_id, work.now, until, key_id, turn))
        work.note_look(store.KIND, of, chosen.person_ids, "claimed")
        if key_id:
            work.add(idempotency_store.claim_key_put(key_id, of, work.now))
        return of

    callback_id = carry_out(run, staff_id, claimed, once=once, tries=_MOST_LOOKS)
    if callback_id is None:
        return None
    return _card(run, staff_id, callback_id, key_id, search.known_of(callback_id))


def _once(key_id: str, location_id: str) -> Once[str | None]:
    """The identity of a request that brings a key, also once its claim is over."""
    key = idempotency_store.claim_key(key_id)
    return Once(key, location_id, lambda made: str(made["callback_id"]))


def _as_before(run: Runtime, once: Once[str | None] | None) -> str | None:
    """The callback that this key claimed before: the queue may be empty just for that."""
    made = run.table.get(once.key) if once else None
    return once.again(made) if once and made else None


def _card(
    run: Runtime, staff_id: str, callback_id: str, key_id: str | None, known: Collection[str]
) -> CallbackCard | None:
    """The callback as its claimant gets it; None if this claim of theirs is over.

    ``known`` are the people whom the claim noted as seen; whoever came in since is noted as well.
    """
    callback, written = store.load_with_history(run.table, callback_id)
    now = run.clock()
    if callback is None or not queue.is_held_with(callback, staff_id, key_id, now):
        return None
    file_claims(run, staff_id, callback)
    if new := [each for each in people_of(callback) if each not in known]:
        record_seen(run, staff_id, store.KIND, callback_id, new, "claimed")
    return card_with_history(callback, written, now, make_claim(run.keyring, callback))


@dataclass
class _Search:
    """Looks for whoever is to be called next, until one of them can be claimed."""

    run: Runtime
    location: Location
    staff_id: str
    key_id: str | None
    lost: set[str] = field(default_factory=set)
    """Callbacks that were refused so far; the index, which lags, may go on to show them."""
    losses: int = 0
    """Number of those that a colleague had just claimed."""
    turns: list[TurnTaken] = field(default_factory=list)
    """Turns that the last look saw."""
    _chosen: Indexed | None = None

    @cached_property
    def floods(self) -> Floods:
        """All that is known of floods by now, however many looks it takes."""
        return Floods(self.run)

    def learn(self, work: UnitOfWork) -> None:
        """Note what was refused at the telling before: a colleague was faster, or it is closed."""
        if not work.was_refused(store.CALLBACK):
            return
        if self._chosen:
            self.lost.add(self._chosen.callback_id)
        stood = work.seen[store.CALLBACK]
        callback = store.callback_of(stood) if stood else None
        if callback and queue.was_just_claimed(callback, self.staff_id, work.now):
            self.losses += 1

    def look(self, now: datetime) -> Ready:
        """The first few of the queue who may be called now, in order.

        Leases stand first, in the order in which they run out: one that did is only in its turn
        among those that wait, so a page of leases alone does not end the look. Nor does a page of
        a flood alone.
        """
        entries: list[Indexed] = []
        self.turns.clear()
        hands, ready = 1, Ready([], [], {})
        lease = lease_of(self.run)
        for page in self._pages():
            entries += page
            hands = queue.hands_at_it(entries, self.staff_id, now, lease, self.losses)
            groups = groups_in(entries)
            ready = queue.ready_now(entries, groups, self.location, now, self.lost, hands)
            if len(ready.others) == hands and entries[-1].claimed_by is None:
                break
        if ready.groups:  # some of it may be proven, and then come before others, who suffice
            groups = self.floods.groups(entries)
            ready = queue.ready_now(entries, groups, self.location, now, self.lost, hands)
        return ready

    def known_of(self, callback_id: str) -> tuple[str, ...]:
        """The people inside the callback as the last look saw it; none if it was another one."""
        if self._chosen is None or self._chosen.callback_id != callback_id:
            return ()
        return self._chosen.person_ids

    def choose(self, ready: list[Indexed], now: datetime) -> Indexed:
        """One of the first few: colleagues choose different ones, so that few claims meet.

        One key chooses the same one each time, as long as the queue looks the same.
        """
        named = f"{self.key_id or self.staff_id + str(now)}:{len(self.lost)}"
        seed = int.from_bytes(hashlib.sha256(named.encode()).digest()[:4], "big")
        self._chosen = queue.choose(ready, seed)
        return self._chosen

    def _pages(self) -> Iterator[list[Indexed]]:
        start: Item | None = None
        limit = _PAGE
        while True:
            page = store.load_queue(self.run.table, self.location.id, start, limit)
            self.turns += [turn_of(item) for item in page.items if is_turn(item)]
            yield [
                Indexed.model_validate(store.flat(item)) for item in page.items if not is_turn(item)
            ]
            if page.next_start is None:
                return
            start, limit = page.next_start, _FURTHER_PAGE
