"""A stage deployed to the local cloud by the very pipeline that deploys to AWS."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from infra.deploy.console import Console
from infra.deploy.paths import BUILD, PROJECT
from infra.deploy.pipeline import Deployment, Pipeline
from infra.deploy.stacks import Stacks
from infra.deploy.target import Target
from infra.local.adjustments import for_ministack, pages_url
from infra.local.cloud import LocalCloud

MAIL_FROM = "frontdesk@clinic.example"
"""Mail of the local stage comes from there, and goes no further than the local cloud."""


@dataclass(frozen=True)
class LocalDeployment:
    """A stage on a local cloud."""

    cloud: LocalCloud
    target: Target
    deployment: Deployment

    @property
    def url(self) -> str:
        """Where browsers and curl find the API (both know ``*.localhost``)."""
        return pages_url(self.deployment.api["RestAPIId"], self.cloud.port)

    @property
    def plain_url(self) -> str:
        """The same API, for programs that cannot resolve ``*.localhost``."""
        return plain_url_of(self.cloud, self.deployment.api)


def plain_url_of(cloud: LocalCloud, api: Mapping[str, str]) -> str:
    """The address of an API for programs, by the outputs of its stack."""
    return f"{cloud.endpoint}/restapis/{api['RestAPIId']}/api/_user_request_/"


def reach_local_stage(port: int) -> tuple[Target, str]:
    """The stage that `make run` runs at this port, and the address of its API.

    Raises DeployError when there is none, and what botocore raises when nothing answers there.
    """
    cloud = LocalCloud(PROJECT / ".local" / "cloud", port, Path(sys.executable))
    target = Target("local", cloud.session(), endpoint=cloud.endpoint)
    api = Stacks(target.client("cloudformation")).outputs(target.api_stack)
    return target, plain_url_of(cloud, api)


def deploy(
    cloud: LocalCloud,
    stage: str,
    console: Console,
    *,
    project: Path = PROJECT,
    workspace: Path | None = None,
) -> LocalDeployment:
    """Deploy ``project`` as ``stage``, working in ``workspace`` (else where it always does).

    Raises DeployError with the reason when it fails.
    """
    target = Target(
        stage,
        cloud.session(),
        endpoint=cloud.endpoint,
        protected=False,
        mfa="OFF",
        mail_from=MAIL_FROM,
        firewall="off",  # MiniStack keeps firewalls, and puts none before an API
        host_wheels=True,
        adjust=lambda template: for_ministack(template, cloud.port),
    )
    deployment = Pipeline(target, console, workspace or BUILD / stage, project).run()
    ses = target.client("ses")
    ses.verify_email_identity(EmailAddress=MAIL_FROM)
    for kind in ("Bounce", "Complaint"):  # MiniStack tells nothing of a configuration set's mail
        ses.set_identity_notification_topic(
            Identity=MAIL_FROM,
            NotificationType=kind,
            SnsTopic=deployment.data["MailTopicArn"],
        )
    return LocalDeployment(cloud, target, deployment)
