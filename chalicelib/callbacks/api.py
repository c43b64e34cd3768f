"""The desk's routes to the queue. A use case of a route's own name has an underscore here."""

from typing import Annotated

from pydantic import ConfigDict, Field

from ..clinic import Source, UnknownLocationError
from ..people.models import CorrectIn, Profile
from ..people.question_models import AnswerIn
from ..platform.clock import LocalDate
from ..platform.errors import IdempotencyConflictError, TokenError
from ..platform.http import Answer, NoContent, Routes, Tag
from ..platform.http.etags import unless_known
from ..platform.http.fields import ConditionalHeaders, IdempotencyHeaders
from ..platform.model import Model
from ..platform.runtime import Runtime
from ..platform.values import Id, Name
from ..staff.access import Access, Staff
from .add_note import add_note as _add_note
from .answer_question import answer_question as _answer_question
from .answer_question import undo_answer as _undo_answer
from .claim import renew_claim as _renew_claim
from .close_callback import close_callback as _close_callback
from .correct_facts import correct_facts as _correct_facts
from .errors import (
    CallbackChangedError,
    CallbackClosedError,
    CallbackOpenError,
    ClaimLostError,
    UndoOverError,
)
from .hand_back import hand_back as _hand_back
from .incoming_call_models import IncomingCallIn, IncomingCallLogged
from .list_closed_today import list_closed_today as _list_closed_today
from .list_crises import list_crises as _list_crises
from .log_incoming_call import log_incoming_call as _log_incoming_call
from .models import (
    AfterWrite,
    AttemptIn,
    CallbackCard,
    ClaimedWrite,
    CloseIn,
    HandBackIn,
    NoteIn,
    SnoozeIn,
)
from .put_back_models import ClosedCalls, PutBack, ReopenIn
from .queue_models import Crises, Queue
from .read_queue import list_queue as _list_queue
from .read_queue import open_callback
from .record_attempt import record_attempt as _record_attempt
from .reopen import reopen
from .report_service_level import service_level
from .service_level import ServiceLevel
from .snooze import snooze
from .undo_outcome import undo_outcome as _undo_outcome

routes = Routes(
    __name__, Tag("Callbacks", "The calls that are owed: the queue, and what becomes of each.")
)

_LOST = (TokenError, ClaimLostError, CallbackClosedError)
_CHANGED = (*_LOST, CallbackChangedError)


class QueueQuery(Model):
    """A page of the queue."""

    model_config = ConfigDict(extra="forbid")

    cursor: Annotated[str | None, Field(max_length=2000)] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class PromisesQuery(Model):
    """Promises of local dates, the first and the last one meant."""

    model_config = ConfigDict(extra="forbid")

    start: LocalDate = Field(alias="from")
    end: LocalDate = Field(alias="to")
    source: Source | None = Field(None, description="Those promises alone that came in this way.")


@routes.get("/locations/{location_id}/queue", access=Access.DESK, problems=(UnknownLocationError,))
def list_queue(
    location_id: Name, query: QueueQuery, headers: ConditionalHeaders, run: Runtime
) -> Answer[Queue]:
    """Everybody who is owed a call, in the order in which they are to be called.

    Answers with an ETag; 304 to an If-None-Match that still holds, as the time now is, too.
    """
    page = _list_queue(run, location_id, query.cursor, query.limit)
    return unless_known(page, headers.if_none_match)


@routes.get("/crises", access=Access.DESK)
def list_crises(headers: ConditionalHeaders, run: Runtime) -> Answer[Crises]:
    """List how many callers in crisis wait at each location, and since when: no names.

    Answers with an ETag; 304 to an If-None-Match that still holds.
    """
    return unless_known(_list_crises(run), headers.if_none_match)


@routes.get(
    "/locations/{location_id}/closed-today", access=Access.DESK, problems=(UnknownLocationError,)
)
def list_closed_today(location_id: Name, query: QueueQuery, run: Runtime) -> ClosedCalls:
    """List the calls that were closed today, the latest first."""
    return _list_closed_today(run, location_id, query.cursor, query.limit)


@routes.get("/callbacks/{callback_id}", access=Access.DESK)
def get_callback(callback_id: Id, staff: Staff, run: Runtime) -> CallbackCard:
    """Open a callback with its history. The look is recorded."""
    return open_callback(run, staff.staff_id, callback_id)


@routes.post("/callbacks/{callback_id}/renew", access=Access.DESK, problems=_LOST)
def renew_claim(callback_id: Id, body: ClaimedWrite, staff: Staff, run: Runtime) -> CallbackCard:
    """Let the lease of a claim run anew; the card shows what came in meanwhile."""
    return _renew_claim(run, staff.staff_id, callback_id, body.claim)


