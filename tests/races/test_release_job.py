"""The job that releases slots: thousands of them, killed midway, run twice, in the way.

``make bench`` has it release twenty thousand, killed midway and measured.
"""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.job_names import RELEASE_SLOTS
from chalicelib.scheduling.slots.models import Slot, SlotStatus
from chalicelib.scheduling.slots.release_slots import release_slots
from chalicelib.scheduling.slots.store import slot_item
from tests.conftest import RoundTrips

from .barrier import TickingClock, all_at_once
from .builders import HERE
from .faulty_network import LaggingIndex
from .many_slots import (
    A_APPOINTMENT,
    all_slots,
    as_released,
    due_slots,
    fill_schedule,
    slots_that_wait,
)
from .measured_job import Measured
from .snapshot import read

REPOSITORY = Path(__file__).resolve().parents[2]
MANY = 5_000
KILLED_AFTER = 1_500
ALONGSIDE = 200
MOST_BLOCKS = 60_000
"""Of memory; two pages of what is due take half of them, and a list of all takes several times."""


@pytest.fixture
def here(run: Runtime) -> Runtime:
    """The world with one location, so that one index is asked one question."""
    only = run.clinic.model_copy(update={"locations": (run.clinic.location(HERE),)})
    return replace(run, clinic=only)


def lagging_from_now_on(run: Runtime) -> None:
    """The index has been looked at, and shows the same whatever happens."""
    index = LaggingIndex(run.table.client)
    assert release_slots(run, lambda: 0.0).left
    index.lags = True


def process(module: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", f"tests.races.{module}", *arguments]
    return subprocess.run(command, cwd=REPOSITORY, check=False, capture_output=True, text=True)


def check_released_once(run: Runtime, due: list[Slot], others: list[Slot]) -> None:
    """Each is as it has to be and was written once; the others are as they were."""
    wanted = {slot.slot_id: slot for slot in [*map(as_released, due), *others]}
    stored = {slot.slot_id: slot for slot in all_slots(run)}
    wrong = [name for name in wanted if wanted[name] != stored.get(name)]
    assert wrong == []
    assert stored.keys() == wanted.keys()


def test_of_five_thousand_none_is_skipped_or_released_twice_though_the_job_is_killed_midway(
    run: Runtime, clock: TickingClock, dynamodb_url: str
) -> None:
    due, others = due_slots(MANY, clock()), slots_that_wait(ALONGSIDE, clock())
    began = time.monotonic()
    fill_schedule(run, [*due, *others])
    filled = time.monotonic() - began
    where = (dynamodb_url, run.table.name, clock().isoformat())
    killed = process("killed_job", RELEASE_SLOTS, *where, str(KILLED_AFTER))
    assert killed.returncode == -signal.SIGKILL
    finished = process("measured_job", *where)
    assert finished.returncode == 0, finished.stderr
    measured = Measured(**json.loads(finished.stdout.splitlines()[-1]))
    report = measured.job_report
    assert (report.skipped, report.failed, report.left) == (0, 0, False)
    assert report.due == report.done
    assert KILLED_AFTER <= MANY - report.done < KILLED_AFTER + 20
    check_released_once(run, due, others)
    assert release_slots(run, lambda: 60.0).due == 0
    print(
        f"\n{report.done} slots released in {measured.seconds:.1f} s, "
        f"{report.done / measured.seconds:.0f} a second, memory grew by "
        f"{measured.grew_blocks} blocks; {MANY} put there in {filled:.1f} s"
    )
    assert measured.grew_blocks < MOST_BLOCKS


def test_each_takes_one_conditional_write_and_is_not_read(
    run: Runtime, clock: TickingClock, round_trips: RoundTrips
) -> None:
    due = due_slots(40, clock())
    fill_schedule(run, due)
    sent = round_trips.during(lambda: release_slots(run, lambda: 60.0))
    locations = len(run.clinic.locations)
    assert sorted(sent) == ["Query"] * locations + ["UpdateItem"] * len(due)
    check_released_once(run, due, [])


def test_the_indexes_follow(run: Runtime, clock: TickingClock) -> None:
    """What went to the desk waits for nothing and is on offer to nobody; the rest still are."""
    fill_schedule(run, due_slots(40, clock()))
    release_slots(run, lambda: 60.0)
    whole = read(run.table)
    waiting = {(entry["sk"], entry["due_pk"], entry["due_at"]) for entry in whole.due}
    still_free = [slot for slot in all_slots(run) if slot.status is SlotStatus.FREE]
    places = [slot_item(slot) for slot in still_free]
    assert waiting == {(item["sk"], item["due_pk"], item["due_at"]) for item in places}
    assert {(item["open_pk"], item["open_sk"]) for item in whole.items if "open_pk" in item} == {
        (item["open_pk"], item["open_sk"]) for item in places
    }


def test_run_four_times_at_once_each_slot_is_released_once(
    run: Runtime, clock: TickingClock
) -> None:
    due = due_slots(200, clock())
    fill_schedule(run, due)
    reports = all_at_once([lambda: release_slots(run, lambda: 60.0)] * 4)
    assert sum(report.done for report in reports) == len(due)
    assert sum(report.failed for report in reports) == 0
    check_released_once(run, due, [])


@pytest.mark.parametrize(
    "happens",
    [
        lambda slot: slot.booked("0" * 26, A_APPOINTMENT),
        lambda slot: slot.blocked("staff-ana", "Broken lamp"),
    ],
    ids=["booked", "blocked"],
)
def test_what_the_index_still_shows_as_free_is_left_alone(
    here: Runtime, clock: TickingClock, happens: Callable[[Slot], Slot]
) -> None:
    due = due_slots(11, clock())
    fill_schedule(here, due)
    lagging_from_now_on(here)
    taken = [happens(slot) for slot in due[:2]]
    fill_schedule(here, taken)
    report = release_slots(here, lambda: 60.0)
    assert (report.due, report.done, report.skipped) == (11, 9, 2)
    check_released_once(here, due[2:], taken)


def test_a_slot_that_changed_since_the_index_saw_it_gets_what_is_due_for_it_now(
    here: Runtime, clock: TickingClock
) -> None:
    """The index says that its reservation ends; meanwhile it was published anew, without one."""
    reserved, *_ = due = due_slots(1, clock())
    fill_schedule(here, due)
    lagging_from_now_on(here)
    anew = {"fallback_pool": None, "release_at": None, "cut_off_at": reserved.release_at}
    now_stands = reserved.model_copy(update=anew)
    fill_schedule(here, [now_stands])
    assert release_slots(here, lambda: 60.0).done == 1
    check_released_once(here, [now_stands], [])


def test_a_reservation_that_was_made_longer_meanwhile_is_kept(
    here: Runtime, clock: TickingClock
) -> None:
    """The index says that it ends now; by the slot itself it ends in an hour."""
    reserved, *_ = due_slots(1, clock())
    fill_schedule(here, [reserved])
    lagging_from_now_on(here)
    in_an_hour = clock().replace(second=0, microsecond=0) + timedelta(hours=1)
    longer = reserved.model_copy(update={"release_at": in_an_hour})
    fill_schedule(here, [longer])
    assert release_slots(here, lambda: 60.0).done == 0
    (stored,) = all_slots(here)
    assert stored.pool == "consult"
