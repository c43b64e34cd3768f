"""Two claimants, and a lease that ran out between them: the stale one is refused everywhere."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from chalicelib.callbacks.add_note import add_note
from chalicelib.callbacks.claim import claim_callback, renew_claim
from chalicelib.callbacks.close_callback import close_callback
from chalicelib.callbacks.errors import ClaimLostError
from chalicelib.callbacks.hand_back import hand_back as _hand_back
from chalicelib.callbacks.models import (
    AttemptIn,
    CallbackCard,
    CloseIn,
    CloseReason,
    Disposition,
    HandBackIn,
    NoteIn,
    SnoozeIn,
)
from chalicelib.callbacks.record_attempt import record_attempt
from chalicelib.callbacks.snooze import snooze as _snooze
from chalicelib.platform.errors import ConflictError, RefusedError
from chalicelib.platform.runtime import Runtime
from tests.conftest import MONDAY_MORNING

from . import snapshot
from .barrier import TickingClock, all_at_once
from .builders import claim, submit, token

ANA, BEN = "staff-ana", "staff-ben"

Write = Callable[[Runtime, str, CallbackCard], object]


def attempt(disposition: Disposition) -> Write:
    return lambda run, who, card: record_attempt(
        run, who, card.callback_id, AttemptIn(claim=token(card), disposition=disposition)
    )


def renew(run: Runtime, who: str, card: CallbackCard) -> object:
    return renew_claim(run, who, card.callback_id, token(card))


def hand_back(run: Runtime, who: str, card: CallbackCard) -> object:
    return _hand_back(run, who, card.callback_id, HandBackIn(claim=token(card)))


def snooze(run: Runtime, who: str, card: CallbackCard) -> object:
    given = SnoozeIn(claim=token(card), until=MONDAY_MORNING + timedelta(days=1))
    return _snooze(run, who, card.callback_id, given)


def note(run: Runtime, who: str, card: CallbackCard) -> object:
    add_note(run, who, card.callback_id, NoteIn(claim=token(card), note="a note"))
    return None


def close(run: Runtime, who: str, card: CallbackCard) -> object:
    given = CloseIn(claim=token(card), reason=CloseReason.RESOLVED)
    return close_callback(run, who, card.callback_id, given)


WRITES: dict[str, Write] = {
    "renew": renew,
    "hand back": hand_back,
    "failed attempt": attempt(Disposition.NO_ANSWER),
    "attempt that closes": attempt(Disposition.REACHED),
    "do not contact": attempt(Disposition.DO_NOT_CONTACT),
    "snooze": snooze,
    "note": note,
    "close": close,
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
@pytest.mark.parametrize("next_claimant", [BEN, ANA, None], ids=["another", "the same", "nobody"])
def test_a_stale_claimant_is_refused_and_changes_nothing(
    run: Runtime, clock: TickingClock, write: Write, next_claimant: str | None
) -> None:
    submit(run)
    stale = claim(run, ANA)
    clock.forward(minutes=11)
    fresh = claim(run, next_claimant) if next_claimant else None
    before = snapshot.read(run.table)
    with pytest.raises(ClaimLostError):
        write(run, ANA, stale)
    assert snapshot.read(run.table) == before
    if fresh and next_claimant:
        write(run, next_claimant, fresh)


def test_a_renewed_claim_keeps_its_fence_and_the_older_token_still_opens_it(
    run: Runtime, clock: TickingClock
) -> None:
    submit(run)
    card = claim(run, ANA)
    assert card.claim is not None
    for _ in range(3):
        clock.forward(minutes=9)
        renewed = renew_claim(run, ANA, card.callback_id, token(card))
        assert renewed.claim is not None
        assert renewed.claim.fence == card.claim.fence == 1
    close(run, ANA, card)


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_of_sixteen_who_claim_a_call_that_was_abandoned_one_gets_it_and_the_stale_one_nothing(
    run: Runtime, clock: TickingClock, write: Write
) -> None:
    """The stale claimant writes at the very moment at which the others claim."""
    submit(run)
    stale = claim(run, ANA)
    clock.forward(minutes=11)

    def stale_write() -> str:
        with pytest.raises(ConflictError):
            write(run, ANA, stale)
        return ""

    def rival(who: str) -> str:
        try:
            claim_callback(run, who, stale.callback_id)
        except (ConflictError, RefusedError):
            return ""
        return who

    acts: list[Callable[[], str]] = [stale_write]
    acts += [partial(rival, f"staff-{number}") for number in range(15)]
    (winner,) = filter(None, all_at_once(acts))
    stored = snapshot.read(run.table)
    assert stored.only_open.claimed_by == winner
    assert stored.only_open.fence == 2
    snapshot.check_whole(stored)
