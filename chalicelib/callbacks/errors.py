"""Reasons for which a callback cannot be changed as asked."""

from ..platform.errors import ConflictError


class AlreadyClaimedError(ConflictError):
    """A colleague holds the callback."""

    def __init__(self) -> None:
        super().__init__("A colleague has this call.")


class ClaimLostError(ConflictError):
    """The claim ran out, was handed back, or a later one took its place."""

    def __init__(self) -> None:
        super().__init__("You no longer have this call. Take it again to continue.")


class CallbackClosedError(ConflictError):
    """The callback is closed already."""

    def __init__(self) -> None:
        super().__init__("This call is closed.")


class CallbackChangedError(ConflictError):
    """Something new came in from there after the claim, so closing has to be meant anew."""

    def __init__(self) -> None:
        super().__init__(
            "Something new came in from this person after you took the call. "
            "Please look at it before you close the call."
        )


class CallbackOpenError(ConflictError):
    """The callback is open, or was closed anew since the close that is meant."""

    def __init__(self) -> None:
        super().__init__("This call was already reopened or closed again.")


class UndoOverError(ConflictError):
    """There is nothing to undo any more: the time is over, or somebody took the call since."""

    def __init__(
        self, why: str = "It's too late to undo this. You can still reopen a closed call."
    ) -> None:
        super().__init__(why)


class CallRatherError(ConflictError):
    """They gave a number, and were promised a call."""

    def __init__(self) -> None:
        super().__init__("This person gave a phone number and was promised a call.")


class NotWrittenError(ConflictError):
    """No email from the desk is what answered them."""

    def __init__(self) -> None:
        super().__init__("Nobody in this call was answered by email.")
