"""Change a callback as its claimant: behind the fence, made once, with a reason when refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..platform.errors import FrontdeskError, NotFoundError
from ..platform.runtime import Runtime
from ..platform.unit_of_work import Once, UnitOfWork, carry_out
from . import idempotency_store, store
from .claim_tokens import Claimed, claimed_from, read_claim
from .errors import CallbackChangedError, CallbackClosedError, ClaimLostError
from .models import AfterWrite, ClaimedWrite, State

Decide = Callable[[UnitOfWork, Claimed], AfterWrite]
"""Collects what a claimant changes; how the callback then stands."""


@dataclass(frozen=True)
class ClaimantsChange:
    """A change that a claimant asks for: what it is called, of which callback, and as sent."""

    verb: str
    staff_id: str
    callback_id: str
    given: ClaimedWrite


def change_claimed(
    run: Runtime, asked: ClaimantsChange, decide: Decide, *, takes_news: bool = False
) -> AfterWrite:
    """Carry out one change by the claimant, once: the same words under one claim are the same.

    When something new came in since the claim, a change that ``takes_news`` is decided anew with
    it; what the claimant did themselves under this claim is no news to them. Raises
    ClaimLostError, CallbackClosedError, CallbackChangedError, NotFoundError, TokenError.
    """
    callback_id = asked.callback_id
    claimed = read_claim(run.keyring, asked.given.claim, callback_id, asked.staff_id)
    identity = _identity(run, asked, claimed)

    def story(work: UnitOfWork) -> AfterWrite:
        known = _as_it_stands(work, claimed, takes_news=takes_news)
        told = decide(work, known)
        work.add(idempotency_store.done_put(callback_id, identity, told, work.now))
        return told

    once = Once(
        idempotency_store.done_key(callback_id, identity), identity, idempotency_store.done_before
    )
    return carry_out(run, asked.staff_id, story, once=once)


def _identity(run: Runtime, asked: ClaimantsChange, claimed: Claimed) -> str:
    """Names one change under one claim: the same words sent again are the same change.

    But what answered the last person by name, said once more, is about those only counted.
    """
    content = asked.given.model_dump_json(exclude={"claim"})
    about = "" if claimed.people else ":the others"
    named = f"{claimed.callback_id}:{claimed.fence}:{content}{about}"
    return run.keyring.derived_id(f"change:{asked.verb}", named)


def _as_it_stands(work: UnitOfWork, claimed: Claimed, *, takes_news: bool) -> Claimed:
    """The callback as its claimant knows it, with news if taken. Raises what the refusal means."""
    if not work.was_refused(store.CALLBACK):
        return claimed
    old = work.seen[store.CALLBACK]
    reason = why_refused(old, claimed, work.now)
    if old is None or not isinstance(reason, CallbackChangedError):
        raise reason
    known = claimed_from(store.callback_of(old), claimed.staff_id)
    if not takes_news and known.merges != claimed.merges:
        raise reason
    return known


def why_refused(old: Mapping[str, Any] | None, claimed: Claimed, now: datetime) -> FrontdeskError:
    """The meaning of a claimant's refused write to them, from the callback as it stood."""
    if old is None:
        return NotFoundError("We can't find that call.")
    callback = store.callback_of(old)
    if callback.outcome is not None:
        return CallbackClosedError()
    held = callback.state_at(now) is State.CLAIMED and callback.claimed_by == claimed.staff_id
    if held and callback.fence == claimed.fence:
        return CallbackChangedError()
    return ClaimLostError()
