"""Phone numbers, read as people type them."""

from collections.abc import Callable

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.people.rules import (
    normal_email,
    normal_phone,
    phone_extension,
    phone_kind,
    said_phone,
    zones_of_phone,
)

EXAMPLES = sorted(
    {
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        for region in phonenumbers.SUPPORTED_REGIONS
        for kind in phonenumbers.PhoneNumberType.values()
        if (number := phonenumbers.example_number_for_type(region, kind))
        and phonenumbers.is_valid_number(number)
    }
)
"""A number of each kind in each country."""


def read_or_refused(read: Callable[[str], str], typed: str) -> str:
    """What is made of it, or what its sender is told."""
    try:
        return read(typed)
    except ValueError as refusal:
        return str(refusal)


@pytest.mark.parametrize(
    "typed",
    [
        "+52 55 1234 5678",
        "+52 1 55 1234 5678",
        "+52 1 55 12345678",
        "+5215512345678",
        "52 1 55 1234 5678",
        "5215512345678",
        "52 55 1234 5678",
        "525512345678",
        "011 52 55 1234 5678",
        "011 52 1 55 1234 5678",
        "0115215512345678",
        "00 52 1 55 1234 5678",
        "(011) 52 55 1234 5678",
    ],
)
def test_a_mexican_mobile_is_read_as_people_write_it(typed: str) -> None:
    assert normal_phone(typed) == "+525512345678"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0044 20 7183 8750", "+442071838750"),
        ("00 44 20 7183 8750", "+442071838750"),
        ("00-44-20-7183-8750", "+442071838750"),
        ("+0044 20 7183 8750", "+442071838750"),
        ("011 44 20 7183 8750", "+442071838750"),
        ("+011 44 20 7183 8750", "+442071838750"),
        ("0011 44 20 7183 8750", "+442071838750"),
        ("001 212 555 0142", "+12125550142"),
        ("0012125550142", "+12125550142"),
        ("+44 (0)20 7183 8750", "+442071838750"),
    ],
)
def test_what_is_dialed_before_a_country_code_is_read_as_the_plus_that_it_stands_for(
    typed: str, number: str
) -> None:
    assert normal_phone(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        "123-123-12321",
        "(123) 123-12321",
        "12-125-550-142",
        "212-555-01423",
        "212-555-014234",
        "212 555 014",
        "+1 212 555 01423",
        "00",
        "011",
        "0000000000",
        "52",
        "911",
        "988",
        "+52 1 55 1234 567",
        "521 55 1234 56789",
    ],
)
def test_a_digit_too_many_or_too_few_is_refused_and_not_read_as_another_number(typed: str) -> None:
    with pytest.raises(ValueError, match="number"):
        normal_phone(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "12125550142",
        "1-212-555-0142",
        "1 (212) 555-0142",
        "1212-555-0142",
        "(212) 555-0142",
        "２１２５５５０１４２",
        "٢١٢٥٥٥٠١٤٢",
        "212\u2011555\u20110142",
        "(212)\u00a0555–0142",
        "Tel: 212.555.0142",
    ],
)
def test_a_number_of_the_country_is_read_however_it_is_grouped(typed: str) -> None:
    assert normal_phone(typed) == "+12125550142"


def test_an_extension_stays_with_a_number_that_was_typed_as_before() -> None:
    typed = "52 1 55 1234 5678 ext. 44"
    assert (normal_phone(typed), phone_extension(typed)) == ("+525512345678", "44")


def test_a_number_that_is_understood_is_understood_the_same_everywhere() -> None:
    """What the edge accepts, everything deeper accepts."""
    assert len(EXAMPLES) >= 900
    for number in EXAMPLES:
        assert read_or_refused(normal_phone, number) == number
        assert read_or_refused(normal_phone, f"00{number.removeprefix('+')}") == number
        assert said_phone(number), number
        assert len(zones_of_phone(number)) <= 3, number
        assert phone_kind(number) in (None, "premium-rate", "satellite"), number


@given(st.from_regex(r"\+1[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True))
def test_a_number_that_was_read_before_is_what_the_library_makes_of_it(number: str) -> None:
    e164 = phonenumbers.PhoneNumberFormat.E164
    read = phonenumbers.format_number(phonenumbers.parse(number), e164)
    assert (normal_phone(number), phone_extension(number)) == (read, None) == (number, None)


def test_in_digits_of_another_script_it_is_read_and_not_taken_as_it_is() -> None:
    assert normal_phone("+1212٥٥٥٠١٤٢") == "+12125550142"


@given(st.text("+()-. 0123456789x#ext", max_size=20) | st.text(max_size=20))
def test_whatever_is_typed_it_is_a_number_in_one_form_or_a_refusal_in_words(typed: str) -> None:
    number = read_or_refused(normal_phone, typed)
    if "number" not in number:
        assert number == normal_phone(number) == normal_phone(said_phone(number))


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("+12125550142", None),
        ("+18005550142", None),
        ("+525512345678", None),
        ("+442071838750", None),
        ("+19005550142", "premium-rate"),
        ("+449098790000", "premium-rate"),
        ("+448431234567", "premium-rate"),
        ("+979112345678", "premium-rate"),
        ("+870773123456", "satellite"),
        ("+881612345678", "satellite"),
        ("+8821612345678", "satellite"),
    ],
)
def test_a_number_that_is_dear_to_call_is_known_as_such(number: str, kind: str | None) -> None:
    assert phone_kind(number) == kind


@given(st.emails() | st.builds("{}@example.com".format, st.text(min_size=1, max_size=8)))
def test_an_address_has_one_form(typed: str) -> None:
    address = read_or_refused(normal_email, typed)
    if not address.endswith("an email address."):
        assert normal_email(address) == address
