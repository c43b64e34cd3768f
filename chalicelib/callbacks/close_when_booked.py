"""Answer what a callback owes because an appointment was booked; or show there that one was.

The first telling guesses, unread, that the callback is owed for nothing else, and closes it; where
staff book, that all in it is of whom they book: its contact point's item told how much that is.
Where it is not so, the refusal tells how it stands, and the next telling answers just
what was booked for. Flags and what is to be read first keep their call, whatever was booked, unless
staff booked from its own card. A crisis does even then: nothing but what was done for somebody in
danger closes it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from ..clinic import Urgency
from ..people.commitments import CallOwed
from ..people.keep_commitments import call_owed_no_longer
from ..platform.unit_of_work import UnitOfWork
from . import booked_store, standing_store, store
from .answer_part import answer_part
from .models import Callback, Outcome
from .occasion_models import Answer, Owing
from .people_rules import gravest, keeps_its_call, still_owed_of
from .promise_store import Promised, promise_answered

_MOST_GUESSED = 8
"""So many occasions are guessed to be one person's: a condition names each of them."""


@dataclass(frozen=True)
class Booked:
    """An appointment that was booked, and its contact point's open callback at that location."""

    call: CallOwed
    point_id: str
    location_id: str
    appointment_id: str


@dataclass(frozen=True)
class _Guess:
    """Everything taken for true of the callback until a refusal tells otherwise."""

    only_if: booked_store.OnlyIf
    """It is owed for nothing else than what was booked for."""
    occasions: tuple[str, ...] = ()
    """Ids of what it is owed for, as far as known."""
    count: int = 1
    """Number of its occasions."""


@dataclass(frozen=True)
class ProvenRequest:
    """A request whose token came with a booking: it answers that request, and no other."""

    request_id: str
    person_id: str
    """The one who booked. A request under another name is not theirs."""
    services: Collection[str]
    """The services that are answered by what was booked."""

    def is_it(self, still_owed: Owing) -> bool:
        """True for what is owed for this very request of this very person."""
        return (still_owed.of, still_owed.person_id) == (self.request_id, self.person_id)


def answer_as_booked(work: UnitOfWork, booked: Booked, proven: ProvenRequest) -> None:
    """Collect that a booking with a request's token answers that request, and it alone.

    If it is of the same person, and for a service that what was booked answers; else the booking
    is but shown.
    """
    callback = _stood(work)
    if callback and not _asks_for(callback, proven):
        note_booked_meanwhile(work, booked)
        return
    only_one = booked_store.owed_for_nothing_else() & booked_store.opened_by(proven.person_id)
    only_one &= booked_store.opened_for(proven.request_id, proven.services)
    guess = _Guess(only_one, (proven.request_id,))
    _answer(work, booked, guess, proven.is_it, even_flagged=False)


def _asks_for(callback: Callback, proven: ProvenRequest) -> bool:
    asked = [each.reason for each in callback.occasions if each.of == proven.request_id]
    return any(each in proven.services for each in asked)


def answer_by_staff(
    work: UnitOfWork, booked: Booked, person_id: str, *, from_its_card: bool
) -> None:
    """Collect that staff's booking answers what this person is owed.

    From its own card, with its words before them, also what carries flags; and the one person in
    it, whatever name was typed. A crisis never.
    """
    count = min(standing_store.kept_by(booked.call), _MOST_GUESSED)
    only_one = booked_store.owed_to_one_person(count) & booked_store.asked_by_themselves(count)
    if not from_its_card:
        only_one &= booked_store.opened_by(person_id)
    is_theirs = _is_of(person_id, _stood(work), from_its_card=from_its_card)
    guess = _Guess(only_one, count=count)
    _answer(work, booked, guess, is_theirs, even_flagged=from_its_card)


def is_asked_by_others(
    work: UnitOfWork, booked: Booked, person_id: str, *, from_its_card: bool
) -> bool:
    """True if none but others asked for whom staff book: the booking proves nothing of them.

    The same as where staff spoke with who asked. The first telling takes it for false, and is
    refused where it is not (see ``answer_by_staff``).
    """
    callback = _stood(work)
    if callback is None or callback.outcome is not None:
        return False
    still_owed = still_owed_of(callback.unanswered)
    is_theirs = _is_of(person_id, callback, from_its_card=from_its_card)
    theirs = [each for each in still_owed if is_theirs(each)]
    asked = theirs or (still_owed if from_its_card else ())
    return bool(asked) and all(each.by_another for each in asked)


