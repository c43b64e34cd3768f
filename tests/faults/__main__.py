"""Try every cell and print the matrix: ``python -m tests.faults [part of a use case's name]``."""

import io
import os
import sys
import time
from contextlib import redirect_stdout

from tests.conftest import NO_ACCOUNT, make_table
from tests.races.engine import running_dynamodb

from .client import client_that_sends
from .matrix import Row, try_row
from .report import explained, report
from .scenarios import SCENARIOS, Scenario
from .time_limit import time_limit
from .world import a_world

SECONDS_A_ROW = 900


def main() -> int:
    """0 when every cell is right."""
    os.environ.update(NO_ACCOUNT)
    named = " ".join(sys.argv[1:])
    chosen = [scenario for scenario in SCENARIOS if named in scenario.name]
    if not chosen:
        sys.exit(f"No use case's name has that in it. There are: {', '.join(_names())}.")
    rows = tried(chosen)
    print(report(rows))
    return int(any(row.wrong for row in rows))


def _names() -> list[str]:
    return sorted(scenario.name for scenario in SCENARIOS)


def tried(scenarios: list[Scenario]) -> list[Row]:
    """Their rows, one after another; each is named when it is done, with what is wrong in it."""
    rows = []
    with running_dynamodb() as url:
        quick, patient = (client_that_sends(url, sends) for sends in (1, 3))
        make_table(quick, "faults")
        with a_world(quick, patient, "faults") as world:
            for scenario in scenarios:
                began = time.monotonic()
                # The application's log goes there; each fault is written into it, as it should be.
                with redirect_stdout(io.StringIO()), time_limit(SECONDS_A_ROW):
                    row = try_row(world, scenario)
                rows.append(row)
                took = time.monotonic() - began
                tally = f"{len(row.verdicts)} cells, {len(row.wrong)} wrong, {took:.0f} s"
                print(f"{scenario.name}: {tally}", file=sys.stderr)
                if row.wrong:
                    print(explained(row), flush=True)
    return rows


if __name__ == "__main__":
    sys.exit(main())
