"""A stage deployed to the local cloud by the very pipeline that deploys to AWS."""

from dataclasses import dataclass
from pathlib import Path

from infra.deploy.console import Console
from infra.deploy.paths import BUILD, PROJECT
from infra.deploy.pipeline import Deployment, Pipeline
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
        api = self.deployment.api["RestAPIId"]
        return f"{self.cloud.endpoint}/restapis/{api}/api/_user_request_/"


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