def _is_of(
    person_id: str, callback: Callback | None, *, from_its_card: bool
) -> Callable[[Owing], bool]:
    """Tells what is owed to whom staff book: from its card, to the one person in it."""
    people = {person.person_id for person in callback.unanswered} if callback else set()
    is_alone = from_its_card and len(people) == 1
    return lambda still_owed: is_alone or still_owed.person_id == person_id


def note_booked_meanwhile(work: UnitOfWork, booked: Booked) -> None:
    """Collect that the callback shows an appointment booked with a name and number like these.

    It keeps its place and its promise: whoever booked did not show that the request is theirs.
    """
    callback = _stood(work)
    if callback and callback.outcome is not None:
        return
    callback_id, of = booked.call.callback_id, booked.appointment_id
    work.add(booked_store.booked_meanwhile_update(callback_id, of))
    work.record(store.KIND, callback_id, "booked-meanwhile", of=of)


def stays_open(work: UnitOfWork) -> bool:
    """True if the telling before was refused for nothing but a call that stays open.

    What else was read for it holds still, and need not be read again.
    """
    refused = work.refused
    if refused is None or set(refused.refusals) != {store.CALLBACK}:
        return False
    stood = refused.old(store.CALLBACK)
    return stood is not None and "outcome" not in stood


def _stood(work: UnitOfWork) -> Callback | None:
    """The callback as a refusal told of it."""
    stood = work.seen.get(store.CALLBACK)
    return store.callback_of(stood) if stood else None


def _answer(
    work: UnitOfWork,
    booked: Booked,
    guess: _Guess,
    is_booked_for: Callable[[Owing], bool],
    *,
    even_flagged: bool,
) -> None:
    """Collect the close that is guessed, or what a refusal shows to be right."""
    callback = _stood(work)
    if callback is None:
        only_if = guess.only_if & booked_store.is_no_crisis()
        only_if = only_if if even_flagged else only_if & booked_store.is_without_signs(guess.count)
        _close(work, booked, guess.occasions, only_if)
        return
    if callback.outcome is not None:
        return
    still_owed = still_owed_of(callback.unanswered)
    theirs = tuple(each for each in still_owed if is_booked_for(each))
    left = tuple(each for each in still_owed if each not in theirs)
    is_crisis = gravest(theirs) is Urgency.CRISIS
    may = not is_crisis and (even_flagged or not keeps_its_call(theirs))
    if theirs and may and (left or callback.beyond):
        _answer_part(work, booked, callback, theirs, left)
    elif theirs and may:
        unchanged = booked_store.just_as(callback.version)
        _close(work, booked, tuple(each.of for each in theirs), unchanged)
    else:
        note_booked_meanwhile(work, booked)


def _answer_of(work: UnitOfWork, booked: Booked) -> Answer:
    return Answer(outcome=Outcome.BOOKED, at=work.now, by=work.by, of=booked.appointment_id)


def _close(
    work: UnitOfWork, booked: Booked, occasions: tuple[str, ...], only_if: booked_store.OnlyIf
) -> None:
    """Collect the close, whoever may hold it at the moment: they find it closed at their write."""
    callback_id = booked.call.callback_id
    location = work.run.clinic.location(booked.location_id)
    closed = store.closed_as(location, Outcome.BOOKED, work.by, work.now)
    closed |= store.answers_set(occasions, _answer_of(work, booked))
    closed["closed_for"] = booked.appointment_id
    work.add(booked_store.booked_update(callback_id, closed, only_if))
    of = booked.appointment_id
    work.record(store.KIND, callback_id, "closed", outcome=str(Outcome.BOOKED), of=of)
    point_id, has_wishes = booked.point_id, booked.call.has_wishes
    call_owed_no_longer(work, point_id, booked.location_id, has_wishes=has_wishes)
    _responded(work, booked)


def _answer_part(
    work: UnitOfWork,
    booked: Booked,
    callback: Callback,
    theirs: tuple[Owing, ...],
    left: tuple[Owing, ...],
) -> None:
    """Collect that a part is answered; the rest stays owed as it stands by itself."""
    answer_part(work, callback, theirs, left, _answer_of(work, booked))
    work.record(
        store.KIND,
        callback.callback_id,
        "answered",
        outcome=str(Outcome.BOOKED),
        person=theirs[0].person_id,
        of=booked.appointment_id,
    )
    _responded(work, booked)


def _responded(work: UnitOfWork, booked: Booked) -> None:
    day = date.fromisoformat(booked.call.day)
    promised = Promised(booked.location_id, day, booked.call.callback_id)
    work.add(promise_answered(promised, work.now, outcome=Outcome.BOOKED))
