"""Runs the browser and race tests again and again beside busy processes: none may fail by that.

``python -m tests.busy [RUNS] [pytest's arguments]``: ten runs unless told, each to its end. The
exit status is 1 when a test failed in any of them.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

RUNGS = ("tests/browser", "tests/races")
BUSY = 4
"""How many processes do nothing but keep the machine busy."""

WORKERS = 2


def main() -> int:
    """Says of each run how it ended."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    tests = sys.argv[2:] or RUNGS
    command = [
        *(sys.executable, "-m", "pytest", "-q", "-n", str(WORKERS)),
        *("--dist", "loadgroup", "--no-loadscope-reorder", *tests),
    ]
    failed = 0
    with busy_machine():
        for number in range(1, runs + 1):
            done = subprocess.run(command, check=False)
            how = "failed" if done.returncode else "passed"
            failed += how == "failed"
            print(f"run {number} of {runs}: {how}", flush=True)
    print(f"{failed} of {runs} runs failed")
    return 1 if failed else 0


@contextmanager
def busy_machine() -> Iterator[None]:
    """While the block runs, so many processes do nothing as fast as they can."""
    command = [sys.executable, "-c", "while True: pass"]
    busy = [subprocess.Popen(command) for _ in range(BUSY)]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()


if __name__ == "__main__":
    sys.exit(main())
