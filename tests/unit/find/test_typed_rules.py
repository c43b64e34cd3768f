"""Whatever is typed into the one field is read as all that it may be."""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.find.typed_rules import Typed, read_typed
from chalicelib.platform.storage.references import reference_of

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("(212) 555-0142", Typed(phone="+12125550142")),
        ("+1 212.555.0142", Typed(phone="+12125550142")),
        ("2125550142 x12", Typed(phone="+12125550142")),
        ("0142", Typed(last_digits="0142")),
        ("555-0142", Typed(last_digits="5550142")),
        ("014", Typed()),
        ("03/14/1980", Typed(born=date(1980, 3, 14))),
        ("03141980", Typed(born=date(1980, 3, 14), reference="0314-1980")),
        ("99/99/1980", Typed(last_digits="99991980")),
        ("+", Typed()),
        ("Robin@Example.com ", Typed(email="robin@example.com")),
        ("robin@", Typed()),
        ("7k3m-q2px", Typed(reference="7K3M-Q2PX")),
        ("7k3m q2px", Typed(reference="7K3M-Q2PX")),
        ("7K3MQ2PX", Typed(reference="7K3M-Q2PX")),
        ("7K3M\u2011Q2PX", Typed(reference="7K3M-Q2PX")),
        ("OK3M-Q2PI", Typed(reference="0K3M-Q2P1")),
        ("Margaret", Typed(reference="MARG-ARET", name="Margaret")),
        ("Jean-Marc", Typed(reference="JEAN-MARC", name="Jean-Marc")),
        ("2345-6789", Typed(last_digits="23456789", reference="2345-6789")),
        ("Robin", Typed(name="Robin")),
        ("O'Brien, Ann", Typed(name="O'Brien, Ann")),
        ("\u674e\u660e", Typed(name="\u674e\u660e")),
        ("!?", Typed()),
    ],
)
def test_is_read_as(typed: str, read: Typed) -> None:
    assert read_typed(typed, TODAY) == read


CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


@given(
    st.text(CROCKFORD, min_size=26, max_size=26),
    st.sampled_from(["-", "", " ", " - "]),
    st.booleans(),
    st.sampled_from([{}, {"0": "O", "1": "I"}, {"0": "o", "1": "l"}]),
)
def test_every_reference_is_read_however_it_is_heard(
    item_id: str, dash: str, is_low: bool, heard: dict[str, str | int | None]
) -> None:
    said = reference_of(item_id).replace("-", dash)
    said = said.lower() if is_low else said
    said = said.translate(str.maketrans(heard))
    assert read_typed(said, TODAY).reference == reference_of(item_id)


def spells(typed: str, day: date) -> bool:
    """True if these digits, in their groups or run together, are the date's and nothing more."""
    if typed.strip() in {f"{day:%m%d%Y}", f"{day:%d%m%Y}", f"{day:%Y%m%d}"}:
        return True
    groups = sorted(int(group) for group in re.findall(r"\d+", typed))
    return groups in [sorted((day.day, day.month, year)) for year in (day.year, day.year % 100)]


@given(st.text("0123456789 -().", min_size=1, max_size=24))
@example("1.1.00")
@example("12-31-1980")
@example("12311980")
@example("19801231")
def test_digits_are_a_number_or_its_end_or_a_date_or_too_few(typed: str) -> None:
    read = read_typed(typed, TODAY)
    digits = [each for each in typed if each in "0123456789"]
    assert (read.name, read.email) == (None, None)
    if len(digits) < 4:
        assert read == Typed()
    elif read.born is not None:
        assert (read.phone, read.last_digits) == (None, None)
        assert spells(typed, read.born)
    elif read.phone is None:
        assert read.last_digits == "".join(digits)
    else:
        assert read.last_digits is None
        assert "".join(digits).endswith(re.sub(r"^\+1", "", read.phone)[-7:])


@given(st.text(max_size=30))
def test_nothing_that_is_typed_fails_and_letters_are_something(typed: str) -> None:
    read = read_typed(typed, TODAY)
    assert [read.phone, read.last_digits].count(None) >= 1
    assert not (read.email and read.name)
    if read == Typed():
        assert "@" in typed or not any(map(str.isalpha, typed)) or re.search(r"\d", typed)
