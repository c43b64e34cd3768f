"""A real browser: one for all tests that need one, wherever they stand."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from infra.local.engines import MissingEngineError, chromium
from tests.engines import engine

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def playwright() -> Path:
    """Where Playwright is installed. Raises MissingEngineError when it is not."""
    found = importlib.util.find_spec("playwright")
    if found is None or found.origin is None:
        raise MissingEngineError("Playwright is missing; requirements-dev.txt names it")
    return Path(found.origin)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One browser for all tests; each has a context of its own in it."""
    engine(playwright)
    binary = engine(chromium)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=str(binary), args=["--no-sandbox"])
        yield started
        started.close()
