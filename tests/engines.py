"""Engines beside the tests: skipped by name where one is missing, unless all have to be there."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from infra.local.engines import MissingEngineError


def engine(find: Callable[[], Path]) -> Path:
    """The place of an engine (see ``infra.local.engines``).

    Where it is missing the test is skipped with the engine's name, or fails when
    FRONTDESK_REQUIRE_ENGINES is 1.
    """
    try:
        return find()
    except MissingEngineError as missing:
        if os.environ.get("FRONTDESK_REQUIRE_ENGINES") == "1":
            pytest.fail(str(missing))
        pytest.skip(str(missing))
