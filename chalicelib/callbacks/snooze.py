"""Snooze a callback: it comes up again at a time that staff chose."""

from datetime import datetime, timedelta
from typing import Any

from ..platform.clock import instant_text, told_text
from ..platform.errors import FieldProblem, InvalidInputError
from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork
from . import claim_store, store
from .change_claimed import ClaimantsChange, change_claimed
from .claim_tokens import Claimed
from .crisis_rules import problems_of_snooze
from .models import AfterWrite, SnoozeIn, State
from .write_callback import write_callback

_LONGEST_SNOOZE = timedelta(days=90)


def snooze(run: Runtime, staff_id: str, callback_id: str, given: SnoozeIn) -> AfterWrite:
    """Put the callback off until an instant within 90 days; it then comes up as due.

    A crisis can be put off for minutes alone, and keeps its place before all others.

    The note stays in sight, also when something new ends the snooze before its time.

    Raises InvalidInputError, ClaimLostError, CallbackClosedError, CallbackChangedError,
    NotFoundError, TokenError.
    """
    until = instant_text(given.until)

    def snoozed(work: UnitOfWork, claimed: Claimed) -> AfterWrite:
        if not work.now < given.until <= work.now + _LONGEST_SNOOZE:
            message = "Please choose a time within the next 90 days."
            raise InvalidInputError((FieldProblem(("until",), message),))
        if problems := problems_of_snooze(claimed.urgency, given.until, work.now):
            raise InvalidInputError(problems)
        changes = again_at(claimed, given.until) | {
            "snoozed_until": until,
            "not_before": None,
            "snooze_note": given.note,
            "message_id": None,
            "undoable_since": instant_text(work.now),
            "before": claim_store.before_content(claimed.before(is_snooze=True)),
        }
        only_if = claim_store.held_and_nothing_new(claimed, work.now)
        write_callback(work, claimed, claim_store.snooze_update(claimed, changes, only_if))
        work.record(
            store.KIND, callback_id, "snoozed", until=told_text(given.until), note=given.note
        )
        return AfterWrite(
            callback_id=callback_id,
            state=State.WAITING,
            attempts=claimed.attempts,
            respond_by=given.until,
            not_before=given.until,
        )

    return change_claimed(run, ClaimantsChange("snooze", staff_id, callback_id, given), snoozed)


def again_at(claimed: Claimed, at: datetime) -> dict[str, Any]:
    """The changes after which a callback is due from ``at`` on, whatever held it back until now."""
    return {
        "respond_by": instant_text(at),
        "not_before": instant_text(at),
        "snoozed_until": None,
        "position": store.position_of(claimed.urgency, at),
    }
