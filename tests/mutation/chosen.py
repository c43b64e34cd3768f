"""A pytest plugin: runs chosen tests in their order, and says which of them was the first to fail.

Loaded with ``-p tests.mutation.chosen --chosen FILE --verdict FILE``.
"""

import json
from operator import itemgetter
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--chosen", type=Path, required=True)
    parser.addoption("--verdict", type=Path, required=True)


def pytest_configure(config: pytest.Config) -> None:
    names = json.loads(config.getoption("--chosen").read_text("utf-8"))
    config.pluginmanager.register(Chosen(names, config.getoption("--verdict")))


class Chosen:
    """Selects, sorts and watches."""

    def __init__(self, names: list[str], verdict: Path) -> None:
        self._turn = {name: turn for turn, name in enumerate(names)}
        self._verdict = verdict
        self._said = ("", "")

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        turns = [(turn, item) for item in items if (turn := self._turn_of(item.nodeid)) is not None]
        items[:] = [item for _, item in sorted(turns, key=itemgetter(0))]

    def _turn_of(self, nodeid: str) -> int | None:
        """A test's own, or that of the whole file that it stands in."""
        return self._turn.get(nodeid, self._turn.get(nodeid.partition("::")[0]))

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._say("hung", nodeid)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        if self._said == ("hung", nodeid):
            self._verdict.unlink()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._say("failed", report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self._say("failed", report.nodeid)

    def _say(self, how: str, name: str) -> None:
        self._said = (how, name)
        self._verdict.write_text(json.dumps([how, name]), "utf-8")
