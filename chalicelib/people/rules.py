"""Read people's names, numbers and addresses. Pure."""

from .phone_rules import (
    DEFAULT_REGION,
    PhoneKind,
    normal_phone,
    phone_extension,
    phone_kind,
    said_phone,
    zones_of_phone,
)
from .short_name_rules import first_name_of, last_initial_of

__all__ = [
    "DEFAULT_REGION",
    "PhoneKind",
    "first_name_of",
    "last_initial_of",
    "normal_email",
    "normal_phone",
    "phone_extension",
    "phone_kind",
    "said_phone",
    "zones_of_phone",
]


def normal_email(typed: str) -> str:
    """The address in the one form that it is compared in. Raises ValueError, in plain words.

    Whether its domain takes mail is not asked: that would send the address to another host.
    The part before the @ is folded to lower case: in principle it may matter, in practice it is
    how one person's address comes in twice. What a small letter is no address with is refused.
    """
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(typed, check_deliverability=False)
        small = found.normalized.lower()
        if small != found.normalized:
            small = validate_email(small, check_deliverability=False).normalized
    except EmailNotValidError:
        raise ValueError("This doesn't look like an email address.") from None
    return small
