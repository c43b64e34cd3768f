"""What the lock names, as files: the same for every machine that asks, and checked by hash."""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from infra.deploy.errors import DeployError

_LAMBDA = ("--platform=manylinux2014_x86_64", "--platform=manylinux_2_17_x86_64")
_LIBRARIES = ("purelib", "platlib")


def unpack_wheels(lock: Path, tree: Path, *, for_this_machine: bool = False) -> None:
    """Unpack every wheel that ``lock`` names into ``tree``: modules and data, no scripts.

    They are Lambda's, whatever machine asks, or those of this one. Raises DeployError when one
    cannot be had or is not the one whose hash stands in the lock.
    """
    tree.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        _download(lock, Path(folder), () if for_this_machine else _LAMBDA)
        for wheel in sorted(Path(folder).glob("*.whl")):
            _unpack(wheel, tree)


def _download(lock: Path, folder: Path, platforms: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "download"]
    command += ["--require-hashes", "--no-deps", "--only-binary=:all:", *platforms]
    command += ["--requirement", str(lock), "--dest", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise DeployError(f"a dependency can't be installed:\n{done.stderr.strip()}")


def _unpack(wheel: Path, tree: Path) -> None:
    """Put the wheel's files where an installer would, but for what is run or read by people."""
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            path = _path(PurePosixPath(entry.filename))
            if path is None or entry.is_dir():
                continue
            target = tree / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(entry))


def _path(name: PurePosixPath) -> PurePosixPath | None:
    """Where a file of a wheel goes; None for one that no program imports."""
    top, *rest = name.parts
    if not top.endswith(".data"):
        return name
    return PurePosixPath(*rest[1:]) if rest and rest[0] in _LIBRARIES else None
