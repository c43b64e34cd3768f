"""Return callbacks whose claim was abandoned."""

from dataclasses import replace

from ..clinic import Urgency
from ..platform import log
from ..platform.errors import NotDueError
from ..platform.jobs import MOST_FAILURES, JobReport, TimeLeft, work_off
from ..platform.runtime import Runtime
from ..platform.storage.expressions import Item
from ..platform.unit_of_work import UnitOfWork, carry_out
from . import claim_store, store
from .alert_on_call import alert_on_call
from .measure_waits import measure_waits

JOB = "return-stale-claims"


def return_stale_claims(run: Runtime, time_left: TimeLeft) -> JobReport:
    """Put every callback whose lease ran out back to its place in the queue, and say so in it.

    Nobody waits for this: such a callback can be claimed without it. It tidies, and tells; of a
    crisis that was left, whoever is on call.

    It comes round each minute, so it measures as well how long people wait; see measure_waits.py.
    """
    now = run.clock()

    def give_back(item: Item) -> None:
        callback_id = str(item["callback_id"])

        def returned(work: UnitOfWork) -> None:
            if work.was_refused(store.CALLBACK):
                raise NotDueError
            work.add(claim_store.stale_claim_update(callback_id, work.now))
            by = str(item.get("claimed_by", ""))
            work.record(store.KIND, callback_id, "claim-ran-out", claimed_by=by)
            if item.get("urgency") == Urgency.CRISIS:
                alert_on_call(work, str(item["location_id"]), callback_id)

        carry_out(run, JOB, returned)

    is_measured = _is_measured(run)
    report = work_off(
        run,
        JOB,
        lambda location_id: store.load_stale_claims(run.table, location_id, now),
        give_back,
        time_left,
    )
    return report if is_measured else _failed_once_more(report)


def _is_measured(run: Runtime) -> bool:
    """True once it is measured how long people wait; that it failed stops nothing else."""
    try:
        measure_waits(run)
    except Exception as failure:  # noqa: BLE001  # the claims are to be returned all the same
        log.error("waits-not-measured", failure, job=JOB)
        return False
    return True


def _failed_once_more(report: JobReport) -> JobReport:
    failures = [*report.failures, "waits"][:MOST_FAILURES]
    return replace(report, failed=report.failed + 1, failures=failures)
