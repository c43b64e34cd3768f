"""The API stack's template, packaged once for all who look at it."""

from pathlib import Path

import pytest

from infra.deploy.lint import package_template
from infra.templates import Template, read_template


@pytest.fixture(scope="session")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package_template(tmp_path_factory.mktemp("packaged"))


@pytest.fixture(scope="session")
def template(packaged: Path) -> Template:
    return read_template(packaged.read_text("utf-8"))
