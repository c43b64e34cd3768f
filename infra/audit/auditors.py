"""The auditors: checkov, and cdk-nag with its packs for HIPAA and AWS's own advice."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.deploy.errors import DeployError


@dataclass(frozen=True, order=True)
class Finding:
    """One rule that one resource breaks."""

    rule: str
    resource: str
    """Its name in the template."""
    text: str = ""


def ask_checkov(program: Path, templates: Sequence[Path]) -> list[Finding]:
    """Ask checkov, without leave to ask anybody else. Raises DeployError when it does not run."""
    command = [str(program), "--framework", "cloudformation", "--output", "json", "--compact"]
    command += ["--quiet", "--skip-download"]
    command += [part for template in templates for part in ("--file", str(template))]
    reports = _json_of(command, "checkov", ok=(0, 1))
    return [
        Finding(found["check_id"], found["resource"].rpartition(".")[2], found["check_name"])
        for report in (reports if isinstance(reports, list) else [reports])
        for found in report["results"]["failed_checks"]
    ]


def ask_nag(script: Path, templates: Sequence[Path]) -> list[Finding]:
    """Ask cdk-nag by a script beside it. Raises DeployError when it does not run."""
    found = _json_of(["node", str(script), *map(str, templates)], "cdk-nag", ok=(0,))
    return [Finding(each["rule"], each["resource"], each["text"]) for each in found]


def _json_of(command: Sequence[str], name: str, ok: Sequence[int]) -> Any:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode in ok:
        try:
            return json.loads(done.stdout)
        except ValueError:
            pass
    raise DeployError(f"{name} didn't run:\n{(done.stderr or done.stdout).strip()[:2000]}")
