"""Answers of the desk in the table: a map in the profile of whoever sent the form."""

from collections.abc import Iterable, Mapping

from ..platform.storage.conditions import Attr, Condition
from ..platform.storage.expressions import Item
from ..platform.storage.keys import Key, item_key
from ..platform.storage.writes import Update
from .person_store import KIND
from .question_models import KnownProfile, QuestionAnswer

MOST_ANSWERS = 20
"""Answers that are kept of one person: of older ones only the history tells."""


def profile_keys(person_ids: Iterable[str]) -> list[Key]:
    """The keys of these people's profiles."""
    return [item_key(KIND, each) for each in dict.fromkeys(person_ids)]


def profiles_in(items: Iterable[Item]) -> dict[str, KnownProfile]:
    """The profiles among these items, by the person's id."""
    found = (item for item in items if item["sk"] == KIND and "first_seen_at" in item)
    return {each.person_id: each for each in map(KnownProfile.model_validate, found)}


def answers_update(
    before: KnownProfile, answers: Mapping[str, QuestionAnswer], email: str | None
) -> Update:
    """Keep these answers, and an address, if neither of the two changed meanwhile."""
    newest = sorted(answers.items(), key=lambda each: each[1].at)[-MOST_ANSWERS:]
    stored = _stored(dict(newest))
    return Update(
        item_key(KIND, before.person_id),
        set={"answers": stored or None, "email": email},
        only_if=_unchanged("answers", _stored(before.answers)) & _unchanged("email", before.email),
    )


def _stored(answers: Mapping[str, QuestionAnswer]) -> dict[str, object]:
    kept = answers.items()
    return {key: each.model_dump(mode="json", exclude_none=True) for key, each in kept}


def _unchanged(name: str, value: object) -> Condition:
    return Attr(name).eq(value) if value else Attr(name).not_exists()
