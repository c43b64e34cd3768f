"""The API stack's template, packaged once for all who look at it."""

import pytest

from infra.deploy.lint import package_template
from infra.templates import Template, read_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    place = package_template(tmp_path_factory.mktemp("packaged"))
    return read_template(place.read_text("utf-8"))
