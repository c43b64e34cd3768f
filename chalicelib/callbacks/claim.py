"""Claim a chosen callback, and keep the claim."""

from datetime import datetime, timedelta

from ..platform.errors import NotFoundError, RefusedError
from ..platform.record_look import record_seen
from ..platform.runtime import Runtime
from ..platform.storage.writes import Update
from . import claim_store, store
from .change_claimed import why_refused
from .claim_tokens import make_claim, read_claim
from .errors import AlreadyClaimedError, CallbackClosedError
from .file_claims import file_claims
from .models import Callback, CallbackCard, State
from .read_queue import card_of, people_of


def claim_callback(run: Runtime, staff_id: str, callback_id: str) -> CallbackCard:
    """Claim a chosen callback, whatever its turn or hour: staff may have their reasons.

    Whoever holds it already gets the same claim again. Raises NotFoundError,
    AlreadyClaimedError, CallbackClosedError.
    """
    now = run.clock()
    update = claim_store.claim_update(callback_id, staff_id, now, now + lease_of(run), None)
    try:
        return _claimed_card(run, staff_id, _updated(run, update), now)
    except RefusedError as refused:
        old = refused.old(store.CALLBACK)
        callback = _known(store.callback_of(old) if old else None)
        if callback.state_at(now) is State.CLOSED:
            raise CallbackClosedError from refused
        if callback.claimed_by != staff_id:
            raise AlreadyClaimedError from refused
        return _claimed_card(run, staff_id, callback, now)


def renew_claim(run: Runtime, staff_id: str, callback_id: str, token: str) -> CallbackCard:
    """Let the lease run anew from now; the fence stays. The card shows what came in meanwhile,
    and then it is on record that it was seen.

    Raises ClaimLostError, CallbackClosedError, NotFoundError, TokenError.
    """
    claimed = read_claim(run.keyring, token, callback_id, staff_id)
    now = run.clock()
    update = claim_store.renew_update(claimed, now, now + lease_of(run))
    try:
        callback = _updated(run, update)
        if callback.merges != claimed.merges:
            _note_seen(run, staff_id, callback)
        return _card(run, callback, now)
    except RefusedError as refused:
        raise why_refused(refused.old(store.CALLBACK), claimed, now) from refused


def lease_of(run: Runtime) -> timedelta:
    """Length of a claim, unless it is renewed."""
    return timedelta(minutes=run.clinic.callbacks.lease_minutes)


def _updated(run: Runtime, update: Update) -> Callback:
    return store.callback_of(run.table.update(update))


def _claimed_card(run: Runtime, staff_id: str, callback: Callback, now: datetime) -> CallbackCard:
    _note_seen(run, staff_id, callback)
    file_claims(run, staff_id, callback)
    return _card(run, callback, now)


def _note_seen(run: Runtime, staff_id: str, callback: Callback) -> None:
    people = people_of(callback)
    record_seen(run, staff_id, store.KIND, callback.callback_id, people, "claimed")


def _card(run: Runtime, callback: Callback, now: datetime) -> CallbackCard:
    return card_of(callback, now, make_claim(run.keyring, callback))


def _known(callback: Callback | None) -> Callback:
    if callback is None:
        raise NotFoundError("We can't find that call.")
    return callback
