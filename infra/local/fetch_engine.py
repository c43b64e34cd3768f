"""``python -m infra.local.fetch_engine NAME``: fetches an engine that engines.toml names by npm."""

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from infra.deploy.paths import PROJECT
from infra.local.engines import MissingEngineError

_NAMED = Path(__file__).with_name("engines.toml")


@dataclass(frozen=True)
class NpmEngine:
    """An engine inside an npm package."""

    package: str
    version: str
    integrity: str
    """As npm writes it: ``sha512-`` and the digest in base 64."""
    unpacked: str
    """The folder of the package that is the engine."""


def named_engine(name: str) -> NpmEngine:
    """The engine of this name in engines.toml. Raises KeyError when there is none."""
    return NpmEngine(**tomllib.loads(_NAMED.read_text("utf-8"))[name])


def fetch_engine(engine: NpmEngine, target: Path) -> None:
    """Let npm fetch the engine's package, and unpack it to ``target``.

    Raises MissingEngineError when npm is not here, or cannot fetch it.
    """
    npm = shutil.which("npm")
    if not npm:
        raise MissingEngineError("npm is missing; it comes with Node.js")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", "--silent", f"{engine.package}@{engine.version}"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        archives = list(Path(folder).glob("*.tgz"))
        if done.returncode or len(archives) != 1:
            raise MissingEngineError(f"npm can't download {engine.package}: {done.stderr.strip()}")
        unpack_engine(engine, archives[0], target)


def unpack_engine(engine: NpmEngine, archive: Path, target: Path) -> None:
    """Unpack the engine of ``archive`` to ``target``, in place of what was there.

    Raises MissingEngineError, and touches nothing, when the archive is not the one whose hash is
    recorded.
    """
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != engine.integrity:
        raise MissingEngineError(
            f"{engine.package} {engine.version} doesn't match engines.toml: sha512-{digest}"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        with tarfile.open(archive) as packed:
            # Python before 3.11.4 knows no filters; the archive is the recorded one in any case.
            packed.extraction_filter = getattr(tarfile, "data_filter", None)
            packed.extractall(folder)  # noqa: S202 - with the filter above
        shutil.rmtree(target, ignore_errors=True)
        (Path(folder) / engine.unpacked).rename(target)


def main(name: str) -> int:
    """Fetch the engine to where the tests look for it; the exit status."""
    try:
        fetch_engine(named_engine(name), PROJECT / ".local" / "engines" / name)
    except MissingEngineError as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
