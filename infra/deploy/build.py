"""The build folder of a stage: a clean copy of what is packaged, with the stage's configuration.

``chalice package`` puts every file below ``chalicelib/`` into the package, caches included, and
wants the stage's environment inside its config file. Working on a copy keeps the first out and
leaves the tracked file alone.
"""

import hashlib
import json
import shutil
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

_NOT_PACKAGED = shutil.ignore_patterns("__pycache__", "*.pyc", ".*", "*~")


def copy_project(project: Path, folder: Path) -> None:
    """Make ``folder`` hold the application's files as they now are, and nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / ".chalice").mkdir(parents=True)
    shutil.copytree(project / "chalicelib", folder / "chalicelib", ignore=_NOT_PACKAGED)
    shutil.copy(project / "app.py", folder)
    for kept in (project / ".chalice").glob("*.json"):
        shutil.copy(kept, folder / ".chalice")


def stage_config(
    config: Mapping[str, Any], stage: str, environment: Mapping[str, str]
) -> dict[str, Any]:
    """Chalice's configuration with the one stage that is to be packaged."""
    return {**config, "stages": {stage: {"environment_variables": dict(environment)}}}


def write_stage_config(folder: Path, stage: str, environment: Mapping[str, str]) -> None:
    """Put the stage's environment into the copied ``.chalice/config.json`` of ``folder``."""
    path = folder / ".chalice" / "config.json"
    config = stage_config(json.loads(path.read_text("utf-8")), stage, environment)
    path.write_text(json.dumps(config, indent=2), "utf-8")


def environment_from(outputs: Mapping[str, str], stage: str) -> dict[str, str]:
    """The functions' environment: each ``Setting...`` output under its FRONTDESK_ name."""
    settings = {
        _variable(name.removeprefix("Setting")): value
        for name, value in outputs.items()
        if name.startswith("Setting")
    }
    return {"FRONTDESK_STAGE": stage, "FRONTDESK_LOG_LEVEL": "INFO", **settings}


def _variable(name: str) -> str:
    """``UserPoolArn`` → ``FRONTDESK_USER_POOL_ARN``."""
    words = "".join(f"_{letter}" if letter.isupper() else letter for letter in name)
    return f"FRONTDESK{words.upper()}"


def fingerprint(folder: Path, others: Iterable[Path]) -> str:
    """A digest of all that decides what the package and its template will be.

    ``folder`` is the copied project with its stage's configuration; ``others`` count by name.
    """
    digest = hashlib.sha256()
    tools = (sys.version, sys.platform, version("chalice"), version("PyYAML"))
    digest.update(json.dumps(tools).encode())
    copied = [p for p in folder.rglob("*") if p.is_file()]
    for path in [*sorted(copied), *sorted(others)]:
        name = path.relative_to(folder) if path.is_relative_to(folder) else path.name
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{name}\0{content}\n".encode())
    return digest.hexdigest()
