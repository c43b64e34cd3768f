"""Ids: opaque, of one form, in the order of time."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.platform.ids import ID_PATTERN, Ids, base32
from tests.conftest import MONDAY_MORNING, CountedBytes

instants = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001  # hypothesis adds the zone itself
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
MILLISECOND = timedelta(milliseconds=1)


@given(at=instants, random=st.binary(min_size=10, max_size=10))
def test_every_id_has_the_form_that_the_pattern_says(at: datetime, random: bytes) -> None:
    assert re.fullmatch(ID_PATTERN, Ids(lambda _count: random).new(at))


@given(at=instants, low=st.binary(min_size=10, max_size=10))
def test_an_id_of_a_later_millisecond_sorts_later_whatever_the_dice(
    at: datetime, low: bytes
) -> None:
    earlier = Ids(lambda _count: b"\xff" * 10).new(at)
    later = Ids(lambda _count: low).new(at + MILLISECOND)
    assert earlier < later


@given(at=instants)
def test_an_id_tells_its_millisecond_exactly(at: datetime) -> None:
    digits = "0123456789abcdefghjkmnpqrstvwxyz"
    number = 0
    for character in Ids(lambda _count: bytes(10)).new(at):
        number = number * 32 + digits.index(character)
    assert number >> 80 == (at - datetime(1970, 1, 1, tzinfo=UTC)) // MILLISECOND


def test_ids_of_one_moment_differ() -> None:
    ids = Ids(CountedBytes())
    assert len({ids.new(MONDAY_MORNING) for _ in range(1000)}) == 1000


def test_without_being_told_otherwise_ids_are_drawn_from_the_operating_system() -> None:
    ids = Ids()
    assert ids.new(MONDAY_MORNING) != ids.new(MONDAY_MORNING)


def test_the_same_instant_in_another_zone_makes_the_same_id() -> None:
    ids = Ids(lambda count: bytes(count))
    elsewhere = MONDAY_MORNING.astimezone(tz=None)
    assert ids.new(elsewhere) == ids.new(MONDAY_MORNING)


def test_a_time_without_a_zone_names_no_instant_and_makes_no_id() -> None:
    with pytest.raises(TypeError):
        Ids().new(MONDAY_MORNING.replace(tzinfo=None))


pairs = st.integers(0, 40).flatmap(
    lambda size: st.tuples(*[st.binary(min_size=size, max_size=size)] * 2)
)


@given(pair=pairs)
def test_text_order_is_byte_order_among_values_of_one_length(pair: tuple[bytes, bytes]) -> None:
    one, other = pair
    assert (base32(one) < base32(other)) == (one < other)


@given(st.integers(min_value=0, max_value=40))
def test_the_length_depends_on_the_number_of_bytes_alone(count: int) -> None:
    assert len(base32(b"\xff" * count)) == len(base32(bytes(count)))


def test_letters_that_are_mistaken_on_the_phone_are_left_out() -> None:
    everything = base32(bytes(range(256)))
    assert not set("ilou") & set(everything)
    assert everything == everything.lower()
