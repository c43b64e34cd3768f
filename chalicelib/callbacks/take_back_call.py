"""Take back what a callback is owed for: there is nothing to call about any more."""

from collections.abc import Sequence

from ..people.keep_commitments import call_owed_no_longer
from ..platform.unit_of_work import UnitOfWork
from . import booked_store, store
from .load_owing import load_owing
from .merge_rules import promise_left
from .models import Callback, Outcome
from .occasion_models import Answer, Owing
from .people_rules import flags_of, gravest, still_owed_of
from .promise_store import Promised, promise_delete
from .write_callback import write_callback


def take_back_call(work: UnitOfWork, callback_id: str, occasion_id: str) -> bool:
    """Collect that an occasion is owed no more, if nobody called yet; True if nothing is owed.

    A call that is owed for nothing else closes; the rest of another one stays as it stands. After
    an attempt it stays: a voicemail may have told the person something that is no longer so.
    """
    callback = load_owing(work, callback_id)
    if callback is None or callback.outcome is not None:
        return True
    still_owed = still_owed_of(callback.unanswered)
    gone = tuple(each for each in still_owed if each.of == occasion_id)
    if not gone:
        return True
    if callback.attempts:
        return False
    left = tuple(each for each in still_owed if each not in gone)
    if left or callback.beyond:
        _take_part_back(work, callback, gone, left)
    else:
        _close(work, callback, gone)
    return True


def _close(work: UnitOfWork, callback: Callback, gone: Sequence[Owing]) -> None:
    location = work.run.clinic.location(callback.location_id)
    closed = store.closed_as(location, Outcome.RESOLVED, work.by, work.now)
    closed |= store.answers_set((each.of for each in gone), _answer(work))
    unchanged = booked_store.just_as(callback.version)
    work.add(booked_store.booked_update(callback.callback_id, closed, unchanged))
    work.record(store.KIND, callback.callback_id, "taken-back", of=gone[0].of)
    has_wishes = bool(callback.do_not_contact)
    call_owed_no_longer(work, callback.point_id, callback.location_id, has_wishes=has_wishes)
    if not callback.answers:
        day, callback_id = callback.promise_day, callback.callback_id
        work.add(promise_delete(Promised(callback.location_id, day, callback_id)))


def _take_part_back(
    work: UnitOfWork, callback: Callback, gone: Sequence[Owing], left: tuple[Owing, ...]
) -> None:
    urgency, promise = callback.urgency, callback.respond_by
    changes = store.answers_set((each.of for each in gone), _answer(work))
    if not callback.beyond:
        promises = [each.respond_by for each in left]
        urgency, promise = gravest(left), promise_left(callback.respond_by, promises)
        changes["flags"] = flags_of(left)
    after = callback.model_copy(update={"urgency": urgency, "respond_by": promise})
    changes |= after.model_dump(mode="json", include={"urgency", "respond_by"})
    update = booked_store.answered_update(callback.callback_id, changes, callback.version)
    write_callback(work, callback, store.in_its_turn(update, after))
    work.record(store.KIND, callback.callback_id, "taken-back", of=gone[0].of)


def _answer(work: UnitOfWork) -> Answer:
    return Answer(outcome=Outcome.RESOLVED, at=work.now, by=work.by)
