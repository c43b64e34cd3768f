"""Errors that stand in the way of what the desk notes of a person."""

from ..platform.errors import ConflictError


class FlagStatedAgainError(ConflictError):
    """A form stated the flag once more since staff saw it: of that, nobody has spoken."""

    def __init__(self) -> None:
        super().__init__("A newer form says this too. Please read it first.")
