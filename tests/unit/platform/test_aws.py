"""The clients that the deployed functions use; nothing else makes any."""

import boto3
import pytest
from botocore.validate import ParamValidationDecorator
from moto import mock_aws

from chalicelib.platform import aws
from chalicelib.platform.aws_calls import CALLS


class TestClients:
    def test_of_the_table_is_made_once(self) -> None:
        client = aws.dynamodb_client()
        assert client.meta.service_model.service_name == "dynamodb"
        assert aws.dynamodb_client() is client

    def test_of_the_table_alone_sends_its_values_as_they_are(self) -> None:
        """They are typed where they are made; what people sign in with is not."""
        looks_through = {
            service: isinstance(client._serializer, ParamValidationDecorator)
            for service in set(CALLS) - {"dynamodb"}
            if (client := aws._client(service))
        }
        assert all(looks_through.values()), looks_through
        assert not isinstance(aws.dynamodb_client()._serializer, ParamValidationDecorator)

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
