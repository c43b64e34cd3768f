"""The job that returns abandoned claims: killed, run twice at once, or not run at all."""

import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from chalicelib.callbacks.claim_next import claim_next
from chalicelib.callbacks.models import CallbackCard
from chalicelib.callbacks.return_stale_claims import JOB, return_stale_claims
from chalicelib.platform.jobs import JobReport
from chalicelib.platform.runtime import Runtime

from . import snapshot
from .barrier import TickingClock, all_at_once
from .builders import HERE, claim, note, phone_of, submit
from .queued import fill_queue

REPOSITORY = Path(__file__).resolve().parents[2]
ABANDONED = 24


def abandon(run: Runtime, clock: TickingClock, count: int = ABANDONED) -> list[CallbackCard]:
    """So many calls are claimed and forgotten; their leases have run out."""
    fill_queue(run, count)
    cards = [claim(run, f"staff-{number}") for number in range(count)]
    clock.forward(minutes=11)
    return cards


def check_returned_once(run: Runtime, count: int = ABANDONED) -> None:
    whole = snapshot.read(run.table)
    returned = [event["pk"] for event in whole.events("claim-ran-out")]
    assert sorted(returned) == sorted(f"CALLBACK#{each.callback_id}" for each in whole.callbacks)
    assert len(returned) == count
    assert not any(callback.claimed_by for callback in whole.callbacks)
    snapshot.check_whole(whole)


def test_killed_midway_it_finishes_on_the_next_run_and_tells_everything_once(
    run: Runtime, clock: TickingClock, dynamodb_url: str
) -> None:
    abandon(run, clock)
    arguments = [JOB, dynamodb_url, run.table.name, clock().isoformat(), "7"]
    killed = subprocess.run(
        [sys.executable, "-m", "tests.races.killed_job", *arguments], cwd=REPOSITORY, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert len(snapshot.read(run.table).events("claim-ran-out")) == 7
    snapshot.check_whole(snapshot.read(run.table))
    report = return_stale_claims(run, lambda: 60.0)
    assert (report.due, report.done, report.left) == (ABANDONED - 7, ABANDONED - 7, False)
    check_returned_once(run)
    assert return_stale_claims(run, lambda: 60.0).due == 0


def test_with_its_time_nearly_out_it_stops_and_the_next_run_goes_on(
    run: Runtime, clock: TickingClock
) -> None:
    abandon(run, clock)
    seconds = iter([60.0] * 10 + [0.0] * ABANDONED)
    first = return_stale_claims(run, lambda: next(seconds))
    assert 0 < first.done < ABANDONED
    assert first.left
    second = return_stale_claims(run, lambda: 60.0)
    assert first.done + second.done == ABANDONED
    assert not second.left
    check_returned_once(run)


def test_run_four_times_at_once_each_claim_is_returned_once(
    run: Runtime, clock: TickingClock
) -> None:
    abandon(run, clock)
    reports = all_at_once([lambda: return_stale_claims(run, lambda: 60.0)] * 4)
    assert sum(report.done for report in reports) == ABANDONED
    assert sum(report.failed for report in reports) == 0
    check_returned_once(run)


def test_while_it_runs_others_claim_what_ran_out_and_nobody_gets_in_trouble(
    run: Runtime, clock: TickingClock
) -> None:
    abandon(run, clock)
    reports: list[JobReport] = []

    def tidy() -> None:
        reports.append(return_stale_claims(run, lambda: 60.0))

    claims: list[Callable[[], CallbackCard]] = [
        partial(claim, run, f"other-{number}") for number in range(6)
    ]
    results: list[CallbackCard | None] = all_at_once([tidy, *claims])
    claimed = [card for card in results if card is not None]
    assert len({card.callback_id for card in claimed}) == 6
    assert reports[0].failed == 0
    whole = snapshot.read(run.table)
    held = {callback.callback_id for callback in whole.callbacks if callback.claimed_by}
    assert held == {card.callback_id for card in claimed}
    assert len(whole.events("claim-ran-out")) == reports[0].done
    snapshot.check_whole(whole)
    for number, card in enumerate(claimed):
        note(run, f"other-{number}", card)


def test_a_lease_that_ran_out_can_be_claimed_though_no_job_ever_ran(
    run: Runtime, clock: TickingClock
) -> None:
    forgotten = abandon(run, clock, 3)
    later = submit(run, phone=phone_of(1))
    cards = [claim(run, "staff-ana") for _ in range(4)]
    assert [card.callback_id for card in cards[:3]] == [each.callback_id for each in forgotten]
    assert cards[3].occasions == [later.request_id]
    fences = [card.claim.fence for card in cards if card.claim]
    assert fences == [2, 2, 2, 1]
    assert claim_next(run, "staff-ben", HERE, None) is None
