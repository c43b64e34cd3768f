"""Clients of Amazon's services: made once, when first wanted, with short timeouts.

A clinic's visitor waits for the answer, and the gateway gives up after 29 s: better a quick
"try again" than a long silence.
"""

from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from botocore import UNSIGNED
from botocore.config import Config
from botocore.loaders import Loader
from botocore.session import Session

from .aws_calls import CALLS

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_CONFIG = Config(
    connect_timeout=1,
    read_timeout=3,
    retries={"mode": "standard", "total_max_attempts": 3},
    tcp_keepalive=True,
    max_pool_connections=16,  # a job's locations and what it works on, each in its own thread
)

TABLE_CONFIG = _CONFIG.merge(Config(parameter_validation=False))
"""As for all; but what the table is sent is made of typed attributes by storage/expressions.py.

Botocore would look through each of them once more, which takes a seventh of a form's processor
time. The table itself looks at all of it again.
"""


class _Loader(Loader):  # type: ignore[misc]  # botocore publishes no types
    """Knows the services that are used. Else all of Amazon's are looked for at each start."""

    def list_available_services(self, type_name: str) -> list[str]:
        return list(CALLS)


_one_at_a_time = Lock()
"""A client may be used by several threads at once; a session may not make several at once."""


@cache
def _session() -> Session:
    session = Session()
    session.register_component("data_loader", _Loader())
    return session


def _client(service: str, config: Config = _CONFIG, region: str | None = None) -> Any:
    """Made without Boto3, which is a layer over this and slow to read."""
    with _one_at_a_time:
        return _session().create_client(service, region_name=region, config=config)


@cache
def dynamodb_client() -> "DynamoDBClient":
    """The DynamoDB client of this process."""
    client: DynamoDBClient = _client("dynamodb", TABLE_CONFIG)
    return client


@cache
def secret_value(arn: str) -> str:
    """The text of a secret in Secrets Manager, read once per process."""
    answer = _client("secretsmanager").get_secret_value(SecretId=arn)
    return str(answer["SecretString"])


@cache
def cognito_client(user_pool_arn: str) -> Any:
    """A client of the user pool's region. Signing in takes no credentials, so it has none."""
    region = user_pool_arn.split(":")[3]
    unsigned = _CONFIG.merge(Config(signature_version=UNSIGNED))
    return _client("cognito-idp", unsigned, region)


@cache
def ses_client() -> Any:
    """The client that sends email. A mail that may have gone is sent again by the job, if at all.

    So nothing is repeated here.
    """
    return _client("ses", _CONFIG.merge(Config(retries={"total_max_attempts": 1})))
