"""Release what nobody booked in time: reservations end, and what is left passes on to the desk.

Nobody waits for this: a slot's time is checked when it is read, too.
"""

from ...platform.errors import RefusedError
from ...platform.jobs import JobReport, TimeLeft, work_off
from ...platform.runtime import Runtime
from ...platform.storage.expressions import Item
from ..job_names import RELEASE_SLOTS
from .release_store import release_update
from .rules import release_due
from .store import SLOT, load_due_slots, release_partition

AT_ONCE = 8
"""Slots released at the same time: more would wait for this process, not for the table."""

_TRIES = 3


def release_slots(run: Runtime, time_left: TimeLeft, at_once: int = AT_ONCE) -> JobReport:
    """Move reserved slots to their fallback pool, and give unbooked ones to the desk, in time.

    One conditional write each, ``at_once`` of them at a time.
    """
    now = run.clock()

    def release(seen: Item) -> None:
        for _ in range(_TRIES):
            due = release_due(seen, now)
            if due is None:
                break
            try:
                run.table.update(release_update(seen, due, now))
            except RefusedError as refused:
                seen = dict(refused.old(SLOT) or {"status": "gone"})
            else:
                return
        raise RefusedError({SLOT: seen})  # booked, held, blocked, or released before

    return work_off(
        run,
        RELEASE_SLOTS,
        lambda location_id: load_due_slots(run.table, release_partition(location_id), now),
        release,
        time_left,
        at_once=at_once,
    )
