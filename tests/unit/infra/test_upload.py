from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.deploy.upload import content_key, upload_file


@pytest.fixture
def s3() -> Any:
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket="artifacts")
        yield client


def test_content_that_is_there_is_not_sent_again(s3: Any, tmp_path: Path) -> None:
    path = tmp_path / "frontdesk.zip"
    path.write_bytes(b"a" * 1000)
    shown: list[tuple[int, int]] = []
    key = upload_file(s3, "artifacts", path, lambda *sent: shown.append(sent))
    assert key == content_key(b"a" * 1000, ".zip")
    assert shown[-1] == (1000, 1000)
    assert upload_file(s3, "artifacts", path, lambda *sent: None) is None


def test_other_content_gets_another_key(s3: Any, tmp_path: Path) -> None:
    path = tmp_path / "frontdesk.zip"
    path.write_bytes(b"one")
    first = upload_file(s3, "artifacts", path, lambda *sent: None)
    path.write_bytes(b"two")
    assert upload_file(s3, "artifacts", path, lambda *sent: None) != first
    assert s3.get_object(Bucket="artifacts", Key=first)["Body"].read() == b"one"
