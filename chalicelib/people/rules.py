"""Read people's names, numbers and addresses. Pure."""

import re
from typing import TYPE_CHECKING

from ..platform.errors import FindingError

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

DEFAULT_REGION = "US"
"""A number typed without a country code is taken as one of this region (CLDR)."""

_NORTH_AMERICAN = re.compile(r"\+1([2-9]\d{2})([2-9]\d{2})(\d{4})")


def normal_phone(typed: str) -> str:
    """The E.164 form of a number as people type it; an extension is left off.

    Raises ValueError, in words for the person who typed it. A North American number of the right
    form passes even when its area code is newer than the library's tables: refusing a real number
    loses a patient, and a wrong one shows at the first call.
    """
    number = _parsed(typed)
    from phonenumbers import PhoneNumberFormat, format_number, is_valid_number

    e164 = str(format_number(number, PhoneNumberFormat.E164))
    if is_valid_number(number) or _NORTH_AMERICAN.fullmatch(e164):
        return e164
    raise FindingError("not-callable", "This doesn't look like a phone number we can call.")


def said_phone(e164: str) -> str:
    """``(212) 555-0142``; a number of another country stays as it is."""
    return _NORTH_AMERICAN.sub(r"(\1) \2-\3", e164)


def phone_extension(typed: str) -> str | None:
    """The extension in a number as typed, if there is one. Raises ValueError like normal_phone."""
    extension = _parsed(typed).extension
    return str(extension) if extension else None


def _parsed(typed: str) -> "PhoneNumber":
    from phonenumbers import NumberParseException, parse  # 20 ms; not every call needs it

    try:
        return parse(typed, DEFAULT_REGION)
    except NumberParseException:
        raise ValueError("This doesn't look like a phone number.") from None


def first_name_of(name: str | None) -> str:
    """The first word of a name: what lists may show."""
    return (name or "").split(" ", 1)[0]


def last_initial_of(name: str | None) -> str:
    """The capital that the last word of a name begins with: what lists may show besides.

    Empty where there is one word alone, or the last begins with no letter.
    """
    words = (name or "").split()
    initial = words[-1][0].upper() if len(words) > 1 else ""
    return initial if len(initial) == 1 and initial.isalpha() else ""


def zones_of_phone(e164: str) -> tuple[str, ...]:
    """The IANA zones that a number may lie in: a few at most for an area code.

    Empty when nothing is known of it, or so many that they tell nothing (a toll-free number).
    """
    from phonenumbers import parse
    from phonenumbers.timezone import time_zones_for_number

    zones = tuple(str(zone) for zone in time_zones_for_number(parse(e164)))
    return zones if len(zones) <= 3 and "Etc/Unknown" not in zones else ()


def normal_email(typed: str) -> str:
    """The address in the one form that it is compared in. Raises ValueError, in plain words.

    Whether its domain takes mail is not asked: that would send the address to another host.
    The part before the @ is folded to lower case: in principle it may matter, in practice it is
    how one person's address comes in twice.
    """
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(typed, check_deliverability=False)
    except EmailNotValidError:
        raise ValueError("This doesn't look like an email address.") from None
    return found.normalized.lower()
