"""``python -m infra.deploy.lint``: cfn-lint over the template as it is deployed.

``api.yaml`` alone is no template, only what is merged into Chalice's; so it is checked merged.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from infra.deploy import build
from infra.deploy.chalice_cli import chalice_package
from infra.deploy.places import API_TEMPLATE, PROJECT

_OUTPUTS = {
    "SettingTable": "table",
    "SettingSecretArn": "arn:aws:secretsmanager:us-east-1:000000000000:secret:name-AbCdEf",
    "SettingUserPoolArn": "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_Example",
    "SettingUserPoolClientId": "client",
}
"""Stand-ins for what the data stack puts out."""


def package_template(folder: Path, project: Path = PROJECT) -> Path:
    """Write the API stack's template below ``folder``, as a deployment would; its place."""
    build.copy_project(project, folder / "project")
    environment = build.environment_from(_OUTPUTS, "lint")
    build.write_stage_config(folder / "project", "lint", environment)
    out = folder / "out"
    chalice_package(folder / "project", out, stage="lint", merged=API_TEMPLATE)
    return out / "sam.yaml"


def main() -> int:
    """Lint; the exit status of cfn-lint."""
    with tempfile.TemporaryDirectory() as folder:
        template = package_template(Path(folder))
        linter = Path(sys.executable).with_name("cfn-lint")
        return subprocess.run([str(linter), str(template)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
