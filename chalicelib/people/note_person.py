"""Note what an occasion told of a person, and what is theirs: what other rooms say of contacts."""

from datetime import datetime

from ..platform.clock import instant_text
from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork
from . import store
from .models import Contact, Person

NOT_TO_BE_CONTACTED = store.MAY_BE_CONTACTED
"""Refused under this name, the person asked not to be contacted."""


def note_person(work: UnitOfWork, person: Person, email_id: str | None, at: datetime) -> None:
    """Bring a contact's profile up to what is now known of them; what is not told anew stays."""
    work.add(*store.person_writes(person, email_id, at))


def file_under_contact(
    work: UnitOfWork, point_id: str, kind: str, part_id: str, at: datetime
) -> None:
    """File something under its contact, by time: it is in their timeline from then on."""
    work.add(store.part_put(point_id, kind, part_id, at))


def note_do_not_contact(work: UnitOfWork, point_id: str, person_id: str) -> None:
    """Note that a person asked not to be contacted; every location's next call there is marked."""
    work.add(store.do_not_contact_update(point_id, work.now))
    for location in work.run.clinic.locations:
        work.add(store.wish_update(point_id, person_id, location.id, work.now))


def take_back_do_not_contact(
    work: UnitOfWork, point_id: str, person_id: str, since: datetime
) -> None:
    """Note that the wish noted at ``since`` was none; one noted at another time stays."""
    if store.NOTED_WISH not in work.seen:
        work.add(store.do_not_contact_lift(point_id, since))
    for location in work.run.clinic.locations:
        lift = store.wish_lift(point_id, person_id, location.id, since)
        stood = store.wishes_on(work.seen.get(lift.name)).get(person_id)
        if lift.name not in work.seen or stood == instant_text(since):
            work.add(lift)


def only_if_contactable(work: UnitOfWork, point_id: str) -> None:
    """Let the work pass only if the person has not asked to be left alone."""
    work.add(store.may_be_contacted(point_id))


def known_contact(work: UnitOfWork, point_id: str) -> Contact | None:
    """The profile of the one contact concerned, read anew only when it turned out to be old."""
    return work.kept(NOT_TO_BE_CONTACTED, lambda: load_contact(work.run, point_id))


def load_contact(run: Runtime, point_id: str) -> Contact | None:
    """The profile of this id as it now stands, or None."""
    return store.load_contact(run.table, point_id)
