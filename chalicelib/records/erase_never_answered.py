"""Have whoever sent a request that nobody ever answered erased, once their time is up.

A call that is closed as unreachable says when its people are to be looked at. Then it is decided
anew, for each of them, from all that is kept of them by now; what comes of it is an erasure like
any other: on record, carried out by the same job, and done again after a restore.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from ..callbacks.note_unreached import STILL_UNREACHED, count_look, look_again
from ..callbacks.unreached_models import Unreached
from ..platform.errors import NotDueError, NotFoundError
from ..platform.runtime import Runtime
from ..platform.storage.expressions import Item
from ..platform.unit_of_work import UnitOfWork, carry_out
from . import record_store as store
from .erase_person import JOB, leaving_of
from .find_asked import load_asked_for, others_among
from .find_spam import Spam
from .find_subject import find_blockers, find_subject
from .known_of_run import KnownOfRun
from .never_answered_rules import Kept, next_look
from .note_erasure import note_erasure, only_if_not_heard_of
from .subject_models import Subject

REASON = "never-answered"
"""The code of why, in the history of who was erased so."""


def erase_never_answered(run: Runtime, unreached: Unreached, known: KnownOfRun) -> None:
    """Note an erasure of each person of a call to whom the rule applies; see to the others later.

    Killed anywhere, the next run goes on, and nobody is erased twice. Raises NotDueError, or
    RefusedError, where the call was opened again meanwhile or another run was faster.
    """
    looks: list[datetime] = []
    for person_id in _people(run, unreached.callback_id):
        is_erased, look_at = _decide(run, unreached, person_id, known)
        unreached = unreached.after_a_look if is_erased else unreached
        looks += [look_at] if look_at else []
    look_again(run, unreached, min(looks, default=None))


def _people(run: Runtime, callback_id: str) -> list[str]:
    """The ids of those in a call, if nobody could be reached by it; else none."""
    calls = store.load_items(run.table, "CALLBACK", [callback_id])
    unreachable = (call for call in calls if call.get("outcome") == "unreachable")
    inside = (line for call in unreachable for line in call["row"]["inside"])
    return list(dict.fromkeys(str(line["person_id"]) for line in inside))


def _decide(
    run: Runtime, unreached: Unreached, person_id: str, known: KnownOfRun
) -> tuple[bool, datetime | None]:
    """True where an erasure was noted; and when to look at them again, if ever."""
    nobody: frozenset[str] = frozenset()

    def decided(work: UnitOfWork) -> tuple[frozenset[str], datetime | None]:
        if work.was_refused(STILL_UNREACHED):
            raise NotDueError
        if person_id in known.to_be_erased:
            return nobody, None
        try:
            subject = find_subject(run, person_id)
        except NotFoundError:
            return nobody, None
        subject = only_if_not_heard_of(work, subject)
        look_at = _next_look(run, subject, known.spam, work.now)
        if look_at is None or look_at > work.now:
            return nobody, look_at
        count_look(work, unreached)
        note_erasure(work, subject, run.ids.new(work.now), REASON)
        return subject.person_ids, None

    erased, look_at = carry_out(run, JOB, decided)
    known.to_be_erased.update(erased)
    return bool(erased), look_at


def _next_look(run: Runtime, subject: Subject, spam: Spam, now: datetime) -> datetime | None:
    """The instant that the rule says; what may be in the way is read where nothing else is."""
    kept, days = _load_kept(run, subject), run.filed_clinic.retention.unanswered_days
    look_at = next_look(kept, days, now)
    if look_at is None or look_at > now or not any(_in_the_way(run, subject, spam, kept.on_points)):
        return look_at
    return next_look(replace(kept, in_the_way=True), days, now)


def _load_kept(run: Runtime, subject: Subject) -> Kept:
    """Everything that is kept of a subject, for the rule to judge."""
    own: list[Item] = []
    on_points: list[Item] = []
    parts: list[Item] = []
    for alias in subject.people:
        own += store.load_own(run.table, alias.person_id)
        own += [e for e in store.load_beside(run.table, alias.person_id) if e["sk"] == "BOOSTER"]
        on_points += store.load_point(run.table, alias.point_id)
        parts += store.load_parts(run.table, alias, subject.last_keys[alias.person_id])
    things = [
        item
        for part in parts
        if part["kind"] in ("REQUEST", "CALLBACK", "WAITLIST")
        for item in store.load_collection(run.table, str(part["kind"]), str(part["part_id"]))
    ]
    return Kept(subject.person_ids, own, on_points, parts, things)


def _in_the_way(
    run: Runtime, subject: Subject, spam: Spam, on_points: Sequence[Item]
) -> Iterator[object]:
    """Whatever keeps them from being erased for now: open, held, set aside, or asked for others."""
    yield from find_blockers(run, subject)
    yield from spam.of(subject.person_ids)
    leaving = leaving_of(run, subject)
    for point_id in sorted(subject.point_ids):
        there = [item for item in on_points if item["pk"] == f"POINT#{point_id}"]
        for other in others_among(there, point_id, leaving):
            yield from load_asked_for(run, other, leaving)
