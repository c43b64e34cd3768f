"""Ports through which words leave the house: email and text messages.

A sender takes what is ready to go. Once it returns, the provider has it, and answers for it under
the id returned. When it raises, it may have it or not.
"""

from collections.abc import Mapping
from typing import Protocol


class SendFailedError(Exception):
    """A provider did not take a message, or nobody knows. ``code`` is its word for the reason.

    ``is_for_good`` where the reason is the receiver: it will not take this one at another time.
    """

    def __init__(self, code: str, *, is_for_good: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.is_for_good = is_for_good


class EmailSender(Protocol):
    """Sends email."""

    @property
    def address(self) -> str:
        """The address that it sends from."""

    def send(self, to: str, mime: bytes, tags: Mapping[str, str]) -> str:
        """Hand over one mail, in 7 bits; the provider's id. Raises SendFailedError.

        The ``tags`` are ours, for what the provider tells of it later: ids, and no more.
        """


class SmsSender(Protocol):
    """Sends text messages."""

    def send(self, to: str, text: str) -> str:
        """Hand over one text to an E.164 number; the provider's id. Raises SendFailedError."""
