"""``python -m infra.deploy.lint``: what AWS would say to the templates, as they are deployed.

``api.yaml`` and ``firewall.yaml`` are no templates, only what is merged into Chalice's; so they
are checked merged, and as what SAM makes of it, since that is what AWS carries out. cfn-lint knows
CloudFormation; the services' own limits are in their models.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from infra.deploy import build
from infra.deploy.api_template import write_api_template
from infra.deploy.paths import ACCOUNT_TEMPLATE, PROJECT, STATEFUL_TEMPLATE
from infra.deploy.publish_versions import with_versions
from infra.deploy.transform import transform
from infra.local.engines import cloud_python
from infra.service_models.check_template import check_template
from infra.templates import read_template

_OUTPUTS = {
    "SettingTable": "table",
    "SettingSecretArn": "arn:aws:secretsmanager:us-east-1:000000000000:secret:name-AbCdEf",
    "SettingUserPoolArn": "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_Example",
    "SettingUserPoolClientId": "client",
    "SettingMailFrom": "frontdesk@example.com",
    "SettingPublicUrl": "https://frontdesk.example.com/",
    "SettingMailConfigurationSet": "frontdesk-lint",
}
"""Stand-ins for what the data stack puts out."""


def package_template(folder: Path, project: Path = PROJECT) -> Path:
    """Write the API stack's template below ``folder``, as a deployment to AWS would; its place."""
    build.copy_project(project, folder / "project")
    environment = build.environment_from(_OUTPUTS, "lint")
    build.write_stage_config(folder / "project", "lint", environment)
    place = write_api_template(folder / "project", folder / "out", "lint")
    whole = with_versions(read_template(place.read_text("utf-8")))
    place.write_text(json.dumps(whole, indent=1), "utf-8")
    return place


def main() -> int:
    """Lint; 0 if nobody finds anything."""
    with tempfile.TemporaryDirectory() as folder:
        template = package_template(Path(folder))
        transformed = Path(folder) / "transformed.json"
        transform(template, transformed, cloud_python())
        linter = Path(sys.executable).with_name("cfn-lint")
        status = subprocess.run(
            [str(linter), str(template), str(transformed)], check=False
        ).returncode
        refused = refused_by_services(STATEFUL_TEMPLATE, ACCOUNT_TEMPLATE, template)
    for sentence in refused:
        print(sentence)
    return status or int(bool(refused))


def refused_by_services(*templates: Path) -> list[str]:
    """What the services would refuse of these templates, by the models of their APIs."""
    return [
        f"{place.name}: {sentence}"
        for place in templates
        for sentence in check_template(read_template(place.read_text("utf-8")))
    ]


if __name__ == "__main__":
    sys.exit(main())
