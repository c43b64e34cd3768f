"""Copies of the tree, so that nothing that is mutated is what somebody works on."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCAL = Path(".local")
_MADE = (LOCAL / "engines", Path("chalicelib/web/built"), Path("client/node_modules"))
"""What tests use and no repository keeps. Nothing of it is mutated, so copies share it."""


def kept_files(root: Path) -> list[Path]:
    """Every file of the repository, and what is about to be one, relative to ``root``."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout
    named = (Path(name) for name in listed.split("\0") if name)
    return sorted(path for path in named if (root / path).is_file())


def copied(root: Path, to: Path) -> Path:
    """A copy of the tree as it now is, which finds the same engines and built pages."""
    for path in kept_files(root):
        (to / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / path, to / path)
    for path in _MADE:
        if (root / path).exists():
            (to / path.parent).mkdir(parents=True, exist_ok=True)
            (to / path).symlink_to((root / path).resolve())
    return to


@contextmanager
def changed(file: Path, text: str, stamp: int) -> Iterator[None]:
    """The file with another text for a while.

    ``stamp`` is its time, another for every change: compiled modules go by time and length.
    """
    before, times = file.read_bytes(), (file.stat().st_atime, file.stat().st_mtime)
    file.write_text(text, "utf-8")
    os.utime(file, (stamp, stamp))
    try:
        yield
    finally:
        file.write_bytes(before)
        os.utime(file, times)
