"""The driver, on the engine beside the tests."""

from typing import TYPE_CHECKING

from botocore.config import Config
from botocore.session import Session

from chalicelib.platform.aws import TABLE_CONFIG

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def client_that_sends(url: str, sends: int) -> "DynamoDBClient":
    """A client like the product's own, but patient, that sends each request so many times."""
    config = Config(
        connect_timeout=5,
        read_timeout=30,
        retries={"mode": "standard", "total_max_attempts": sends},
    )
    client: DynamoDBClient = Session().create_client(
        "dynamodb",
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
        config=TABLE_CONFIG.merge(config),
    )
    return client
