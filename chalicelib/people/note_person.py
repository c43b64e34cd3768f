"""Note what an occasion told of a person, and what is theirs: what other rooms say of people."""

from datetime import datetime

from ..platform.clock import instant_text
from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork
from . import person_store as store
from . import store as point_store
from .identity import person_id_of
from .models import Person, Profile

NOT_TO_BE_CONTACTED = point_store.MAY_BE_CONTACTED
"""Refused under this name, the person asked not to be contacted."""


def note_person(work: UnitOfWork, person: Person, email_id: str | None, at: datetime) -> None:
    """Note that somebody came under a contact point; nothing that is known of them changes."""
    work.add(*store.person_writes(person, email_id, at))


def note_reached(work: UnitOfWork, person_id: str) -> None:
    """Note that staff reached this person on their contact point: name and point are proven."""
    work.add(store.proof_update(person_id, work.by, work.now))


def take_back_reached(work: UnitOfWork, person_id: str, at: datetime) -> None:
    """Note that they were not reached at ``at`` after all; a proof of another time stays."""
    if store.PROOF not in work.seen:
        work.add(store.proof_lift(person_id, at))


def file_under_person(
    work: UnitOfWork, person_id: str, kind: str, part_id: str, at: datetime
) -> None:
    """File something under its person, by time: it is in their timeline from then on."""
    work.add(store.part_put(person_id, kind, part_id, at))


def note_do_not_contact(work: UnitOfWork, point_id: str, person_id: str) -> None:
    """Note that a person asked not to be contacted; every location's next call there is marked."""
    work.add(store.do_not_contact_update(person_id, work.now))
    if _gave_no_name(work.run, point_id, person_id):
        work.add(point_store.nameless_wish_update(point_id, work.now))
    for location in work.run.clinic.locations:
        work.add(point_store.wish_update(point_id, person_id, location.id, work.now))


def take_back_do_not_contact(
    work: UnitOfWork, point_id: str, person_id: str, since: datetime
) -> None:
    """Note that the wish noted at ``since`` was none; one noted at another time stays."""
    if point_store.NOTED_WISH not in work.seen:
        work.add(store.do_not_contact_lift(person_id, since))
        if _gave_no_name(work.run, point_id, person_id):
            work.add(point_store.nameless_wish_lift(point_id, since))
    for location in work.run.clinic.locations:
        lift = point_store.wish_lift(point_id, person_id, location.id, since)
        stood = point_store.wishes_on(work.seen.get(lift.name)).get(person_id)
        if lift.name not in work.seen or stood == instant_text(since):
            work.add(lift)


def only_if_contactable(work: UnitOfWork, point_id: str, person_id: str) -> None:
    """Let the work pass only if the person has not asked to be left alone.

    A wish by somebody on their contact point who gave no name may have been theirs, and counts.
    """
    work.add(store.may_be_contacted(person_id), point_store.no_nameless_wish(point_id))


def known_profile(work: UnitOfWork, point_id: str, person_id: str) -> Profile | None:
    """The profile of the one person concerned, read anew only when it turned out to be old."""
    return work.kept(NOT_TO_BE_CONTACTED, lambda: load_profile(work.run, point_id, person_id))


def load_profile(run: Runtime, point_id: str, person_id: str) -> Profile | None:
    """The profile of this person as it now stands, or None.

    Not to be contacted also by the wish of somebody on their contact point who gave no name.
    """
    return store.load_profile_on(run.table, point_id, person_id)


def _gave_no_name(run: Runtime, point_id: str, person_id: str) -> bool:
    return person_id == person_id_of(run.keyring, point_id, None)
