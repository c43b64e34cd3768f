"""Somebody is found by the beginnings of their names, in any order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.people.name_index_rules import (
    LONGEST_PREFIX,
    findable_parts,
    is_found_by,
    is_long_enough,
    last_digits_of,
    prefixes_of,
    typed_parts,
)

NAMES = st.lists(
    st.text("abcdefgh'-\u00e9\u674e\u660e", min_size=1, max_size=12), min_size=1, max_size=4
)


def leads_to(typed: str, name: str) -> bool:
    """True if the index has an entry for each part that is long enough, and the name bears it."""
    entries = {prefix for part in findable_parts(name) for prefix in prefixes_of(part)}
    parts = typed_parts(typed)
    asked = [part[:LONGEST_PREFIX] for part in parts if is_long_enough(part)]
    return bool(asked) and set(asked) <= entries and is_found_by(name, parts)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ro", "Robin Example"),
        ("example robin", "Robin Example"),
        ("exam rob", "Robin Example"),
        ("r example", "Robin Example"),
        ("obrien", "Ann O'Brien"),
        ("o'br", "Ann O'Brien"),
        ("brien", "Ann O'Brien"),
        ("jones", "Kim Smith-Jones"),
        ("smith-jones", "Kim Smith-Jones"),
        ("bartholomew", "Bartholomew Example"),
        ("\u674e", "\u674e\u660e"),
    ],
)
def test_is_found(typed: str, name: str) -> None:
    assert leads_to(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("r", "Robin Example"),
        ("obin", "Robin Example"),
        ("robin sample", "Robin Example"),
        ("bartholomeus", "Bartholomew Example"),
        ("!", "Robin Example"),
    ],
)
def test_is_not_found(typed: str, name: str) -> None:
    assert not leads_to(typed, name)


def slowly_found(typed: str, name: str) -> bool:
    """The same, read off the parts themselves, one character after another."""
    parts = findable_parts(name)
    wanted = typed_parts(typed)
    if not any(is_long_enough(each) for each in wanted):
        return False
    return all(
        any(len(part) >= len(each) and all(map(str.__eq__, part, each)) for part in parts)
        for each in wanted
    )


@given(NAMES, st.lists(st.text("abcdefgh", max_size=4), min_size=1, max_size=3))
def test_the_index_finds_what_reading_every_name_would(name: list[str], typed: list[str]) -> None:
    assert leads_to(" ".join(typed), " ".join(name)) == slowly_found(
        " ".join(typed), " ".join(name)
    )


@given(NAMES, st.data())
def test_beginnings_of_some_parts_in_any_order_find_it(
    name: list[str], data: st.DataObject
) -> None:
    parts = data.draw(st.permutations(findable_parts(" ".join(name)) or [""]))
    cut = [part[: data.draw(st.integers(2, max(2, len(part))))] for part in parts]
    if any(map(is_long_enough, cut)):
        assert leads_to(" ".join(cut), " ".join(name))


@given(st.text(max_size=100))
def test_no_name_makes_more_entries_than_one_transaction_holds(name: str) -> None:
    entries = {prefix for part in findable_parts(name) for prefix in prefixes_of(part)}
    assert 2 * (len(entries) + 1) + 1 <= 100
    assert all(1 <= len(each) <= LONGEST_PREFIX for each in entries)


def test_a_number_is_found_by_its_last_four_digits() -> None:
    assert (last_digits_of("+12125550142"), last_digits_of(None)) == ("0142", None)
