"""A person whom the clinic knows, and strangers who type what is theirs, or what is nobody's."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Typed:
    """The name, and the number or the address, that somebody types."""

    name: str
    phone: str | None = None
    email: str | None = None

    @property
    def fields(self) -> dict[str, str]:
        """The same as fields of a form or of a booking."""
        told = {"name": self.name, "phone": self.phone, "email": self.email}
        return {name: value for name, value in told.items() if value is not None}


class Who(StrEnum):
    """The stranger, by what they type."""

    NUMBER_AND_OTHER_NAME = "known-number-other-name"
    NUMBER_AND_NAME = "known-number-and-name"
    ADDRESS = "known-address"


_NUMBER = "+12125550155"
_ADDRESS = "robin@example.com"

KNOWN_BY_NUMBER = Typed("Robin Example", phone=_NUMBER)
KNOWN_BY_ADDRESS = Typed("Robin Example", email=_ADDRESS)

_STRANGERS = {
    Who.NUMBER_AND_OTHER_NAME: Typed("Kim Sample", phone=_NUMBER),
    Who.NUMBER_AND_NAME: KNOWN_BY_NUMBER,
    Who.ADDRESS: KNOWN_BY_ADDRESS,
}

UNKNOWN_BY_NUMBER = Typed("Lee Unheard", phone="+12125550188")
UNKNOWN_BY_ADDRESS = Typed("Lee Unheard", email="lee@example.org")


def known_to_clinic(who: Who) -> Typed:
    """The person of whom a state is stored, filed under just what this stranger types."""
    return KNOWN_BY_ADDRESS if who is Who.ADDRESS else KNOWN_BY_NUMBER


def stranger(who: Who) -> Typed:
    """The words of this stranger."""
    return _STRANGERS[who]


def unknown_like(who: Who) -> Typed:
    """Somebody of whom nothing is stored, and who types as much as this stranger."""
    return UNKNOWN_BY_ADDRESS if who is Who.ADDRESS else UNKNOWN_BY_NUMBER
