"""Read what was typed into the one field that finds everything. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from ..people.rules import normal_email, normal_phone
from ..platform.read_reference import read_reference
from .typed_date_rules import read_birth_date

_NUMBER = re.compile(r"\+?[\d\s().\-/\u2010-\u2015]+((x|ext\.?|#)\s*\d+)?", re.ASCII | re.I)
_FEWEST_DIGITS = 4
_FEWEST_DIGITS_OF_A_NUMBER = 7


@dataclass(frozen=True)
class Typed:
    """All that a text may be: a reference may look like a name, and like digits."""

    email: str | None = None
    phone: str | None = None
    """In E.164."""
    last_digits: str | None = None
    born: date | None = None
    reference: str | None = None
    """As ``reference_of`` writes it."""
    name: str | None = None


def read_typed(text: str, today: date) -> Typed:
    """All that this text may be on that day; nothing, while it is too short to tell."""
    typed = unicodedata.normalize("NFKC", text).strip()
    if "@" in typed:
        return Typed(email=_email(typed))
    reference = read_reference(typed)
    if born := read_birth_date(typed, today):
        return Typed(born=born, reference=reference)
    if _NUMBER.fullmatch(typed):
        phone = _phone(typed)
        return Typed(
            phone=phone, last_digits=None if phone else _digits(typed), reference=reference
        )
    is_reference_alone = reference is not None and any(each.isdigit() for each in typed)
    has_letter = any(each.isalpha() for each in typed)
    return Typed(reference=reference, name=typed if has_letter and not is_reference_alone else None)


def _email(typed: str) -> str | None:
    try:
        return normal_email(typed)
    except ValueError:
        return None


def _phone(typed: str) -> str | None:
    if len(re.sub(r"\D", "", typed)) < _FEWEST_DIGITS_OF_A_NUMBER:
        return None
    try:
        return normal_phone(typed)
    except ValueError:
        return None


def _digits(typed: str) -> str | None:
    digits = re.sub(r"\D", "", typed)
    return digits if len(digits) >= _FEWEST_DIGITS else None
