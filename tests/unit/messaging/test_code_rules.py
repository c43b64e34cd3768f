"""How many codes an address gets within an hour."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.messaging.code_rules import MOST_CODES, WITHIN, number_for

START = datetime(2026, 11, 23, 15, tzinfo=UTC)


@given(st.lists(st.integers(min_value=0, max_value=300), max_size=40))
def test_one_goes_as_long_as_fewer_than_three_went_in_the_hour_before(minutes: list[int]) -> None:
    asked = [START + timedelta(minutes=each) for each in sorted(minutes)]
    went: list[datetime] = []
    for at in asked:
        if sum(at - WITHIN < each for each in went) < 3:
            went.append(at)
    assert gone(asked) == went


def gone(asked: list[datetime]) -> list[datetime]:
    """Those that go by the rule, each of which takes the number that it is given."""
    taken_until: list[datetime | None] = [None] * MOST_CODES
    went = []
    for at in asked:
        number = number_for(taken_until, at)
        if number is not None:
            taken_until[number] = at + WITHIN
            went.append(at)
    return went
