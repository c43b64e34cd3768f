"""Writes on a callback whose person was answered by a letter."""

from collections.abc import Mapping

from ..platform.storage.conditions import Attr
from ..platform.storage.keys import item_key
from ..platform.storage.writes import Update
from .models import Callback, Outcome
from .occasion_models import Answer
from .store import KIND

LETTER_ENDED = "letter-ended"
"""The name of the write by which a letter ends otherwise than it stood."""


def outcome_update(callback: Callback, answers: Mapping[str, Answer], outcome: Outcome) -> Update:
    """Let these answers stand, unless the callback changed since; closed by a letter, as well."""
    ended = {"outcome": str(outcome), "row.closed_as": str(outcome)}
    contents = {
        f"row.answers.{of}": answer.model_dump(mode="json", exclude_none=True)
        for of, answer in answers.items()
    }
    return Update(
        item_key(KIND, callback.callback_id),
        set={**contents, **(ended if callback.outcome is Outcome.WRITTEN else {})},
        add={"version": 1},
        only_if=Attr("version").eq(callback.version),
        name=LETTER_ENDED,
    )
