"""Clients of Amazon's services: made once, when first wanted, with short timeouts.

A clinic's visitor waits for the answer, and the gateway gives up after 29 s: better a quick
"try again" than a long silence.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
from botocore import UNSIGNED
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_CONFIG = Config(
    connect_timeout=1,
    read_timeout=3,
    retries={"mode": "standard", "total_max_attempts": 3},
    tcp_keepalive=True,
    max_pool_connections=16,  # a job's locations and what it works on, each in its own thread
)


@cache
def dynamodb_client() -> "DynamoDBClient":
    """The DynamoDB client of this process."""
    client: DynamoDBClient = boto3.client("dynamodb", config=_CONFIG)
    return client


@cache
def secret_value(arn: str) -> str:
    """The text of a secret in Secrets Manager, read once per process."""
    answer = boto3.client("secretsmanager", config=_CONFIG).get_secret_value(SecretId=arn)
    return str(answer["SecretString"])


@cache
def cognito_client(user_pool_arn: str) -> Any:
    """A client of the user pool's region. Signing in takes no credentials, so it has none."""
    region = user_pool_arn.split(":")[3]
    unsigned = _CONFIG.merge(Config(signature_version=UNSIGNED))
    return boto3.client("cognito-idp", region_name=region, config=unsigned)
