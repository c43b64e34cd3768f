"""Cursors: where the next page of a list begins, sealed, and good for that very list alone."""

from typing import Any

from ..errors import FieldProblem, InvalidInputError, TokenError
from ..tokens import Keyring
from .expressions import Item


def make_cursor(keyring: Keyring, query: str, next_start: Item | None) -> str | None:
    """The cursor for the page after this one, or None after the last. ``query`` names the list."""
    return keyring.seal(f"cursor:{query}", next_start) if next_start is not None else None


def read_cursor(keyring: Keyring, query: str, cursor: str | None) -> dict[str, Any] | None:
    """The start of a page. Raises InvalidInputError for a cursor of another list, or altered."""
    if cursor is None:
        return None
    try:
        return keyring.unseal(f"cursor:{query}", cursor)
    except TokenError as bad:
        problem = FieldProblem(("cursor",), "This cursor doesn't belong to this list.")
        raise InvalidInputError((problem,)) from bad
