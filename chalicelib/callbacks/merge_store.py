"""Writes that add occasions to a callback that is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..platform.storage.conditions import Attr, Condition
from ..platform.storage.keys import item_key
from ..platform.storage.writes import Update
from .occasion_models import Occasion
from .store import CALLBACK, FURTHER, KIND, answer_paths, line_of, rest_of, stored


@dataclass(frozen=True)
class Coming:
    """Occasions that are added to a callback."""

    occasions: Sequence[Occasion]
    flags: Sequence[str]
    senders: Mapping[str, int]
    """Those that sent them, with the number of each one's that are kept by themselves."""
    beyond: int = 0
    """Number of further ones, which are only counted."""
    is_first_beyond: bool = True
    """False where the callback counts some already, so that the index knows."""


def merge_update(
    callback_id: str, coming: Coming, changes: dict[str, Any], only_if: Condition
) -> Update:
    """Add occasions to a callback that is still open; one that had been answered is owed again."""
    kept = [each.model_dump(mode="json", exclude_none=True) for each in coming.occasions]
    added: dict[str, list[Any]] = {
        "row.inside": [line_of(each) for each in kept],
        "occasions": [rest_of(each) for each in kept],
        "flags": list(coming.flags),
    }
    return Update(
        item_key(KIND, callback_id),
        set={stored(name): new for name, new in changes.items()},
        add={
            "merges": 1,
            "version": 1,
            **{stored(f"senders.{sender}"): number for sender, number in coming.senders.items()},
            **_counted(coming),
        },
        append={name: new for name, new in added.items() if new},
        remove=answer_paths(each.of for each in coming.occasions),
        only_if=Attr("pk").exists() & Attr("outcome").not_exists() & only_if,
        name=CALLBACK,
    )


def _counted(coming: Coming) -> dict[str, int]:
    if not coming.beyond:
        return {}
    return {stored("beyond") if coming.is_first_beyond else FURTHER: coming.beyond}


def counted_in(added: Mapping[str, int]) -> int:
    """The number of occasions, only counted, that a write on a callback adds."""
    return added.get(stored("beyond"), 0) + added.get(FURTHER, 0)
