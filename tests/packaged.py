"""Fixtures: the API stack's template, packaged once for all who look at it.

Each conftest that imports them has fixtures of its own, so there is one that does.
"""

import json
from pathlib import Path

import pytest

from infra.templates import Template, read_template
from tests.engines import engine


@pytest.fixture(scope="session")
def packaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that it is uploaded from."""
    from infra.deploy.lint import package_template

    return package_template(tmp_path_factory.mktemp("packaged"))


@pytest.fixture(scope="session")
def template(packaged: Path) -> Template:
    """The API stack's template as it is uploaded."""
    return read_template(packaged.read_text("utf-8"))


@pytest.fixture(scope="session")
def transformed(packaged: Path, tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The template as SAM makes it: the one that AWS carries out."""
    from infra.deploy.transform import transform
    from infra.local.engines import cloud_python

    place = tmp_path_factory.mktemp("transformed") / "api.json"
    transform(packaged, place, engine(cloud_python))
    made: Template = json.loads(place.read_text("utf-8"))
    return made
