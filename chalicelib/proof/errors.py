"""Errors that stand in the way of a proof."""

from ..people.rules import said_phone
from ..platform.errors import ConflictError, NotSignedInError, TooManyError


class WrongCodeError(ConflictError):
    """The code is another one, is over, was typed wrong too often, or was never sent: all alike."""

    def __init__(self) -> None:
        super().__init__("This code isn't right, or it has expired. Please ask for a new one.")


class TooManyCodesError(TooManyError):
    """One browser, or one network address, asked for as many codes as it may in an hour."""

    def __init__(self, phone: str) -> None:
        super().__init__(
            "Too many codes were asked for from here. Please try again in an hour, or call "
            f"{said_phone(phone)}."
        )
        self.beside = {"phone": phone}


class TooManyLinksError(TooManyError):
    """One browser, or one network address, asked for as many links as it may in an hour."""

    def __init__(self, phone: str) -> None:
        super().__init__(
            "Too many links were asked for from here. Please try again in an hour, or call "
            f"{said_phone(phone)}."
        )
        self.beside = {"phone": phone}


class TooManyCodeTriesError(TooManyError):
    """One browser, or one network address, typed codes as often as it may in an hour."""

    def __init__(self, phone: str) -> None:
        super().__init__(
            "Too many codes were typed from here. Please try again in an hour, or call "
            f"{said_phone(phone)}."
        )
        self.beside = {"phone": phone}


class CodeTokenMissingError(NotSignedInError):
    """A code was typed, or a proof used, by no browser that asked for a code."""

    def __init__(self) -> None:
        super().__init__("Send the code_token from asking for the code in the Code-Token header.")


class ProofMissingError(NotSignedInError):
    """Something was to be opened without a proof."""

    def __init__(self) -> None:
        super().__init__("Send the proof_token from typing the code in the Proof-Token header.")


class LinkTokenMissingError(NotSignedInError):
    """An address was to be proven by no link."""

    def __init__(self) -> None:
        super().__init__(
            "Send the token of the link that came by email in the Mailed-Token header."
        )
