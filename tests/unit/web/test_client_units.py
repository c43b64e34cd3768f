"""The client's rules, tried by tests of their own under ``client/tests``."""

import re

import pytest

from tests.client_modules import run_units


def test_all_of_them_pass() -> None:
    told = run_units()
    passed = re.search(r"^# pass (\d+)$", told, re.MULTILINE)
    assert passed
    assert int(passed[1]) > 40
    assert "\n# skipped 0\n" in told


def test_none_of_a_name_is_a_failure_and_no_silent_success() -> None:
    with pytest.raises(AssertionError, match="no tests of this name"):
        run_units("nothing-is-called-this")
