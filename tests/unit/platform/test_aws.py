"""The clients that the deployed functions use; nothing else makes any."""

import boto3
import pytest
from moto import mock_aws

from chalicelib.platform import aws


class TestClients:
    def test_of_the_table_is_made_once(self) -> None:
        client = aws.dynamodb_client()
        assert client.meta.service_model.service_name == "dynamodb"
        assert aws.dynamodb_client() is client

    def test_of_the_user_pool_is_of_the_pools_region(self) -> None:
        pool = "arn:aws:cognito-idp:us-west-2:000000000000:userpool/none"
        assert aws.cognito_client(pool).meta.region_name == "us-west-2"

    def test_the_secret_is_read_as_it_is_kept(self) -> None:
        with mock_aws():
            kept = boto3.client("secretsmanager").create_secret(Name="s", SecretString="whatever")
            aws._session.cache_clear()  # moto looks at sessions that begin under it
            assert aws.secret_value(kept["ARN"]) == "whatever"

    def test_of_services_that_nothing_uses_are_not_to_be_had(self) -> None:
        with pytest.raises(Exception, match="Unknown service"):
            aws._client("s3")
