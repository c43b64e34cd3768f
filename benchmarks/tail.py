"""What the slowest calls wait for, beside the usual ones: ``python -m benchmarks.tail``.

The calls of benchmarks/bookings.py, by kind, split into what each waits for: its turn, the table, a
processor. Of Frontdesk and of the driver alone, in turns, so that a busy moment meets both.
"""

import contextlib
import io
import os
from collections.abc import Sequence
from statistics import mean

from tests.conftest import NO_ACCOUNT

from .bookings import Call, application, driver_alone, recorded
from .engine import running_engine

ROUNDS = 5
_HEAD = "{:30}{:>7}{:>9}{:>7}{:>8}{:>12}{:>7}{:>9}"
_LINE = "{:30}{:7d}{:9.0f}{:7.0f}{:8.1f}{:12.1f}{:7.0f}{:9.2f}"


def main() -> None:
    """Print milliseconds of the median call and of the slowest twentieth."""
    os.environ.update(NO_ACCOUNT)  # no account is ever reached
    ours: list[Call] = []
    theirs: list[Call] = []
    with running_engine() as engine, contextlib.redirect_stdout(io.StringIO()):
        for _ in range(ROUNDS):
            starts, alone = recorded(engine)
            driver_alone(engine, alone, theirs)
            application(engine, starts, ours)
    print(_HEAD.format("ms", "calls", "in all", "turn", "own", "off its CPU", "table", "requests"))
    for name, calls in (("Frontdesk", ours), ("the driver alone", theirs)):
        in_order = sorted(calls, key=lambda call: call.elapsed)
        half, few = len(in_order) // 2, len(in_order) // 20
        _print(f"{name}, middle", in_order[half - few : half + few])
        _print(f"{name}, slowest 5 %", in_order[-few:])
    collected = sum(call.took.collected for call in ours)
    print(f"Cycles collected in {len(ours)} calls: {collected}")


def _print(what: str, calls: Sequence[Call]) -> None:
    parts = (
        [call.elapsed for call in calls],
        [call.took.began - call.began for call in calls],
        [call.took.cpu for call in calls],
        [call.took.elapsed - call.took.table - call.took.cpu for call in calls],
        [call.took.table for call in calls],
    )
    sent = mean(call.took.sent for call in calls)
    print(_LINE.format(what, len(calls), *(1000 * mean(part) for part in parts), sent))


if __name__ == "__main__":
    main()