@routes.post("/callbacks/{callback_id}/hand-back", access=Access.DESK, problems=_LOST)
def hand_back(callback_id: Id, body: HandBackIn, staff: Staff, run: Runtime) -> AfterWrite:
    """Give a claimed callback back to its place in the queue."""
    return _hand_back(run, staff.staff_id, callback_id, body)


@routes.post("/callbacks/{callback_id}/attempts", access=Access.DESK, problems=_CHANGED)
def record_attempt(callback_id: Id, body: AttemptIn, staff: Staff, run: Runtime) -> AfterWrite:
    """Record one call and how it went."""
    return _record_attempt(run, staff.staff_id, callback_id, body)


@routes.post("/callbacks/{callback_id}/snooze", access=Access.DESK, problems=_CHANGED)
def snooze_callback(callback_id: Id, body: SnoozeIn, staff: Staff, run: Runtime) -> AfterWrite:
    """Put a callback off until a later instant."""
    return snooze(run, staff.staff_id, callback_id, body)


@routes.post("/callbacks/{callback_id}/notes", access=Access.DESK, problems=_LOST)
def add_note(callback_id: Id, body: NoteIn, staff: Staff, run: Runtime) -> NoContent:
    """Add a note to a callback's history."""
    _add_note(run, staff.staff_id, callback_id, body)
    return Answer(None)


@routes.post("/callbacks/{callback_id}/close", access=Access.DESK, problems=_CHANGED)
def close_callback(callback_id: Id, body: CloseIn, staff: Staff, run: Runtime) -> AfterWrite:
    """Close a callback that needs no call any more."""
    return _close_callback(run, staff.staff_id, callback_id, body)


@routes.post("/callbacks/{callback_id}/reopen", access=Access.DESK, problems=(CallbackOpenError,))
def reopen_callback(callback_id: Id, body: ReopenIn, staff: Staff, run: Runtime) -> PutBack:
    """Reopen a callback that was closed; it joins the call that is open by then."""
    return reopen(run, staff.staff_id, callback_id, body)


@routes.post(
    "/callbacks/{callback_id}/undo", access=Access.DESK, problems=(TokenError, UndoOverError)
)
def undo_outcome(callback_id: Id, body: ClaimedWrite, staff: Staff, run: Runtime) -> PutBack:
    """Take back the attempt, snooze or close that ended a claim, and give the claim back."""
    return _undo_outcome(run, staff.staff_id, callback_id, body)


@routes.post("/callbacks/{callback_id}/questions/{question_id}/answer", access=Access.DESK)
def answer_question(
    callback_id: Id, question_id: Id, body: AnswerIn, staff: Staff, run: Runtime
) -> NoContent:
    """Answer whether a form in a call was sent by the person who is known. It is on record."""
    _answer_question(run, staff.staff_id, callback_id, question_id, body)
    return Answer(None)


@routes.post("/callbacks/{callback_id}/questions/{question_id}/undo", access=Access.DESK)
def undo_answer(callback_id: Id, question_id: Id, staff: Staff, run: Runtime) -> NoContent:
    """Take back an answer: what followed from it is as it was before."""
    _undo_answer(run, staff.staff_id, callback_id, question_id)
    return Answer(None)


@routes.post("/people/{person_id}/correct", access=Access.DESK)
def correct_facts(person_id: Id, body: CorrectIn, staff: Staff, run: Runtime) -> Profile:
    """Set what staff found out from a person; what is left out stays as it is.

    A wish not to be contacted that is lifted is marked in no open call any more.
    """
    return _correct_facts(run, staff.staff_id, person_id, body)


@routes.post(
    "/locations/{location_id}/incoming-calls",
    access=Access.DESK,
    status=201,
    problems=(UnknownLocationError, IdempotencyConflictError),
)
def log_incoming_call(
    location_id: Name,
    headers: IdempotencyHeaders,
    body: IncomingCallIn,
    staff: Staff,
    run: Runtime,
) -> IncomingCallLogged:
    """Log a call that came in: opens a callback, or merges into the open one."""
    key = headers.idempotency_key
    return _log_incoming_call(run, staff.staff_id, location_id, body, key)


@routes.get(
    "/locations/{location_id}/service-level",
    access=Access.DESK,
    problems=(UnknownLocationError,),
)
def get_service_level(location_id: Name, query: PromisesQuery, run: Runtime) -> ServiceLevel:
    """Report the share of promises that were kept, per local date; 31 days at most."""
    return service_level(run, location_id, query.start, query.end, query.source)
