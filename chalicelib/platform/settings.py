"""Settings of the deployment, as one model. The only place that reads the environment."""

import os
from functools import cache

from pydantic import ConfigDict, Field

from .model import Model

# Pydantic would look for plugins through all that is installed. There is none here to be found.
# A package has no such look at all; this is for what runs from the sources.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


class Settings(Model):
    """The settings of one deployed stage. Each is documented in docs/settings.md."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    stage: str = Field("test", validation_alias="FRONTDESK_STAGE")
    """The stage's name; it stands in every log line."""
    table: str = Field("frontdesk-test", validation_alias="FRONTDESK_TABLE")
    """The DynamoDB table's name."""
    secret_arn: str = Field("", validation_alias="FRONTDESK_SECRET_ARN")
    """The Secrets Manager secret that ids of people, tokens and cursors are keyed with."""
    user_pool_arn: str = Field(
        "arn:aws:cognito-idp:us-east-1:000000000000:userpool/none",
        validation_alias="FRONTDESK_USER_POOL_ARN",
    )
    """The Cognito user pool that staff sign in to."""
    user_pool_client_id: str = Field("", validation_alias="FRONTDESK_USER_POOL_CLIENT_ID")
    """The pool's app client; tokens made for another are refused. Empty: not checked."""
    mail_from: str = Field("", validation_alias="FRONTDESK_MAIL_FROM")
    """The address that email is sent from, which SES knows to be the clinic's. Empty: mail is off.
    """
    public_url: str = Field("", validation_alias="FRONTDESK_PUBLIC_URL")
    """The address that the clinic's own domain has for the pages. Empty: they have the gateway's.
    """
    endpoint_url: str = Field("", validation_alias="FRONTDESK_ENDPOINT_URL")
    """The address that the gateway has for the pages. A function that it calls is not told."""
    clock_offset: int = Field(0, validation_alias="FRONTDESK_CLOCK_OFFSET")
    """Seconds that the clock is moved on by, for tests of what time brings. Refused on AWS."""
    cloud: str = Field("", validation_alias="AWS_ENDPOINT_URL")
    """The address of the cloud that is worked on. Empty: it is AWS."""
    mail_configuration_set: str = Field("", validation_alias="FRONTDESK_MAIL_CONFIGURATION_SET")
    """The SES configuration set that tells of mail that comes back. Empty: none is used."""
    log_level: str = Field("INFO", validation_alias="FRONTDESK_LOG_LEVEL")
    """Python's name for the least grave log line that is written."""

    @property
    def pages_url(self) -> str:
        """The address of the pages as people reach them, with a slash at its end.

        Empty where nobody told it.
        """
        url = self.public_url or self.endpoint_url
        return f"{url.rstrip('/')}/" if url else ""


@cache
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings.model_validate(dict(os.environ))
