"""List the messages about things, and those that did not go."""

from collections.abc import Iterable

from ..platform.runtime import Runtime
from . import store
from .models import Message


def list_about(run: Runtime, about: Iterable[str]) -> list[Message]:
    """Every message to people about these things: one query for each.

    What anybody may have asked for is for its person alone, and alerts are to the clinic itself.
    """
    found = (each for of in about for each in store.load_messages_about(run.table, of))
    return [
        each
        for each in found
        if not each.kind.is_asked_for_by_anybody and not each.kind.is_to_the_clinic
    ]


def list_missed(run: Runtime, location_id: str, limit: int) -> tuple[list[Message], bool]:
    """The first messages of a location that did not go and that nobody has seen to yet.

    The longest known first; and whether there are more.
    """
    found, has_more = store.load_unsent(run.table, location_id, limit)
    missed = [each for each in found if each.due_at is not None]
    return sorted(missed, key=lambda each: str(each.due_at)), has_more
