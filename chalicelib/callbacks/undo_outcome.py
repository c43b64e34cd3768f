"""Undo how a call was said to have gone: a slip of the key costs the caller nothing."""

from datetime import date, datetime, timedelta
from typing import Any

from ..platform.errors import NotFoundError
from ..platform.runtime import Runtime
from ..platform.unit_of_work import Once, UnitOfWork, carry_out
from . import idempotency_store, store
from .claim import lease_of
from .claim_at_once import ClaimAtOnce
from .claim_tokens import Claimed, read_claim
from .errors import UndoOverError
from .merge_rules import merged
from .models import Callback, ClaimedWrite
from .people_rules import graver
from .put_back import nothing_to_undo, open_again, owed_again, stand_again
from .put_back_models import PutBack

UNDO_TIME = timedelta(minutes=3)
"""The time in which it can be undone; a close can be reopened for longer."""


def undo_outcome(run: Runtime, staff_id: str, callback_id: str, given: ClaimedWrite) -> PutBack:
    """Take back the last attempt, snooze or answer under a claim, and give the claim back.

    What was answered before that one stays answered. ``given`` brings that claim. If the callback
    was closed and another call is open by then, it joins that one, and nothing is claimed. Raises
    NotFoundError, TokenError, and UndoOverError when it is too late, or somebody took the call
    since.
    """
    claimed = read_claim(run.keyring, given.claim, callback_id, staff_id)
    identity = run.keyring.derived_id("undo", f"{callback_id}:{claimed.fence}")
    claim = ClaimAtOnce(staff_id, identity, lease_of(run))

    def undone(work: UnitOfWork) -> PutBack:
        stands = store.load_callback(run.table, callback_id)
        if stands is None:
            raise NotFoundError("We can't find that call.")
        _check_undoable(stands, claimed, work.now)
        zone = run.clinic.location(stands.location_id).tz
        before = _as_before(stands, work.now.astimezone(zone).date())
        again = open_again if stands.outcome else stand_again
        told = again(work, stands, before, "undone", claim)
        work.add(idempotency_store.put_back_put(callback_id, identity, told, work.now))
        return told

    key = idempotency_store.done_key(callback_id, identity)
    once = Once(key, identity, idempotency_store.put_back_before)
    return carry_out(run, staff_id, undone, once=once)


def _check_undoable(stands: Callback, claimed: Claimed, now: datetime) -> None:
    """Raise UndoOverError unless nobody but this claimant wrote, took, closed or joined it, lately.

    The first reason that holds is told.
    """
    if stands.claimed_by and stands.claimed_by != claimed.staff_id:
        raise UndoOverError("A colleague took this call since, so this can't be undone.")
    since = stands.undoable_since
    is_moved_on = stands.joined_to or stands.fence != claimed.fence
    if since is None or is_moved_on:
        raise UndoOverError("This call has changed since, so this can't be undone.")
    if now - since > UNDO_TIME:
        raise UndoOverError


_STANDING = ("attempts", "urgency", "respond_by", "not_before", "snoozed_until")


def _as_before(stands: Callback, today: date) -> Callback:
    """The callback as its claimant had it before the outcome, with what came in since. Pure."""
    before = stands.before
    if before is None:
        raise UndoOverError("This call has changed since, so this can't be undone.")
    restored: dict[str, Any] = {name: getattr(before, name) for name in _STANDING}
    if before.is_snooze:
        restored["snooze_note"] = stands.earlier_snooze_note
    after = owed_again(stands, before.answered).model_copy(update=restored)
    for occasion in stands.occasions[before.occasions :]:
        after = merged(after, occasion, today)
    if stands.beyond > before.beyond:
        after = _no_less_than(after, stands)
    return nothing_to_undo(after).model_copy(update={"flags": after.flags_owed})


def _no_less_than(after: Callback, stands: Callback) -> Callback:
    """The callback as grave and as soon as what was only counted since made it. Pure."""
    kept = {
        "urgency": graver(after.urgency, stands.urgency),
        "respond_by": min(after.respond_by, stands.respond_by),
        "not_before": _sooner(after.not_before, stands.not_before),
        "snoozed_until": _sooner(after.snoozed_until, stands.snoozed_until),
    }
    return after.model_copy(update=kept)


def _sooner(until: datetime | None, other: datetime | None) -> datetime | None:
    """The end of the shorter of two waits; None is no wait."""
    return min(until, other) if until and other else None
