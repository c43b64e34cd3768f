"""Chalice's own packaging, as a process of its own: it imports the application that it packages."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from infra.deploy.errors import DeployError

_CHALICE = "import sys; from chalice.cli import main; sys.exit(main())"
_LEFT_OUT = "Could not install dependencies"


def chalice_package(
    folder: Path, out: Path, *, stage: str, region: str = "us-east-1", merged: Path | None = None
) -> None:
    """Let Chalice package ``folder`` into ``out``: ``deployment.zip`` and ``sam.yaml``.

    ``merged`` is a template to merge into its own. Raises DeployError with Chalice's own words
    when it fails or leaves a dependency out.
    """
    command = [sys.executable, "-c", _CHALICE, "package", "--stage", stage]
    command += ["--template-format", "yaml", str(out)]
    command += ["--merge-template", str(merged)] if merged else []
    shutil.rmtree(out, ignore_errors=True)
    environment = {**os.environ, "AWS_DEFAULT_REGION": region, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    said = f"{done.stdout}\n{done.stderr}".strip()
    if done.returncode or _LEFT_OUT in said:
        raise DeployError(f"chalice package failed:\n{said}")
