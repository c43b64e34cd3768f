"""The release job against the bare driver doing the same conditional updates."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime

from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.job_names import RELEASE_SLOTS
from chalicelib.scheduling.slots.release_slots import AT_ONCE
from infra.deploy.paths import PROJECT
from tests.races.many_slots import all_slots, as_released, due_slots, fill_schedule
from tests.races.measured_job import Measured

from .engine import Engine
from .figures import Figure, at_least, at_most
from .raw_updates import Raw

KILLED_AFTER = 0.4
"""Of what is due; the next run has the rest."""

MOST_GROWTH = 24_000
"""Kilobytes, for twenty thousand; a list of all that is due would take several times as much."""


def figures(engine: Engine, count: int) -> Iterator[Figure]:
    """The job's rate as a share of the driver's, measured just before and just after it."""
    raw = [raw_updates(engine, max(500, count // 2))]
    job = released(engine, count)
    raw.append(raw_updates(engine, max(500, count // 2)))
    sent = sum(each.updates for each in raw)
    driver = sent / sum(each.seconds for each in raw)
    done = job.job_report.done / job.seconds
    cpu = [
        1e6 * job.cpu_seconds / job.job_report.done,
        1e6 * sum(each.cpu_seconds for each in raw) / sent,
    ]
    note = f" ({done:.0f} of {driver:.0f} a second; {cpu[0]:.0f} and {cpu[1]:.0f} µs of CPU each)"
    what = f"Release job, {count:,} due, {AT_ONCE} at a time, against the driver alone"
    yield at_least(what, round(100 * done / driver), 60, " %", note)
    grew = round(job.grew_kilobytes / 1000, 1)
    yield at_most("Release job: memory grew by", grew, MOST_GROWTH / 1000, " MB")


def released(engine: Engine, count: int) -> Measured:
    """The run after one that was killed midway: together they have released everything, once."""
    run = engine.new_world()
    now = run.clock()
    due = due_slots(count, now)
    fill_schedule(run, due)
    written = round(count * KILLED_AFTER)
    kill_midway(RELEASE_SLOTS, *where(engine, run, now), str(written))
    said = output_of("tests.races.measured_job", *where(engine, run, now))
    measured = Measured(**json.loads(said.splitlines()[-1]))
    report = measured.job_report
    before = count - report.done
    if not written <= before < written + 20 or report.skipped or report.failed:
        raise RuntimeError(f"the job did not go on where it was killed: {report}")
    wanted = {slot.slot_id: as_released(slot) for slot in due}
    if {slot.slot_id: slot for slot in all_slots(run)} != wanted:
        raise RuntimeError("the job did not release everything once")
    return measured


def kill_midway(*arguments: str) -> None:
    """Have a job run that is killed by the system after so many writes."""
    command = [sys.executable, "-m", "tests.races.killed_job", *arguments]
    done = subprocess.run(command, cwd=PROJECT, check=False, capture_output=True, text=True)
    if done.returncode != -signal.SIGKILL:
        raise RuntimeError(f"the job was to be killed: {done.stderr}")


def raw_updates(engine: Engine, count: int) -> Raw:
    """What the driver alone does, at the same parallelism, on the same kind of slots."""
    run = engine.new_world()
    now = run.clock()
    fill_schedule(run, due_slots(count, now))
    arguments = (*where(engine, run, now), str(count), str(AT_ONCE))
    return Raw(**json.loads(output_of("benchmarks.raw_updates", *arguments)))


def where(engine: Engine, run: Runtime, now: datetime) -> tuple[str, str, str]:
    """What a process has to be told to work on this table at this moment."""
    return engine.url, run.table.name, now.isoformat()


def output_of(module: str, *arguments: str) -> str:
    """What a module says, run in a process of its own."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout
