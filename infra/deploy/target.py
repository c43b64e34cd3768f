"""Where a stage goes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config

from infra.deploy.errors import DeployError
from infra.templates import Template

_STAGE = re.compile(r"[a-z][a-z0-9-]{0,19}\Z")


def _unchanged(template: Template) -> Template:
    return template


def _is_in(address: str, domain: str) -> bool:
    of_address = address.rpartition("@")[2]
    return of_address == domain or of_address.endswith(f".{domain}")


@dataclass(frozen=True)
class Target:
    """A stage in one account and region, on AWS or (with ``endpoint``) on an emulated cloud."""

    stage: str
    session: boto3.Session
    endpoint: str | None = None
    protected: bool = True
    """Do table, key, user pool and secret refuse to go, and stay when their stack goes?"""
    mfa: str = "by-stage"
    mail_from: str | None = None
    """The address that email is sent from, "" for mail off; None leaves it as it is deployed."""
    public_url: str | None = None
    """The address of the pages at a domain of one's own, "" for none; None leaves it as it is."""
    mail_domain: str | None = None
    """The domain that the stage makes known to SES, "" for none; None leaves it as it is."""
    domain: str | None = None
    """The domain that leads to the API, "" for none; None leaves it as it is."""
    certificate: str | None = None
    """The ARN of its certificate; None leaves it as it is."""
    base_path: str | None = None
    """The first part of the path there, "" for none; None leaves it as it is."""
    firewall: str | None = None
    """"on", or "off" for no firewall before the API; None leaves it as it is, and new stages on."""
    on_call: str | None = None
    """The address that alarms are told to, "none" for nobody; None leaves it as it is."""
    monthly_budget: str | None = None
    """US dollars a month that the account may spend before it is told; None leaves it as it is."""
    backup_copy_vault: str | None = None
    """The ARN of the vault that backups are copied to, "" for none; None leaves it as it is."""
    at_once: bool = False
    """Whether a release is given to everybody at once, whatever alarms say."""
    host_wheels: bool = False
    """Do the functions run on this very machine? Then compiled dependencies have to fit it."""
    adjust: Callable[[Template], Template] = _unchanged
    """What the target cannot take of a template is changed here, and only here."""

    def __post_init__(self) -> None:
        """Raises DeployError for a stage name or session that nothing can be deployed with."""
        if not _STAGE.match(self.stage):
            raise DeployError(
                f"“{self.stage}” isn't a stage name: use up to 20 lowercase letters, digits and "
                "hyphens, starting with a letter"
            )
        if self.mail_from and self.mail_domain and not _is_in(self.mail_from, self.mail_domain):
            raise DeployError(f"{self.mail_from} isn't an address of {self.mail_domain}")
        if not self.session.region_name:
            raise DeployError("no region is set; set AWS_REGION, for example to us-east-1")
        if self.certificate and f":acm:{self.region}:" not in self.certificate:
            raise DeployError(f"the certificate has to be in ACM and in {self.region}")

    @property
    def region(self) -> str:
        """The region's name."""
        return str(self.session.region_name)

    @property
    def data_stack(self) -> str:
        """The name of the stack that stateful.yaml makes."""
        return f"frontdesk-{self.stage}-data"

    @property
    def api_stack(self) -> str:
        """The name of the stack that ``chalice package`` makes."""
        return f"frontdesk-{self.stage}-api"

    def client(self, service: str) -> Any:
        """A boto3 client of ``service``."""
        config = Config(retries={"mode": "standard", "total_max_attempts": 5})
        return self.session.client(service, endpoint_url=self.endpoint, config=config)
