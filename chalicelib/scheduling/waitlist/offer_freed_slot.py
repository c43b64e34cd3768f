"""Offer a slot that was given up to the first who waits for such a time, as a timed hold.

Whatever frees a slot lets it rest off sale, due in a few minutes (``Slot.given_up``). The job then
offers it, each slot in one transaction, so that nobody else sees it in between: killed anywhere,
the next run does what is left, and what was done is not due any more.
"""

from datetime import timedelta
from itertools import count

from ...messaging.models import MessageKind
from ...messaging.send_later import send_later
from ...people.keep_commitments import count_booked, load_all_ahead
from ...people.link_models import Alias
from ...people.note_person import load_profile, only_if_contactable
from ...platform.errors import NotDueError
from ...platform.jobs import JobReport, TimeLeft, work_off
from ...platform.runtime import Runtime
from ...platform.storage.expressions import Item
from ...platform.unit_of_work import UnitOfWork, carry_out
from ..job_names import OFFER_FREED_SLOTS
from ..slots.models import Slot, SlotStatus
from ..slots.store import changed_slot_put, freed_partition, load_due_slots, load_slot_at
from ..slots.templates import is_hit_by_closure
from . import rules, store
from .change_entry import change_entry
from .models import Offer
from .rules import Fit

TRIES_TO_OFFER = 6
"""Tellings after which a slot is free for all: the list has moved on in the middle of each."""


def offer_freed_slots(run: Runtime, time_left: TimeLeft) -> JobReport:
    """Offer every slot that has rested since it was given up to the next who waits, or to all."""
    now = run.clock()
    return work_off(
        run,
        OFFER_FREED_SLOTS,
        lambda location_id: load_due_slots(run.table, freed_partition(location_id), now),
        lambda item: _offer_freed_slot(run, item),
        time_left,
    )


def _offer_freed_slot(run: Runtime, item: Item) -> None:
    """Offer the slot that the index names. Raises NotDueError if it was offered or taken since."""
    tellings = count(1)

    def offered(work: UnitOfWork) -> None:
        slot = load_slot_at(run.table, item)
        if slot is None or not slot.is_to_be_offered(work.now):
            raise NotDueError
        offer_to_next(work, slot, slot.not_for, is_late=next(tellings) > TRIES_TO_OFFER)

    carry_out(run, OFFER_FREED_SLOTS, offered)


def offer_to_next(
    work: UnitOfWork, slot: Slot, not_for: tuple[str, ...] | None, *, is_late: bool = False
) -> None:
    """Collect what becomes of a slot that is nobody's any more.

    It is kept for the first who fits; with nobody left, if it ``is_late`` to look for somebody, or
    where a closure hits it, it is free for all, and past its cut-off it is the desk's. An entry of
    a visitor's own is judged by what stands in it alone: nobody learns from an offer, or from none,
    what is stored about the owner of a number. Whoever staff put on the list is passed over if they
    are on an appointment then, are asked about another time, asked not to be contacted, or are one
    of the people ``not_for``, who gave it up: under this name and number, or another that staff
    know to be theirs. One query, and two reads for each of these in turn, with two more for each
    other name or number of theirs. When the list moves on meanwhile, the work is refused.
    """
    freed = slot.freed(work.now)
    after = freed
    location = work.run.clinic.location(freed.location_id)
    is_shut = is_hit_by_closure(location, freed)
    if freed.status is SlotStatus.FREE and not (is_late or is_shut):
        waiting = store.load_waiting(work.run.table, freed.location_id, freed.pool)
        for fit in rules.who_fits(work.run.clinic, waiting, freed, work.now):
            if fit.entry.is_by_staff and not _can_come(work, freed, fit, not_for or ()):
                continue
            after = _offer(work, freed, fit).model_copy(update={"not_for": not_for})
            break
    work.add(changed_slot_put(slot, after))


def _can_come(work: UnitOfWork, slot: Slot, fit: Fit, not_for: tuple[str, ...]) -> bool:
    """True for somebody who can have the slot and may be told so, and collect that it stays so."""
    entry = fit.entry
    if entry.person_id in not_for:
        return False
    ahead = load_all_ahead(work.run, entry.point_id, entry.person_id)
    if not rules.can_come(fit, slot, ahead, work.now) or ahead.is_one_of(not_for):
        return False
    names = (Alias(point_id=entry.point_id, person_id=entry.person_id), *ahead.linked)
    known = [load_profile(work.run, each.point_id, each.person_id) for each in names]
    if known[0] is None or any(each and each.do_not_contact_since for each in known):
        return False
    count_booked(work, ahead)
    for each in names:
        only_if_contactable(work, each.point_id, each.person_id)
    return True


def _offer(work: UnitOfWork, slot: Slot, fit: Fit) -> Slot:
    """Collect the offer, and a message that tells of it; the slot as it then is.

    Whether the message goes is decided when it is sent. It has the hold's own id, so that it tells
    of this offer and of none that came after it.
    """
    entry = fit.entry
    message_id = send_later(
        work,
        MessageKind.WAITLIST_OFFER,
        to=entry.point_id,
        location_id=entry.location_id,
        about=entry.entry_id,
    )
    offer = Offer(
        slot_id=slot.slot_id,
        hold_id=message_id,
        starts_at=slot.starts_at,
        ends_at=slot.starts_at + timedelta(minutes=fit.service.bay_minutes),
        held_until=fit.until,
        offered_at=work.now,
    )
    asked = rules.settled(entry, work.now).model_copy(update={"offer": offer})
    change_entry(work, entry, asked, "offered", slot=slot.slot_id)
    return slot.offered(offer.hold_id, fit.until, entry.person_id, entry.waitlist_position)
