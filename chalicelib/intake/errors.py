"""Errors that stand in the way of a consultation request."""

from ..platform.errors import ConflictError, NotSignedInError


class AlreadyQueuedError(ConflictError):
    """The request is no longer set aside."""

    def __init__(self) -> None:
        super().__init__("This request is already in the queue.")


class VisitorTokenMissingError(NotSignedInError):
    """A visitor's own page was asked for without their token."""

    def __init__(self) -> None:
        super().__init__("Send the token from the receipt in the Visitor-Token header.")
