"""Reasons for which a message cannot be sent as asked."""

from ..platform.errors import ConflictError


class MailOffError(ConflictError):
    """No email can be sent: the clinic's address is not set up yet."""

    def __init__(self) -> None:
        super().__init__("Email isn't set up yet, so nothing can be sent.")


class ComesBackError(ConflictError):
    """Email to the address comes back, so it gets no more."""

    def __init__(self) -> None:
        super().__init__("Email to this address comes back, so we don't send any there.")


class MessageWaitsError(ConflictError):
    """The message is to be sent already."""

    def __init__(self) -> None:
        super().__init__("This message is about to be sent already.")


class NothingToTellError(ConflictError):
    """There is nothing to send any more, or no address to send it to."""

    def __init__(self) -> None:
        super().__init__("This message is out of date, or there's no address to send it to.")
