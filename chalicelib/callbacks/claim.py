"""Take a call to make, keep it, give it back."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ..clinic import Location
from ..platform.errors import NotFoundError, RefusedError
from ..platform.runtime import Runtime
from ..platform.storage.expressions import Item
from ..platform.storage.writes import Update
from . import queue, store
from .claim_tokens import make_claim, read_claim
from .claimant_writes import carry_out, event_by, why_refused, write_identity
from .errors import AlreadyClaimedError, CallbackClosedError
from .models import AfterWrite, Callback, CallbackCard, HandBackIn, State
from .queue import Indexed
from .read_queue import card_of

_PAGE = 40
"""Entries of the queue read at once: more than a desk holds at a time, about 14 KB (2 RCU)."""


def claim_next(
    run: Runtime, staff_id: str, location_id: str, claim_key: str | None
) -> CallbackCard | None:
    """Claim the call that is owed next, or None if there is none that may be made now.

    Two round trips: one look at the queue, one conditional update. With a ``claim_key``, the same
    key again gives the same callback while its claim lasts, so a lost answer costs nothing; without
    one, an update that only the driver sends again still knows itself. Raises UnknownLocationError.
    """
    location = run.clinic.location(location_id)
    now = run.clock()
    claim_key = claim_key or run.ids.new(now)
    refused = _Refused()
    while True:
        entries, ready = _look(run, location, staff_id, now, refused)
        if repeated := _claimed_before(run, entries, staff_id, claim_key, now):
            return _claimed_card(run, repeated, now)
        if not ready:
            return None
        chosen = queue.choose(ready, _seed(staff_id, now, len(refused.callback_ids)))
        claimed = _claim_in_turn(run, chosen.callback_id, staff_id, now, claim_key, refused)
        if claimed is not None:
            return _claimed_card(run, claimed, now)


def claim_callback(run: Runtime, staff_id: str, callback_id: str) -> CallbackCard:
    """Claim a chosen callback, whatever its turn or hour: staff may have their reasons.

    Whoever holds it already gets the same claim again. Raises NotFoundError,
    AlreadyClaimedError, CallbackClosedError.
    """
    now = run.clock()
    update = store.claim_update(callback_id, staff_id, now, now + _lease(run), None)
    try:
        return _claimed_card(run, _updated(run, update), now)
    except RefusedError as refused:
        old = refused.old(store.CALLBACK)
        callback = _known(Callback.model_validate(old) if old else None)
        if callback.state_at(now) is State.CLOSED:
            raise CallbackClosedError from refused
        if callback.claimed_by != staff_id:
            raise AlreadyClaimedError from refused
        return _claimed_card(run, callback, now)


def renew_claim(run: Runtime, staff_id: str, callback_id: str, token: str) -> CallbackCard:
    """Let the lease run anew from now; the fence stays. The card shows what came in meanwhile.

    Raises ClaimLostError, CallbackClosedError, NotFoundError, TokenError.
    """
    claimed = read_claim(run.keyring, token, callback_id, staff_id)
    now = run.clock()
    update = store.renew_update(claimed, now, now + _lease(run))
    try:
        return _claimed_card(run, _updated(run, update), now)
    except RefusedError as refused:
        raise why_refused(refused.old(store.CALLBACK), claimed, now) from refused


def hand_back(run: Runtime, staff_id: str, callback_id: str, given: HandBackIn) -> AfterWrite:
    """Give the callback back to its place in the queue.

    Raises ClaimLostError, CallbackClosedError, NotFoundError, TokenError.
    """
    claimed = read_claim(run.keyring, given.claim, callback_id, staff_id)
    now = run.clock()
    identity = write_identity("hand-back", claimed, given)
    update = store.return_update(claimed, {}, identity, store.held_by(claimed, now))
    event = event_by(run, claimed, now, "handed-back", note=given.note)
    carry_out(run, claimed, now, identity, [update, event])
    return AfterWrite(callback_id=callback_id, state=State.WAITING, attempts=claimed.attempts)


def _claimed_before(
    run: Runtime, entries: Iterable[Indexed], staff_id: str, claim_key: str, now: datetime
) -> Callback | None:
    """What this member of staff holds by this key, if they still do: the index only suggests."""
    suggested = queue.claimed_with(entries, staff_id, claim_key, now)
    callback = suggested and store.load_callback(run.table, suggested.callback_id)
    if callback and queue.is_held_with(callback, staff_id, claim_key, now):
        return callback
    return None


@dataclass
class _Refused:
    """What one claim was refused so far; the index, which lags, may go on to show it."""

    callback_ids: set[str] = field(default_factory=set)
    losses: int = 0
    """How many of them a colleague had just claimed."""


def _look(
    run: Runtime, location: Location, staff_id: str, now: datetime, refused: _Refused
) -> tuple[list[Indexed], list[Indexed]]:
    """The queue as far as needed, and the first few of it who may be called now, in order.

    Leases stand first, in the order in which they run out: one that did is only in its turn among
    those that wait, so a page of leases alone does not end the look.
    """
    entries: list[Indexed] = []
    ready: list[Indexed] = []
    for page in _pages(run, location.id):
        entries += page
        hands = queue.hands_at_it(entries, staff_id, now, _lease(run), refused.losses)
        ready = queue.first_ready(entries, location, now, refused.callback_ids, hands)
        if len(ready) == hands and entries[-1].claimed_by is None:
            break
    return entries, ready


def _pages(run: Runtime, location_id: str) -> Iterator[list[Indexed]]:
    start: Item | None = None
    while True:
        page = store.load_queue(run.table, location_id, start, _PAGE)
        yield [Indexed.model_validate(item) for item in page.items]
        if page.next_start is None:
            return
        start = page.next_start


def _claim_in_turn(
    run: Runtime,
    callback_id: str,
    staff_id: str,
    now: datetime,
    claim_key: str,
    refused: _Refused,
) -> Callback | None:
    """Claim a callback whose turn it is, as far as the index knows, which lags a little.

    None, and noted in ``refused``, if a colleague was faster, or it is closed by now. Refused
    because this very claim was carried out before, the answer being lost on its way to the driver,
    it is claimed.
    """
    until = now + _lease(run)
    turn = store.due_for_a_call(now)
    try:
        return _updated(run, store.claim_update(callback_id, staff_id, now, until, claim_key, turn))
    except RefusedError as failure:
        old = failure.old(store.CALLBACK)
    callback = Callback.model_validate(old) if old else None
    if callback and queue.is_held_with(callback, staff_id, claim_key, now):
        return callback
    refused.callback_ids.add(callback_id)
    refused.losses += callback is not None and queue.was_just_claimed(callback, staff_id, now)
    return None


def _updated(run: Runtime, update: Update) -> Callback:
    return Callback.model_validate(run.table.update(update))


def _claimed_card(run: Runtime, callback: Callback, now: datetime) -> CallbackCard:
    return card_of(callback, now, make_claim(run.keyring, callback))


def _known(callback: Callback | None) -> Callback:
    if callback is None:
        raise NotFoundError("There is no such callback.")
    return callback


def _lease(run: Runtime) -> timedelta:
    return timedelta(minutes=run.clinic.callbacks.lease_minutes)


def _seed(staff_id: str, now: datetime, look: int) -> int:
    """Differs between colleagues, moments and looks, and is the same for the same ones."""
    named = f"{staff_id}:{now}:{look}"
    return int.from_bytes(hashlib.sha256(named.encode()).digest()[:4], "big")
