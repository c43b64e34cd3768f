"""Read phone numbers as people type them. Pure."""

import re
from typing import TYPE_CHECKING, Literal
from unicodedata import decimal, normalize

from ..platform.errors import FindingError

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

PhoneKind = Literal["premium-rate", "satellite"]
"""A kind of number that costs more to call than any other, which whoever calls has to know."""

DEFAULT_REGION = "US"
"""A number typed without a country code is taken as one of this region (CLDR)."""

MEXICO = 52

_NORTH_AMERICAN = re.compile(r"\+1([2-9]\d{2})([2-9]\d{2})(\d{4})", re.ASCII)
_DIALED_ABROAD = re.compile(r"[\s(+]*(?:0011|011|00)[\s).-]*(?=\d)")
"""Digits dialed before a country code: in Australia, in North America, and nearly everywhere."""

_SLIPPED = re.compile(r"[\s(]*1\d{1,2}[^\d]")
"""A first group of two or three digits with a 1 in front: neither the country's 1 nor an area."""

_SATELLITE = ("+870", "+881", "+882", "+883")
"""Inmarsat, satellites, and networks of no country (ITU E.164)."""


def normal_phone(typed: str) -> str:
    """The E.164 form of a number as people type it; an extension is left off.

    Raises ValueError, in words for the person who typed it. A North American number of the right
    form passes even when its area code is newer than the library's tables: refusing a real number
    loses a patient, and a wrong one shows at the first call.
    """
    if _NORTH_AMERICAN.fullmatch(typed):
        return typed  # as it was read before, most often: the library would say the same
    number = _parsed(typed)
    from phonenumbers import PhoneNumberFormat, format_number, is_valid_number

    e164 = str(format_number(number, PhoneNumberFormat.E164))
    if is_valid_number(number) or _NORTH_AMERICAN.fullmatch(e164):
        return e164
    raise FindingError(
        "not-callable",
        "This doesn't look like a phone number we can call. "
        "Enter 10 digits with the area code, or + and the country code.",
    )


def said_phone(e164: str) -> str:
    """``(212) 555-0142``; a number of another country stays as it is."""
    return _NORTH_AMERICAN.sub(r"(\1) \2-\3", e164)


def phone_extension(typed: str) -> str | None:
    """The extension in a number as typed, if there is one. Raises ValueError like normal_phone."""
    if _NORTH_AMERICAN.fullmatch(typed):
        return None
    extension = _parsed(typed).extension
    return str(extension) if extension else None


def phone_kind(e164: str) -> PhoneKind | None:
    """The kind of a number that is dear to call; None for all others."""
    if e164.startswith(_SATELLITE):
        return "satellite"
    if _NORTH_AMERICAN.fullmatch(e164):
        return "premium-rate" if e164.startswith("+1900") else None
    from phonenumbers import PhoneNumberType, number_type, parse

    dear = (PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST)
    return "premium-rate" if number_type(parse(e164)) in dear else None


def zones_of_phone(e164: str) -> tuple[str, ...]:
    """The IANA zones that a number may lie in: a few at most for an area code.

    Empty when nothing is known of it, or so many that they tell nothing (a toll-free number).
    """
    from phonenumbers import parse
    from phonenumbers.timezone import time_zones_for_number

    zones = tuple(str(zone) for zone in time_zones_for_number(parse(e164)))
    return zones if len(zones) <= 3 and "Etc/Unknown" not in zones else ()


def _parsed(typed: str) -> "PhoneNumber":
    """The number that was meant. Raises ValueError for what is none, or has a digit too many."""
    from phonenumbers import NumberParseException, parse  # 20 ms; not every call needs it

    plain = _with_plain_digits(typed)
    dialed = _DIALED_ABROAD.sub("+", plain, count=1) if _DIALED_ABROAD.match(plain) else plain
    try:
        number = parse(dialed, DEFAULT_REGION)
    except NumberParseException:
        raise ValueError("This doesn't look like a phone number.") from None
    if _SLIPPED.match(dialed):
        said = "This number has too many or too few digits. Please check it."
        raise FindingError("not-callable", said)
    return _as_mexico_dials(number, has_country="+" in dialed[:2])


def _with_plain_digits(typed: str) -> str:
    """The number in the digits of ASCII, however wide or of whatever script they were typed."""
    return "".join(str(decimal(sign, sign)) for sign in normalize("NFKC", typed))


def _as_mexico_dials(number: "PhoneNumber", *, has_country: bool) -> "PhoneNumber":
    """A Mexican number as it has been dialed since 2019, though it was typed as before.

    The 1 before a mobile's ten digits is gone. Without a plus, 52 and ten digits (or the 1 and
    ten) are no number of North America: they are two digits too long for one.
    """
    national = str(number.national_number)
    if not has_country and number.country_code == 1 and re.fullmatch(r"521?\d{10}", national):
        number.country_code, national = MEXICO, national[2:]
    if number.country_code == MEXICO and re.fullmatch(r"1\d{10}", national):
        national = national[1:]
    number.national_number = int(national)
    return number
