"""List what is filed under a person, under all the names that are known to be theirs."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..platform.runtime import Runtime
from ..platform.storage.cursor import make_cursor, read_cursor
from . import person_store as store
from .find_aliases import find_aliases
from .link_models import Alias
from .open_person import record_opened

MOST_LISTED = 40
"""Things on one page."""


@dataclass(frozen=True)
class Part:
    """A thing that is filed under a person: its kind of item, and its id."""

    kind: str
    part_id: str
    person_id: str


@dataclass(frozen=True)
class Parts:
    """A page of them, newest first."""

    parts: tuple[Part, ...]
    next_cursor: str | None


def list_parts(
    run: Runtime,
    staff_id: str,
    person_id: str,
    cursor: str | None,
    *,
    look: str = "filed-viewed",
    most: int = MOST_LISTED,
) -> Parts:
    """A page of what is filed under a person, newest first. The first look is recorded.

    ``look`` is how the record calls it, and ``most`` is how much a page holds. Of each name that is
    theirs, one query. Raises NotFoundError, and InvalidInputError for a cursor of another list.
    """
    query = f"{look}:{person_id}"
    start = read_cursor(run.keyring, query, cursor)
    if start is None:
        profile = record_opened(run, staff_id, person_id, look)
        alias = Alias(point_id=profile.point_id, person_id=person_id)
        names = sorted(each.person_id for each in find_aliases(run, alias))
        before = None
    else:
        names, before = [str(each) for each in start["names"]], str(start["before"])
    pages = [(each, store.load_parts(run.table, each, before, most + 1)) for each in names]
    found = [(str(item["sk"]), name, item) for name, page in pages for item in page.items]
    found.sort(key=lambda each: each[:2], reverse=True)
    shown = found[:most]
    has_more = len(found) > most or any(page.next_start for _, page in pages)
    going_on = {"names": names, "before": shown[-1][0]} if has_more and shown else None
    return Parts(
        tuple(Part(str(item["kind"]), str(item["part_id"]), name) for _, name, item in shown),
        make_cursor(run.keyring, query, going_on),
    )


def newest_parts(run: Runtime, person_ids: Iterable[str]) -> list[Part]:
    """The newest of what is filed under each of these people; for whoever proved to be they."""
    return [
        Part(str(item["kind"]), str(item["part_id"]), person_id)
        for person_id in person_ids
        for item in store.load_parts(run.table, person_id, None, MOST_LISTED).items
    ]
