"""Have somebody found by name at a location: other rooms ask for it, a job does it."""

from collections.abc import Iterable
from itertools import islice

from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork, carry_out
from . import name_index_store as store
from .models import PersonCard

_MOST_AT_ONCE = 10
"""People whom one write has found: it stays a small one, however many names a number got."""


def index_person(work: UnitOfWork, person_id: str, location_id: str) -> None:
    """Let a job bring somebody's entries in the index of a location up to date, soon."""
    work.add(store.waiting_update(person_id, location_id, work.now))


def index_dealt_with(work: UnitOfWork, person_ids: Iterable[str], location_id: str) -> None:
    """Have those whom staff dealt with found there from now on, in the write that says they did.

    Of very many in one call the first few: the others are found once somebody deals with them.
    """
    for person_id in islice(dict.fromkeys(person_ids), _MOST_AT_ONCE):
        index_person(work, person_id, location_id)


def index_anew(work: UnitOfWork, person_id: str) -> None:
    """Let a job bring all of somebody's entries up to date: another name leads to them now."""
    for location_id in store.load_locations(work.run.table, person_id):
        index_person(work, person_id, location_id)


def index_opened(run: Runtime, by: str, card: PersonCard, location_id: str | None) -> None:
    """Have somebody found from now on where they were opened, and where something is ahead.

    ``location_id`` is one that the clinic has: an index of any other would wait for ever.
    """
    ahead = {each.location_id for each in card.appointments_ahead} | set(card.open_callbacks)
    here = {location_id} if location_id else set()

    def opened(work: UnitOfWork) -> None:
        for each in sorted(ahead | here):
            index_person(work, card.person.person_id, each)

    carry_out(run, by, opened)
