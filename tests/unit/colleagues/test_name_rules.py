"""What colleagues see of one another's names."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.colleagues.models import KnownName
from chalicelib.colleagues.name_rules import LONGEST, name_in, told

LATER = datetime(2027, 2, 21, tzinfo=UTC)


def names_told(*names: str) -> list[str]:
    known = [
        KnownName(staff_id=f"staff-{number}", name=name, known_until=LATER)
        for number, name in enumerate(names)
    ]
    return [each.name for each in told(known)]


def test_a_colleague_is_a_first_name_and_an_initial() -> None:
    assert names_told("Ana Maria Example", "Ben") == ["Ana E.", "Ben"]


def test_two_who_would_be_called_the_same_are_told_in_full() -> None:
    assert names_told("Ana Example", "Ana Emerald", "Ana Sample") == [
        "Ana Example",
        "Ana Emerald",
        "Ana S.",
    ]


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"name": "Ana Example"}, "Ana Example"),
        ({"given_name": "Ana", "family_name": "Example", "name": "AE"}, "Ana Example"),
        ({"given_name": "Ana"}, "Ana"),
        ({"name": "  Ana \t Example\n"}, "Ana Example"),
        ({"name": "Ana\u202e \u200bExample\x00"}, "Ana Example"),
        ({"name": "\u200b"}, ""),
        ({"email": "ana@clinic.example", "sub": "a"}, ""),
        ({"name": None}, ""),
    ],
)
def test_a_name_is_what_the_sign_in_says_of_it_as_far_as_it_can_be_seen(
    claims: dict[str, str | None], name: str
) -> None:
    assert name_in(claims) == name


@given(st.text(max_size=300))
def test_any_name_is_short_enough_and_told_in_one_line(text: str) -> None:
    name = name_in({"name": text})
    assert len(name) <= LONGEST
    assert name == " ".join(name.split())
    assert name_in({"name": name}) == name
    assert len(names_told(name)[0].splitlines()) <= 1
