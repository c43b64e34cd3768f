"""The initial that a list shows after a first name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.people.rules import last_initial_of


@pytest.mark.parametrize(
    ("name", "initial"),
    [
        ("Robin Example", "E"),
        ("Robin van der example", "E"),
        ("Robin  Émile ", "É"),
        ("Robin", ""),
        ("Robin (work)", ""),
        ("Robin ßtest", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_is_the_capital_of_the_last_word(name: str | None, initial: str) -> None:
    assert last_initial_of(name) == initial


@given(st.text())
def test_is_one_letter_at_most(name: str) -> None:
    initial = last_initial_of(name)
    assert initial == "" or (len(initial) == 1 and initial.isalpha())
