"""Links make one person of names and contact points, whatever the order in which they were said."""

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.people.link_models import Alias, Link
from chalicelib.people.link_rules import connected, with_link, without_link

AT = datetime(2026, 11, 23, 15, tzinfo=UTC)
ALIASES = [Alias(point_id=f"point-{n}", person_id=f"person-{n}") for n in range(7)]


def link(one: int, other: int) -> Link:
    return Link(one=ALIASES[one], other=ALIASES[other], by="staff-ana", at=AT)


numbers = st.integers(0, len(ALIASES) - 1)
pairs = st.lists(st.tuples(numbers, numbers).filter(lambda each: each[0] != each[1]), max_size=12)


def reached_by_hand(start: int, said: list[tuple[int, int]]) -> set[int]:
    """Slow and obvious: colors are painted over until nothing changes any more."""
    color = list(range(len(ALIASES)))
    for _ in ALIASES:
        for one, other in said:
            color = [color[one] if each == color[other] else each for each in color]
    return {n for n in range(len(ALIASES)) if color[n] == color[start]}


@given(pairs, numbers)
def test_whoever_is_linked_by_way_of_others_is_the_same(
    said: list[tuple[int, int]], start: int
) -> None:
    reached, _ = connected(ALIASES[start], [link(*each) for each in said])
    assert reached == {ALIASES[n] for n in reached_by_hand(start, said)}


@given(pairs, numbers)
def test_the_links_that_matter_are_those_among_them(
    said: list[tuple[int, int]], start: int
) -> None:
    reached, links = connected(ALIASES[start], [link(*each) for each in said])
    ends = [{each.one, each.other} for each in links]
    assert all(pair <= reached for pair in ends)
    assert connected(ALIASES[start], links)[0] == reached


@given(pairs, st.tuples(numbers, numbers).filter(lambda each: each[0] != each[1]))
def test_a_link_taken_back_leaves_what_was_before(
    said: list[tuple[int, int]], new: tuple[int, int]
) -> None:
    before: tuple[Link, ...] = ()
    for each in said:
        before = with_link(before, link(*each))
    if any(each.ends == link(*new).ends for each in before):
        assert with_link(before, link(*new)) == before
    else:
        ids = (ALIASES[new[1]].person_id, ALIASES[new[0]].person_id)
        assert without_link(with_link(before, link(*new)), *ids) == before


def test_a_chain_is_one_person() -> None:
    chain = [link(*each) for each in pairwise(range(len(ALIASES)))]
    assert connected(ALIASES[3], chain)[0] == set(ALIASES)
