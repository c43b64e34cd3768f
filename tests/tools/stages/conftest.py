"""A stage that somebody restores, over items that moto keeps."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import client_in_process
from tests.tools.stages.restored_stage import RestoredStage


@pytest.fixture(scope="module")
def items() -> Iterator[Any]:
    from moto import mock_aws

    from tests.quick_moto import quick_moto

    with mock_aws(), quick_moto():
        yield client_in_process()


@pytest.fixture
def stage(items: Any, no_account: None, tmp_path: Path) -> RestoredStage:
    return RestoredStage(items, tmp_path)
