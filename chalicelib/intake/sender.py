"""The address that a form came from, as an id that holds for a day and tells nothing."""

from datetime import UTC, datetime

from ..platform.network import network_of
from ..platform.tokens import Keyring

_LENGTH = 10
"""50 bits: enough for a day's addresses, and no more is kept than that."""


def sender_of(keyring: Keyring, address: str, at: datetime) -> str | None:
    """The same for all forms of one network on one UTC day; None where no address is known."""
    if not address:
        return None
    day = at.astimezone(UTC).date()
    return keyring.derived_id("sender", f"{day} {network_of(address)}")[:_LENGTH]
