"""Merge people whom staff know to be one, and split them again. Nothing moves; undo is exact."""

from collections.abc import Iterable

from ..platform.errors import FieldProblem, InvalidInputError, NotFoundError
from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork, carry_out
from . import link_store, person_store
from .link_models import Alias, Link, LinkedIn
from .link_rules import MOST_ALIASES, connected, with_link, without_link
from .models import Linked


def merge_people(run: Runtime, staff_id: str, person_id: str, other_id: str) -> Linked:
    """Note that two people are one. Said again, they are one already.

    Raises NotFoundError, and InvalidInputError for somebody with themselves, or too many.
    """
    if person_id == other_id:
        raise _not_with("This is the same person already.")
    return carry_out(run, staff_id, lambda work: note_as_one(work, person_id, other_id)[0])


def note_as_one(work: UnitOfWork, person_id: str, other_id: str) -> tuple[Linked, bool]:
    """Collect that two people are one; False beside that if staff had said so before.

    Raises NotFoundError, and InvalidInputError for too many.
    """
    one, other = _both(work.run, person_id, other_id)
    kept = _load_all_linked(work.run, (one, other))
    known = _links_of(kept)
    links = with_link(known, Link(one=one, other=other, by=work.by, at=work.now))
    if links == known:
        return _linked(one, links), False
    if len(kept) > MOST_ALIASES:
        raise _not_with("Too many names and numbers would be one person.")
    _keep(work, links, kept)
    _record(work, "merged", one, other)
    return _linked(one, links), True


def split_people(run: Runtime, staff_id: str, person_id: str, other_id: str) -> Linked:
    """Take back that two people are one. Said again, they are two already.

    Raises NotFoundError.
    """
    return carry_out(run, staff_id, lambda work: note_as_two(work, person_id, other_id))


def note_as_two(work: UnitOfWork, person_id: str, other_id: str) -> Linked:
    """Collect that two people are two, where staff had said that they are one.

    Raises NotFoundError.
    """
    one, other = _both(work.run, person_id, other_id)
    kept = _load_all_linked(work.run, (one, other))
    known = _links_of(kept)
    links = without_link(known, person_id, other_id)
    if links == known:
        return _linked(one, links)
    _keep(work, links, kept)
    _record(work, "split", one, other)
    return _linked(one, links)


def _both(run: Runtime, *person_ids: str) -> list[Alias]:
    found = person_store.load_profiles(run.table, person_ids)
    if len(found) < len(person_ids):
        raise NotFoundError("We can't find that person.")
    return [Alias(point_id=each.point_id, person_id=each.person_id) for each in found]


def _load_all_linked(run: Runtime, aliases: Iterable[Alias]) -> list[LinkedIn]:
    """Everything kept with these, and with each one that they are linked with."""
    kept: dict[Alias, LinkedIn] = {}
    missing = set(aliases)
    while missing:
        read = link_store.load_linked(run.table, sorted(missing, key=lambda each: each.person_id))
        kept |= {each.alias: each for each in read}
        links = _links_of(kept.values())
        missing = {end for each in links for end in (each.one, each.other)} - set(kept)
    return list(kept.values())


def _links_of(kept: Iterable[LinkedIn]) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(link for each in kept for link in each.links))


def _keep(work: UnitOfWork, links: tuple[Link, ...], kept: Iterable[LinkedIn]) -> None:
    """Collect what each of them is linked with from now on, if nobody linked them meanwhile."""
    for before in kept:
        own = connected(before.alias, links)[1]
        if own != before.links:
            work.add(link_store.linked_put(before, LinkedIn(alias=before.alias, links=own)))


def _record(work: UnitOfWork, what: str, one: Alias, other: Alias) -> None:
    work.record(person_store.KIND, one.person_id, what, of=other.person_id)
    work.record(person_store.KIND, other.person_id, what, of=one.person_id)


def _linked(alias: Alias, links: Iterable[Link]) -> Linked:
    others = connected(alias, links)[0] - {alias}
    return Linked(person_id=alias.person_id, linked=sorted(each.person_id for each in others))


def _not_with(message: str) -> InvalidInputError:
    return InvalidInputError((FieldProblem(("person_id",), message),))
