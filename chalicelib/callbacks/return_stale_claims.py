"""Return callbacks whose claim was abandoned."""

from ..platform.jobs import JobReport, TimeLeft, work_off
from ..platform.runtime import Runtime
from ..platform.storage.events import Event
from ..platform.storage.expressions import Item
from . import store

JOB = "return-stale-claims"


def return_stale_claims(run: Runtime, time_left: TimeLeft) -> JobReport:
    """Put every callback whose lease ran out back to its place in the queue, and say so in it.

    Nobody waits for this: such a callback can be claimed without it. It tidies, and tells.
    """
    now = run.clock()

    def give_back(item: Item) -> None:
        callback_id = str(item["callback_id"])
        event = Event(
            event_id=run.ids.new(now),
            at=now,
            what="claim-ran-out",
            by=JOB,
            details={"claimed_by": str(item.get("claimed_by", ""))},
        )
        run.table.transact(
            [
                store.stale_claim_update(callback_id, now),
                store.callback_event_put(callback_id, event),
            ]
        )

    return work_off(
        run,
        JOB,
        lambda location_id: store.load_stale_claims(run.table, location_id, now),
        give_back,
        time_left,
    )
