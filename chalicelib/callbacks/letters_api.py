"""The desk's routes to letters: answers by email to whoever gave but an address."""

from ..clinic import UnknownLocationError
from ..messaging.errors import ComesBackError, MailOffError
from ..platform.errors import TokenError
from ..platform.http import Answer, NoContent, Routes, Tag
from ..platform.runtime import Runtime
from ..platform.values import Id, Name
from ..staff.access import Access, Staff
from .errors import (
    CallbackChangedError,
    CallbackClosedError,
    CallRatherError,
    ClaimLostError,
    NotWrittenError,
)
from .letter_models import LetterIn, LetterOutcomeIn, Letters, LettersQuery
from .models import AfterWrite
from .note_letter_outcome import note_letter_outcome as _note_letter_outcome
from .show_letters import show_letters
from .write_letter import write_letter as _write_letter

routes = Routes(
    __name__, Tag("Letters", "Answers by email to people who gave nothing but an address.")
)

_LOST = (TokenError, ClaimLostError, CallbackClosedError, CallbackChangedError)


@routes.get(
    "/locations/{location_id}/letters", access=Access.DESK, problems=(UnknownLocationError,)
)
def list_letters(location_id: Name, query: LettersQuery, run: Runtime) -> Letters:
    """Show the letters that can be chosen from, with all their words as they are sent."""
    return show_letters(run, location_id, query.language)


@routes.post(
    "/callbacks/{callback_id}/letters",
    access=Access.DESK,
    problems=(*_LOST, MailOffError, ComesBackError, CallRatherError),
)
def write_letter(callback_id: Id, body: LetterIn, staff: Staff, run: Runtime) -> AfterWrite:
    """Answer one person by email. It goes in three minutes, unless that is undone."""
    return _write_letter(run, staff.staff_id, callback_id, body)


@routes.post(
    "/callbacks/{callback_id}/letter-outcome", access=Access.DESK, problems=(NotWrittenError,)
)
def note_letter_outcome(
    callback_id: Id, body: LetterOutcomeIn, staff: Staff, run: Runtime
) -> NoContent:
    """Note that somebody who was answered by email wrote back or called, or that it bounced."""
    _note_letter_outcome(run, staff.staff_id, callback_id, body)
    return Answer(None)
