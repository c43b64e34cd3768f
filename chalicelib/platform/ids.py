"""Ids: made from an injected source of randomness, opaque to whoever reads them."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

RandomBytes = Callable[[int], bytes]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 in lower case: no i, l, o, u, so an id can be read out on the phone."""

ID_PATTERN = f"^[{_ALPHABET}]{{26}}$"
"""The look of every id of the system, made here or derived by the keyring."""


def base32(data: bytes) -> str:
    """``data`` in Crockford's alphabet, padded on the left; text order is byte order."""
    count = -(-len(data) * 8 // 5)
    number = int.from_bytes(data, "big")
    digits = [_ALPHABET[(number >> (5 * digit)) & 31] for digit in reversed(range(count))]
    return "".join(digits)


def made_at(id_: str) -> datetime:
    """The millisecond for which ``Ids.new`` made this id. Nothing to be had of a derived one."""
    number = 0
    for digit in id_[:10]:
        number = number << 5 | _ALPHABET.index(digit)
    return _EPOCH + timedelta(milliseconds=number)


class Ids:
    """Makes ids. ``random_bytes`` is injected: the operating system's, or a test's."""

    def __init__(self, random_bytes: RandomBytes = os.urandom) -> None:
        self._random_bytes = random_bytes

    def new(self, at: datetime) -> str:
        """26 characters, 48 bits of ``at`` in milliseconds and 80 random ones (a ULID's layout).

        Ids of different milliseconds sort by time; those of one millisecond do not. Raises
        TypeError for a datetime without a zone, which names no instant.
        """
        milliseconds = (at - _EPOCH) // timedelta(milliseconds=1)
        return base32(milliseconds.to_bytes(6, "big") + self._random_bytes(10))
