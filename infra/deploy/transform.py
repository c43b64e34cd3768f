"""``python -m infra.deploy.transform IN OUT``: a SAM template as CloudFormation gets to see it.

By AWS's own translator, which stands in the local cloud's environment (.venv-cloud) and runs there.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from infra.deploy.errors import DeployError
from infra.deploy.paths import PROJECT
from infra.templates import read_template

CODE = {"Bucket": "packages-of-the-stage", "Key": "packages/frontdesk.zip"}
"""A place for the code, which a deployment puts in."""


def transform(sam: Path, transformed: Path, python: Path) -> None:
    """Write what the SAM template becomes, as JSON. ``python`` has the translator.

    Raises DeployError with the translator's words when it takes exception to the template.
    """
    command = [str(python), "-m", "infra.deploy.transform", str(sam), str(transformed)]
    environment = {**os.environ, "AWS_DEFAULT_REGION": "us-east-1"}
    done = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise DeployError(f"SAM doesn't take the template:\n{done.stderr.strip()}")


def main(sam: Path, transformed: Path) -> None:
    """Translate; raises what the translator raises."""
    from samtranslator.translator.transform import transform as translate  # only there

    template = read_template(sam.read_text("utf-8"))
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = CODE
    result = translate(template, {}, _NoManagedPolicies())
    transformed.write_text(json.dumps(result, indent=1), "utf-8")


class _NoManagedPolicies:
    """Names of AWS's own policies, of which the template uses none."""

    def load(self) -> dict[str, str]:
        return {}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
