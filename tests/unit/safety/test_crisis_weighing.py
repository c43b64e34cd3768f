"""Signs weighed together: what two that say little say beside each other, and from how near."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.safety.crisis_phrases import Weight
from chalicelib.safety.crisis_weighing import NEAR, NEAR_HINTS, Found, Level, weigh

NEARNESS = {Weight.WEAK: NEAR, Weight.HINT: NEAR_HINTS}
ALONE = {Weight.WEAK: Level.PANEL, Weight.HINT: Level.NONE}
TOGETHER = {Weight.WEAK: Level.CRISIS, Weight.HINT: Level.PANEL}

of_either_weight = pytest.mark.parametrize("weight", [Weight.WEAK, Weight.HINT])


def two(weight: Weight, apart: int) -> list[Found]:
    """Signs of two kinds, three words each; the second begins so many words after the first ends.

    With none or less, they share words.
    """
    second = 12 + apart
    return [Found("one", weight, 10, 12), Found("other", weight, second, second + 2)]


@of_either_weight
def test_up_to_so_many_words_apart_two_signs_speak_of_one_thing_and_no_further(
    weight: Weight,
) -> None:
    near = NEARNESS[weight]
    levels = [weigh(two(weight, apart), ()).level for apart in range(1, near + 3)]
    assert levels == [TOGETHER[weight]] * near + [ALONE[weight]] * 2


@of_either_weight
@pytest.mark.parametrize("apart", [-2, -1, 0])
def test_signs_that_share_words_say_one_thing_and_not_two(weight: Weight, apart: int) -> None:
    assert weigh(two(weight, apart), ()).level is ALONE[weight]


@st.composite
def some_signs(draw: st.DrawFn, weight: Weight) -> list[Found]:
    """Signs of a few kinds, short and long, some of which share words, told in any order."""
    near, found, end = NEARNESS[weight], list[Found](), 3
    gaps = st.sampled_from([-3, 0, 1, near // 2, near - 1, near, near + 1])
    for _ in range(draw(st.integers(1, 5))):
        first = max(0, end + draw(gaps))
        end = first + draw(st.sampled_from([0, 1, 3, 9]))
        found.append(Found(draw(st.sampled_from("abc")), weight, first, end))
    return draw(st.permutations(found))


@of_either_weight
@given(st.data())
def test_among_many_it_takes_two_of_different_kinds_that_are_near(
    weight: Weight, data: st.DataObject
) -> None:
    found = data.draw(some_signs(weight))
    is_one_thing = any(
        one.sign != other.sign and 0 < other.first - one.last <= NEARNESS[weight]
        for one in found
        for other in found
    )
    assert weigh(found, ()).level is (TOGETHER if is_one_thing else ALONE)[weight]
