"""Identify who an occasion says they are: by the contact point, and by the name typed with it.

Nothing is looked up, so nothing that follows from it alone tells what is stored about anybody.
"""

from dataclasses import dataclass

from ..platform.tokens import Keyring
from .name_rules import name_key


@dataclass(frozen=True)
class Identity:
    """Under which ids an occasion is filed."""

    point_id: str
    """The contact point: the phone number if there is one, else the e-mail address."""
    person_id: str
    """This name on that contact point. Another name on it is another person."""
    email_id: str | None
    """The e-mail address, by which they are found too."""


def identify(
    keyring: Keyring, phone: str | None, email: str | None, name: str | None = None
) -> Identity:
    """The ids of whoever gave this E.164 number or this normal e-mail address, and this name.

    Raises ValueError when there is neither number nor address.
    """
    email_id = point_id_of(keyring, email) if email else None
    point_id = point_id_of(keyring, phone) if phone else email_id
    if point_id is None:
        raise ValueError("a person needs a phone number or an e-mail address")
    return Identity(point_id, person_id_of(keyring, point_id, name), email_id)


def person_id_of(keyring: Keyring, point_id: str, name: str | None) -> str:
    """The id of whoever has this name on a contact point."""
    return keyring.derived_id("person", f"{point_id}:{name_key(name)}")


def point_id_of(keyring: Keyring, value: str) -> str:
    """The id of a contact point: of an E.164 number, or of a normal e-mail address."""
    return keyring.derived_id("contact", value)
