"""Errors that stand in the way of an erasure."""

from ..platform.errors import ConflictError


class ErasureBlockedError(ConflictError):
    """Something is still open, or held, and keeps somebody from being erased."""

    def __init__(self) -> None:
        super().__init__(
            "They can't be erased yet. Ask for the preview again: it says what stands in the way."
        )


class ErasureStaleError(ConflictError):
    """The preview that is confirmed was made too long ago, or by somebody else."""

    def __init__(self) -> None:
        super().__init__("This preview is out of date. Please ask for it again, and read it.")


class UnknownKindError(RuntimeError):
    """An item of a kind that nobody said what an erasure does with. A defect of the program."""
