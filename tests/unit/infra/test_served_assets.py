"""Pages that were open before a deployment still load what they know, until the one after it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.web.assets import _earlier
from infra.deploy.served_assets import (
    Served,
    brought_along,
    built_files,
    load_served,
    note_served,
    write_earlier,
)

ONE, TWO, THREE = ({"desk.js": f"version {n}", "form.css": "the same"} for n in (1, 2, 3))


@pytest.fixture
def s3() -> Iterator[Any]:
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket="artifacts")
        yield client


def deploy(s3: Any, built: dict[str, str]) -> dict[str, str]:
    """What is brought along in a deployment of these files."""
    earlier = brought_along(built, load_served(s3, "artifacts"))
    note_served(s3, "artifacts", Served(built, earlier))
    return earlier


def test_what_was_served_is_brought_along_once_and_then_no_more(s3: Any) -> None:
    assert deploy(s3, ONE) == {}
    assert deploy(s3, TWO) == {"desk.js": "version 1"}
    assert deploy(s3, THREE) == {"desk.js": "version 2"}


def test_the_same_files_deployed_again_make_the_same_package(s3: Any) -> None:
    deploy(s3, ONE)
    assert deploy(s3, TWO) == deploy(s3, TWO) == {"desk.js": "version 1"}


def test_a_deployment_that_was_stopped_before_it_served_is_as_if_it_had_not_been(s3: Any) -> None:
    deploy(s3, ONE)
    brought_along(TWO, load_served(s3, "artifacts"))
    assert deploy(s3, TWO) == {"desk.js": "version 1"}


def test_files_that_are_brought_along_are_served_under_the_names_that_they_had(
    tmp_path: Path,
) -> None:
    write_earlier(tmp_path, {"desk.js": "version 1"})
    folder = tmp_path / "chalicelib" / "web" / "built" / "earlier"
    (found,) = _earlier(folder)
    assert found.name.startswith("desk.")
    assert (found.content, found.content_type) == ("version 1", "text/javascript; charset=utf-8")
    assert built_files(tmp_path) == {}
