"""Where the local cloud unpacks its functions while they run: in memory, where there is plenty.

Each function that is called gets the whole package for itself: four thousand files, 55 MB with the
archive. On a disk they take seconds to write, in memory a third of one.
"""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108  # on Linux; elsewhere there is no such folder
PLENTY = 4 * 2**30
"""In bytes, twice what all functions take together: less is left to what else runs here."""
_NAME = "frontdesk-cloud-"
_OF = "pid"


def make_scratch(state: Path, memory: Path = MEMORY, plenty: int = PLENTY) -> Path:
    """Make an empty folder for functions, in memory or else in ``state``; its path.

    What a cloud that was killed left behind is deleted first.
    """
    _delete_abandoned(memory)
    scratch = state.resolve() / "tmp"
    shutil.rmtree(scratch, ignore_errors=True)
    if _free(memory) >= plenty:
        scratch = Path(tempfile.mkdtemp(prefix=_NAME, dir=memory))
    else:
        scratch.mkdir(parents=True)
    keep_for(os.getpid(), scratch)
    return scratch


def keep_for(pid: int, scratch: Path) -> None:
    """Keep the folder until that process has ended."""
    (scratch / _OF).write_text(str(pid), "utf-8")


def is_running(pid: int) -> bool:
    """True while there is a process of that number that is ours to stop."""
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def _delete_abandoned(memory: Path) -> None:
    for left in memory.glob(f"{_NAME}*/{_OF}"):
        try:
            is_needed = is_running(int(left.read_text("utf-8")))
        except (OSError, ValueError):
            continue  # somebody else's, or being made
        if not is_needed:
            shutil.rmtree(left.parent, ignore_errors=True)


def _free(memory: Path) -> int:
    """The bytes that can be written there and that the machine has; 0 where it cannot be told."""
    try:
        of_folder = shutil.disk_usage(memory).free
        lines = Path("/proc/meminfo").read_text("utf-8").splitlines()
    except OSError:
        return 0
    of_machine = next((line for line in lines if line.startswith("MemAvailable:")), ": 0 kB")
    return min(of_folder, int(of_machine.split()[1]) * 1024)
