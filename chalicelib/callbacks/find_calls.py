"""Find what people said on the phone, among the things that are filed under them."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..clinic import Source
from ..platform.runtime import Runtime
from . import store
from .occasion_models import Occasion


@dataclass(frozen=True)
class CallTold:
    """A call as the desk wrote it down, with the number that it is owed to."""

    phone: str | None
    occasion: Occasion


def find_calls(run: Runtime, filed: list[tuple[str, str]]) -> list[CallTold]:
    """The calls in those of these things, each by kind and id, that are callbacks.

    What came through a form, or follows from an appointment, is filed by itself and left out.
    """
    ids = [item_id for kind, item_id in filed if kind == store.KIND]
    return list(_told(run, ids)) if ids else []


def _told(run: Runtime, callback_ids: list[str]) -> Iterator[CallTold]:
    for callback in store.load_callbacks(run.table, callback_ids):
        for each in callback.occasions:
            if not each.source.is_ours and each.source is not Source.CONSULTATION_REQUEST:
                yield CallTold(callback.phone, each)
