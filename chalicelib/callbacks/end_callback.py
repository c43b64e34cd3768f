"""End a claimed callback: all that was owed in it is answered."""

from dataclasses import dataclass

from ..people.keep_commitments import call_owed_no_longer
from ..platform.clock import instant_text
from ..platform.unit_of_work import UnitOfWork
from . import claim_store, store
from .claim_tokens import Claimed
from .models import AfterWrite, Outcome, State
from .occasion_models import Answer, Done
from .promise_store import Promised, promise_answered


@dataclass(frozen=True)
class Ending:
    """The way in which what somebody is owed ends."""

    outcome: Outcome
    attempts: int
    """All that were made by then."""
    done: Done | None = None
    """The thing done for whoever was in danger."""
    message_id: str | None = None
    """The message that tells the person of it, should it have to be called off."""

    def answer(self, work: UnitOfWork) -> Answer:
        """The answer that it gives."""
        return Answer(outcome=self.outcome, at=work.now, by=work.by, done=self.done)


def end(
    work: UnitOfWork, claimed: Claimed, ending: Ending, wishes: tuple[str, ...] | None = None
) -> AfterWrite:
    """Collect what ends a claimed callback, unless something new came in since the claim.

    ``wishes`` are the people who asked not to be contacted, if this makes them others.
    """
    location = work.run.clinic.location(claimed.location_id)
    outcome, attempts = ending.outcome, ending.attempts
    known = claimed.do_not_contact if wishes is None else wishes
    ended = {
        **store.closed_as(location, outcome, work.by, work.now),
        **store.answers_set((each.of for each in claimed.still_owed), ending.answer(work)),
        **({"row.closed_done": str(ending.done)} if ending.done else {}),
        "row.do_not_contact": list(known),
        "attempts": attempts,
        "message_id": ending.message_id,
        "undoable_since": instant_text(work.now),
        "before": claim_store.before_content(claimed.before(claimed.still_owed)),
    }
    work.add(
        claim_store.close_update(
            claimed, ended, claim_store.held_and_nothing_new(claimed, work.now)
        )
    )
    call_owed_no_longer(work, claimed.point_id, claimed.location_id, has_wishes=bool(known))
    promise_kept(work, claimed, attempts, outcome)
    return AfterWrite(
        callback_id=claimed.callback_id,
        state=State.CLOSED,
        outcome=outcome,
        attempts=attempts,
        closed_at=work.now,
    )


def promise_kept(
    work: UnitOfWork, claimed: Claimed, attempts: int, outcome: Outcome | None
) -> None:
    """Collect that the clinic responded, for the service level; the first response stands."""
    promised = Promised(claimed.location_id, claimed.promise_day, claimed.callback_id)
    work.add(promise_answered(promised, work.now, attempts, outcome))
