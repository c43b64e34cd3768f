"""Decide what links make one person of. Pure.

Nothing moves by a link: all stays filed under the name and contact point that it came with. So
taking a link away leaves just what was there before it.
"""

from collections.abc import Iterable

from .link_models import Alias, Link

MOST_ALIASES = 20
"""Names and contact points that are one person: more are a mistake, and would not fit an item."""


def connected(alias: Alias, links: Iterable[Link]) -> tuple[set[Alias], tuple[Link, ...]]:
    """All that are one person with ``alias``, itself among them, and the links that make it so."""
    links = tuple(links)
    reached, grown = {alias}, True
    while grown:
        near = {end for each in links if _touches(each, reached) for end in (each.one, each.other)}
        grown = not near <= reached
        reached |= near
    return reached, tuple(each for each in links if _touches(each, reached))


def with_link(links: Iterable[Link], new: Link) -> tuple[Link, ...]:
    """The links with one more; two that are linked already stay linked as they were."""
    known = tuple(links)
    return known if any(each.ends == new.ends for each in known) else (*known, new)


def without_link(links: Iterable[Link], one: str, other: str) -> tuple[Link, ...]:
    """The links without that between these two people."""
    return tuple(each for each in links if each.ends != frozenset((one, other)))


def _touches(link: Link, aliases: set[Alias]) -> bool:
    return link.one in aliases or link.other in aliases
