"""Note what an occasion told of a person, and what is theirs: what other rooms say of people."""

from datetime import date, datetime
from typing import NamedTuple

from ..platform.clock import instant_text
from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork
from . import person_store as store
from . import store as point_store
from .adult_rules import latest_birth_of_adult
from .identity import person_id_of
from .models import Person, Profile
from .wish_store import Lift, Noted, lift_of

KNOWN_MINOR = store.KNOWN_MINOR
"""Refused under this name, the person is known to be under 18."""

NOT_TO_BE_CONTACTED = point_store.MAY_BE_CONTACTED
"""Refused under this name, the person asked not to be contacted."""


def note_person(work: UnitOfWork, person: Person, email_id: str | None, at: datetime) -> None:
    """Note that somebody came under a contact point; nothing that is known of them changes."""
    work.add(*store.person_writes(person, email_id, at))


def only_if_no_minor(work: UnitOfWork, person_id: str, day: date) -> None:
    """Let the work pass only if the person is not known to be under 18 on that day."""
    work.add(store.no_minor(person_id, latest_birth_of_adult(day)))


def note_reached(work: UnitOfWork, person_id: str) -> None:
    """Note that staff reached this person on their contact point: name and point are proven."""
    work.add(store.proof_update(person_id, work.by, work.now))


def take_back_reached(work: UnitOfWork, person_id: str, at: datetime) -> None:
    """Note that they were not reached at ``at`` after all; a proof of another time stays."""
    if store.PROOF in work.seen:  # refused perhaps for a wish, which stands in the same item
        stood = work.seen[store.PROOF] or {}
        if stood.get("proven_at") != instant_text(at):
            return
    work.add(store.proof_lift(person_id, at))


def file_under_person(
    work: UnitOfWork, person_id: str, kind: str, part_id: str, at: datetime
) -> None:
    """File something under its person, by time: it is in their timeline from then on."""
    work.add(store.part_put(person_id, kind, part_id, at))


def file_as_spam(
    work: UnitOfWork, person_id: str, request_id: str, at: datetime, ends_at: int
) -> None:
    """File a request that is set aside under its person until it ends: in no timeline.

    Put in the queue it stays filed here till then: no function that staff call takes away anything
    of a person, and whoever looks here asks the request whether it is spam still.
    """
    work.add(store.spam_put(person_id, request_id, at, ends_at))


def note_do_not_contact(
    work: UnitOfWork, point_id: str, person_id: str, location_id: str
) -> list[str]:
    """Note that a person asked not to be contacted; every location's next call there is marked.

    The wish was told at a location, whose own call there the caller has in hand. Calls that are
    open at others are returned, for the caller to mark: a refusal tells of them, so where there is
    none it takes no further look.
    """
    work.add(store.do_not_contact_update(person_id, work.now))
    if _gave_no_name(work.run, point_id, person_id):
        work.add(point_store.nameless_wish_update(point_id, work.now))
    open_elsewhere = []
    for location in work.run.clinic.locations:
        known = _open_elsewhere(work, location.id, location_id)
        work.add(point_store.wish_update(point_id, person_id, location.id, work.now, known))
        open_elsewhere += [known.callback_id] if known and known.callback_id else []
    return open_elsewhere


class TakenBack(NamedTuple):
    """The consequence of a wish being taken back, as far as refusals told."""

    calls: list[str]
    """Calls that are open elsewhere, and show it."""
    stands: bool
    """True if the person asked once more, and that still stands."""


def take_back_do_not_contact(
    work: UnitOfWork, point_id: str, person_id: str, since: datetime, location_id: str | None = None
) -> TakenBack:
    """Note that the wish noted at ``since`` was none; one noted at another time stays.

    Without a ``location_id``, where somebody may be contacted again after all, none of them stays.

    Calls that are open, and show it, are returned, as above: those at other locations than the one
    where it is taken back, or at all.
    """
    is_all = location_id is None

    def lift(name: str, noted: Noted) -> Lift | None:
        told = (work.seen[name] or {}) if name in work.seen else None
        return lift_of(noted, since, told, is_all=is_all)

    if own := lift(point_store.NOTED_WISH, point_store.WISH):
        work.add(store.do_not_contact_lift(person_id, own))
    if _gave_no_name(work.run, point_id, person_id) and (
        nameless := lift(point_store.NAMELESS_WISH, point_store.WISH)
    ):
        work.add(point_store.nameless_wish_lift(point_id, nameless))
    open_elsewhere, stands = [], False
    for location in work.run.clinic.locations:
        known = _open_elsewhere(work, location.id, location_id)
        name = f"{point_store.NOTED_WISH_HERE}:{location.id}"
        if here := lift(name, point_store.wish_here(person_id)):
            work.add(point_store.wish_lift(point_id, person_id, location.id, here, known))
            stands = stands or bool(here.left)
            open_elsewhere += [known.callback_id] if known and known.callback_id else []
    return TakenBack(open_elsewhere, stands)


def _open_elsewhere(
    work: UnitOfWork, location_id: str, here: str | None
) -> point_store.OpenCall | None:
    """The call that is open at a location, as refusals told; None ``here``."""
    if location_id == here:
        return None
    pointer = work.seen.get(f"{point_store.NOTED_WISH_HERE}:{location_id}") or {}
    return point_store.OpenCall(pointer.get("callback_id"))


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
