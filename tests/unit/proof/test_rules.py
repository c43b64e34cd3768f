"""A code's figures, and for how long and how often it may be typed."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.proof import rules

START = datetime(2026, 11, 23, 15, tzinfo=UTC)
SPANS = st.timedeltas(timedelta(hours=-1), timedelta(hours=2))


@given(st.integers(min_value=0, max_value=2**256))
def test_a_code_has_six_figures(number: int) -> None:
    code = rules.figures_of(number)
    assert len(code) == 6
    assert code.isascii()
    assert code.isdecimal()


def test_every_code_is_drawn_as_often_as_any_other() -> None:
    codes = [rules.figures_of(number) for number in range(2_000_000)]
    assert len(set(codes)) == 1_000_000


@given(SPANS, st.lists(st.booleans(), max_size=12))
def test_the_right_code_proves_within_ten_minutes_and_before_a_fifth_wrong_one(
    after: timedelta, tries: list[bool]
) -> None:
    """Told as it happens: each try in turn, True for the right code."""
    left, proven = 5, []
    for is_right in tries:
        in_time = timedelta(0) <= after < timedelta(minutes=10)
        proven.append(is_right and in_time and left > 0)
        left -= not is_right
    wrong = [tries[:turn].count(False) for turn in range(len(tries))]
    found = [
        is_right and rules.can_be_typed(START, before, START + after)
        for is_right, before in zip(tries, wrong, strict=True)
    ]
    assert found == proven


@given(SPANS)
def test_a_proof_opens_things_for_half_an_hour(after: timedelta) -> None:
    expected = timedelta(0) <= after < timedelta(minutes=30)
    assert rules.opens(START, START + after) == expected


def test_without_a_proof_nothing_opens() -> None:
    assert not rules.opens(None, START)
