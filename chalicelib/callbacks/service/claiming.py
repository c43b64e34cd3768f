"""Take a call to make, keep it, give it back."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from ...core.errors import NotFoundError, RefusedError
from ...core.expressions import Item
from ...core.runtime import Runtime
from ...core.writes import Update
from .. import queue, store
from ..claims import make_claim, read_claim
from ..errors import AlreadyClaimedError, CallbackClosedError
from ..models import AfterWrite, Callback, CallbackCard, HandBackIn, State
from ..queue import Indexed
from .reading import card_of
from .writing import after_write, carry_out, event_by, why_refused, write_identity

_PAGE = 60
"""Entries of the queue read at once: more than a desk holds at a time, about 20 KB."""


def claim_next(
    run: Runtime, staff_id: str, location_id: str, claim_key: str | None
) -> CallbackCard | None:
    """Claim the call that is owed next, or None if there is none that may be made now.

    Two round trips: one look at the queue, one conditional update. With a ``claim_key``, the same
    key again gives the same callback while its claim lasts, so a lost answer costs nothing.
    Raises UnknownLocationError.
    """
    location = run.clinic.location(location_id)
    now = run.clock()
    for entries in _pages(run, location_id):
        if repeated := queue.claimed_with(entries, staff_id, claim_key, now):
            return _claimed_card(run, _load(run, repeated.callback_id), now)
        ready = queue.ready_in_order(entries, location, now)
        colleagues = queue.recent_claims(entries, now, _lease(run))
        for entry in queue.spread(ready, colleagues, _seed(staff_id, now)):
            update = _claim_update(run, entry.callback_id, staff_id, now, claim_key)
            try:
                return _claimed_card(run, _updated(run, update), now)
            except RefusedError:
                continue  # a colleague was faster, or it was closed: the index lags a little
    return None


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
    repeated = carry_out(run, claimed, now, identity, [update, event])
    if repeated:
        return after_write(repeated, now)
    return AfterWrite(callback_id=callback_id, state=State.WAITING, attempts=claimed.attempts)


def _pages(run: Runtime, location_id: str) -> Iterator[list[Indexed]]:
    start: Item | None = None
    while True:
        page = store.load_queue(run.table, location_id, start, _PAGE)
        yield [Indexed.model_validate(item) for item in page.items]
        if page.next_start is None:
            return
        start = page.next_start


def _claim_update(
    run: Runtime, callback_id: str, staff_id: str, now: datetime, claim_key: str | None
) -> Update:
    """A claim of a callback whose turn it is, as far as the index knows."""
    return store.claim_update(
        callback_id, staff_id, now, now + _lease(run), claim_key, store.due_for_a_call(now)
    )


def _updated(run: Runtime, update: Update) -> Callback:
    return Callback.model_validate(run.table.update(update))


def _claimed_card(run: Runtime, callback: Callback, now: datetime) -> CallbackCard:
    return card_of(callback, now, make_claim(run.keyring, callback))


def _load(run: Runtime, callback_id: str) -> Callback:
    return _known(store.load_callback(run.table, callback_id))


def _known(callback: Callback | None) -> Callback:
    if callback is None:
        raise NotFoundError("There is no such callback.")
    return callback


def _lease(run: Runtime) -> timedelta:
    return timedelta(minutes=run.clinic.callbacks.lease_minutes)


def _seed(staff_id: str, now: datetime) -> int:
    """Differs between colleagues and moments, and is the same for the same ones."""
    return int.from_bytes(hashlib.sha256(f"{staff_id}:{now}".encode()).digest()[:4], "big")
