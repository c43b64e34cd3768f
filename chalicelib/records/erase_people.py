"""Work erasures off, and work them off again in a table that was restored.

Before them come those whom nobody ever answered: an erasure of theirs is noted, and then worked off
like any other.
"""

from collections.abc import Iterator
from datetime import timedelta

from ..callbacks.note_unreached import load_unreached
from ..callbacks.unreached_models import Unreached
from ..platform.errors import NotDueError
from ..platform.ids import made_at
from ..platform.jobs import JobReport, TimeLeft, work_through
from ..platform.runtime import Runtime
from ..platform.storage.expressions import Item
from . import erasure_store as store
from .erase_never_answered import erase_never_answered
from .erase_person import JOB, erase_person
from .erasure_models import Erasure
from .find_spam import Spam
from .known_of_run import KnownOfRun

_SETTLED = timedelta(minutes=30)
"""So long an erasure is done again at each run: an earlier id may be confirmed after it."""

_HELD_BACK = timedelta(minutes=30)
"""So long after it was held back an erasure is tried again."""


def erase_people(run: Runtime, time_left: TimeLeft) -> JobReport:
    """Carry out every erasure that is not known to be done in this table, the oldest first.

    What is already as it is to be is not written. Killed anywhere, the next run finishes. One that
    fails keeps the mark from passing it, and stops no other; one that is held back, by a legal hold
    or by what was opened since, comes again by itself.
    """
    now = run.clock()
    passed, stuck = store.load_done_until(run.table), False
    known = KnownOfRun(run, passed, _HELD_BACK)

    def carry_out(item: Item) -> None:
        nonlocal passed, stuck
        if "erasure_id" not in item:
            erase_never_answered(run, Unreached.model_validate(item), known)
            return
        erasure = Erasure.model_validate(item)
        try:
            is_done = _carried_out(run, erasure, known.spam)
        except Exception:
            stuck = stuck or erasure.erasure_id > passed
            raise
        is_settled = made_at(erasure.erasure_id) <= now - _SETTLED
        if is_settled and not stuck and erasure.erasure_id > passed:
            run.table.put(store.done_until_put(erasure.erasure_id))
            passed = erasure.erasure_id
        if not is_done:
            raise NotDueError

    return work_through(JOB, _to_do(run, passed), carry_out, time_left)


def _carried_out(run: Runtime, erasure: Erasure, spam: Spam) -> bool:
    """True once it is carried out; False where it is held back, and noted to be tried again."""
    now = run.clock()
    try:
        until = erase_person(run, erasure, spam)
    except NotDueError:
        run.table.update(store.erasure_held_back(erasure, now + _HELD_BACK))
        return False
    run.table.update(store.erasure_done(erasure, erasure.done_at or now, until))
    return True


def _to_do(run: Runtime, passed: str) -> Iterator[Item]:
    """Erasures that are new here, and before them those that are to be looked at again by now.

    First of all calls whose people are to be looked at, since erasures may come of it.
    """
    yield from load_unreached(run)
    for item in store.load_due(run.table, run.clock()):
        if str(item["sk"]) <= passed:
            yield item
    yield from store.load_to_do(run.table, passed)
