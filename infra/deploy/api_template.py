"""The template of the API stack: Chalice's own, with what it cannot say merged in, and alarms."""

import json
from pathlib import Path

from infra.deploy.chalice_cli import chalice_package
from infra.deploy.merged_template import write_merged_template
from infra.deploy.paths import (
    ALARMS_TEMPLATE,
    API_TEMPLATE,
    DEPLOY_CODE,
    FIREWALL_TEMPLATE,
    WATCH_CODE,
)
from infra.templates import read_template
from infra.watch.add_alarms import with_alarms


def write_api_template(folder: Path, out: Path, stage: str, region: str = "us-east-1") -> Path:
    """Let Chalice package ``folder`` into ``out``; where the whole template then lies.

    Raises DeployError when Chalice fails.
    """
    chalice_package(
        folder, out, stage=stage, region=region, merged=write_merged_template(out.parent)
    )
    template = out / "sam.yaml"
    whole = with_alarms(read_template(template.read_text("utf-8")))
    template.write_text(json.dumps(whole, indent=1), "utf-8")
    return template


def sources() -> list[Path]:
    """The files that decide what the template will be, besides the application's own."""
    code = (*DEPLOY_CODE.glob("*.py"), *WATCH_CODE.glob("*.py"))
    return [API_TEMPLATE, FIREWALL_TEMPLATE, ALARMS_TEMPLATE, *code]
