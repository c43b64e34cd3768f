"""List who of the staff saw a person, when and how, under all the names known to be theirs."""

from collections.abc import Iterator
from datetime import UTC, datetime

from ..platform.clock import instant_text
from ..platform.errors import NotFoundError
from ..platform.record_look import record_seen
from ..platform.runtime import Runtime
from ..platform.storage.cursor import make_cursor, read_cursor
from ..platform.storage.looks import load_looks, look_of
from . import person_store as store
from .find_aliases import find_aliases
from .link_models import Alias
from .look_models import LookAtPerson, LooksAtPerson, LooksQuery

MOST_LISTED = 100
"""Looks on one page."""

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_AFTER_ALL = "~"
"""Sorts after every instant that a look's key begins with."""


def list_looks(run: Runtime, staff_id: str, person_id: str, query: LooksQuery) -> LooksAtPerson:
    """A page of the looks at a person, the newest first: of each name of theirs, one query.

    That somebody asked is on record as well, before they see it. What was seen of a person who is
    erased since is listed all the same, under the id that was theirs. Raises NotFoundError for
    somebody who was neither known nor ever seen, and InvalidInputError for another list's cursor.
    """
    first = instant_text(query.start or _FIRST)
    last = instant_text(query.end) if query.end else _AFTER_ALL
    listed = f"looks:{person_id}:{first}:{last}"
    start = read_cursor(run.keyring, listed, query.cursor)
    if start is None:
        names, before = _names_of(run, person_id), last
        record_seen(run, staff_id, store.KIND, person_id, (person_id,), "looks-listed")
    else:
        names, before = [str(each) for each in start["names"]], str(start["before"])
    found = sorted(_found(run, names, first, before), reverse=True)
    shown = found[:MOST_LISTED]
    going_on = {"names": names, "before": shown[-1][0]} if len(found) > MOST_LISTED else None
    return LooksAtPerson(
        looks=[_told(key, name) for key, name in shown],
        next_cursor=make_cursor(run.keyring, listed, going_on),
    )


def _found(run: Runtime, names: list[str], first: str, before: str) -> Iterator[tuple[str, str]]:
    """The keys of the newest looks at each of these, with whom they are looks at."""
    for name in names:
        for item in load_looks(run.table, name, before, MOST_LISTED + 1).items:
            if str(item["sk"]) >= first:
                yield str(item["sk"]), name


def _names_of(run: Runtime, person_id: str) -> list[str]:
    """The ids of all names that are one person with this one, itself among them."""
    profile = store.load_profile(run.table, person_id)
    if profile is None:
        if not load_looks(run.table, person_id, _AFTER_ALL, 1).items:
            raise NotFoundError("We can't find that person.")
        return [person_id]
    alias = Alias(point_id=profile.point_id, person_id=person_id)
    return sorted(each.person_id for each in find_aliases(run, alias))


def _told(key: str, person_id: str) -> LookAtPerson:
    look = look_of({"sk": key})
    return LookAtPerson(
        at=look.at,
        by=look.by,
        how=look.how,
        kind=look.kind.lower(),
        of=look.of,
        person_id=person_id,
    )
