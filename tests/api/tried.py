"""The use cases of the matrix of faults, tried here in process, each once and with no fault."""

from collections.abc import Iterator

import boto3
import pytest

from tests.conftest import make_table
from tests.faults.scenarios import scenario, series
from tests.faults.world import World, a_world

ADDRESS = "somebody@example.com"


@pytest.fixture(scope="module")
def world(moto: None, request: pytest.FixtureRequest) -> Iterator[World]:
    """A world on a table of the module's own."""
    name = request.module.__name__.rpartition(".")[2].replace("_", "-")
    client = boto3.session.Session().client("dynamodb", region_name="us-east-1")
    make_table(client, name)
    with a_world(client, client, name) as world:
        yield world


@pytest.fixture
def everybody_gives_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks or books gives an email address with it."""
    for given in (scenario.ROBIN, scenario.WAITER, series._BOOK):
        monkeypatch.setitem(given, "email", ADDRESS)
