"""Which tests can notice a mutant, and in which order they are asked."""

from collections.abc import Sequence
from pathlib import PurePath

from .records import RUNGS, Record
from .sites import Site

_FEW = 3
"""What so few tests run may be run once for all of them (something that is kept, say)."""


def who_can_notice(site: Site, records: Sequence[Record]) -> list[Record]:
    """The tests that run a line of the site, the quickest kind first, and of each the quickest.

    A line of no function runs once, when the module is read, whichever test comes first; so may
    one that few tests run. Then it is every test that runs anything of the module. Who has the last
    word is asked after all of them.
    """
    last = [record for record in records if record.is_last_word]
    return [*_who_comes_near(site, records), *last]


def _who_comes_near(site: Site, records: Sequence[Record]) -> list[Record]:
    near = [record for record in records if site.path in record.lines]
    direct = [record for record in near if not set(site.lines).isdisjoint(record.lines[site.path])]
    first = _in_order(site, direct if site.in_function else [])
    if site.in_function and len(direct) > _FEW:
        return first
    known = {record.name for record in first}
    return first + _in_order(site, [record for record in near if record.name not in known])


def _in_order(site: Site, records: Sequence[Record]) -> list[Record]:
    return sorted(records, key=lambda record: (_rung(site, record), record.seconds, record.name))


def _rung(site: Site, record: Record) -> int:
    """Unit tests of the subject's room, then the API's, the other unit tests, the races."""
    unit, api, races = RUNGS
    room = PurePath(site.path).parts[1]
    order = (f"{unit}/{room}/", f"{api}/", f"{unit}/", f"{races}/")
    return next(rung for rung, start in enumerate(order) if record.name.startswith(start))
