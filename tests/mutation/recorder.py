"""A pytest plugin: writes down which lines each test runs, and how long it takes.

Loaded with ``-p tests.mutation.recorder --record-to FILE``. A test that fails is not written
down: it cannot tell whether it noticed something.
"""

import json
import time
import warnings
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path
from typing import Any

import coverage
import pytest

from .subjects import subjects


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--record-to", type=Path, required=True)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Recorder(config.rootpath, config.getoption("--record-to")))


class Recorder:
    """Watches one session."""

    def __init__(self, root: Path, to: Path) -> None:
        self._root, self._to = root, to
        self._seconds: dict[str, float] = {}
        self._unfit: set[str] = set()
        self._coverage = coverage.Coverage(
            data_file=None, config_file=False, include=[str(root / path) for path in subjects(root)]
        )
        self._coverage.start()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        self._coverage.switch_context(item.nodeid)
        started = time.perf_counter()
        try:
            return (yield)
        finally:
            self._seconds[item.nodeid] = round(time.perf_counter() - started, 3)
            self._coverage.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.passed:
            self._unfit.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        self._coverage.stop()
        lines = self._lines()
        tests = {
            name: {"seconds": seconds, "lines": lines[name]}
            for name, seconds in self._seconds.items()
            if name not in self._unfit
        }
        self._to.write_text(json.dumps(tests, separators=(",", ":")), "utf-8")

    def _lines(self) -> dict[str, dict[str, list[int]]]:
        found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a file of tests may run nothing of the code
            data = self._coverage.get_data()
        for file in data.measured_files():
            path = Path(file).relative_to(self._root).as_posix()
            for line, tests in data.contexts_by_lineno(file).items():
                for test in tests:
                    found[test][path].append(line)
        return found
