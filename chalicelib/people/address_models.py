"""The proof of an address. Pure."""

from enum import StrEnum


class AddressProof(StrEnum):
    """The proof of an address, as whoever got mail there is told of it."""

    NOT_YET = "not-yet"
    PROVEN = "proven"
