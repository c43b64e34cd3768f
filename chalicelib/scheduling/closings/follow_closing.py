"""Work off what a closing, or its reopening, still owes: times, and calls.

What is left is found anew each time, and each piece is a transaction of its own that is refused
once the closing stands another way. So it may be cut short anywhere, and be done twice at once.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from itertools import islice

from ...callbacks.open_or_merge import owe_call
from ...callbacks.withdraw_occasion import withdraw_occasion
from ...clinic import Source, Urgency
from ...people.note_person import known_profile
from ...platform.errors import NotDueError
from ...platform.runtime import Runtime
from ...platform.storage.expressions import Item
from ...platform.unit_of_work import UnitOfWork, carry_out
from ..aftercare.call_about_appointment import call_owed_for
from ..appointments.announce import remind_again
from ..appointments.closing_models import HitByClosing
from ..appointments.models import Appointment, AppointmentStatus
from ..appointments.note_change import note_change
from ..appointments.store import load_appointment
from ..day.change_day import DayChange, change_day
from ..slots.models import DaySchedule, Slot, SlotStatus
from ..slots.store import load_day
from . import store
from .close_slots import slots_follow
from .models import CallMade, Closing

MOST_AT_ONCE = 60
"""Calls that are seen to while somebody waits for an answer; a job does the rest in minutes."""

_SOON = timedelta(days=1)
"""An appointment that begins sooner makes its call an urgent one."""


def follow_now(run: Runtime, by: str, closing: Closing) -> Closing:
    """See to what a closing owes, as far as that goes at once; the closing as it stood."""
    _follow(run, by, closing, MOST_AT_ONCE)
    return closing


def follow_closing(run: Runtime, job: str, item: Item) -> None:
    """See to all that the closing of this entry owes. Raises NotDueError where it is gone."""
    closing = store.load_closing(run.table, item["pk"].removeprefix(f"{store.KIND}#"))
    if closing is None:
        raise NotDueError
    _follow(run, job, closing, None)


def _follow(run: Runtime, by: str, closing: Closing, most: int | None) -> None:
    _finish_slots(run, by, closing)
    if closing.reopened_at is None:
        left = _call_those_hit(run, by, closing, most)
    else:
        left = _take_calls_back(run, by, closing, most)
    if not left:
        others = () if closing.reopened_at is None else _others_of_its_day(run, closing)
        carry_out(run, by, lambda work: _settle(work, closing, others))


def _others_of_its_day(run: Runtime, closing: Closing) -> list[str]:
    day = load_day(run.table, closing.location_id, closing.date).day
    return [each.closing_id for each in day.closings if each.closing_id != closing.closing_id]


def _settle(work: UnitOfWork, closing: Closing, others: Iterable[str]) -> None:
    """Collect that nothing is left; one that was reopened hands over to the ``others`` that stand.

    Only now, with its own marks off the appointments, do those see which calls they owe.
    """
    if work.was_refused(store.CLOSING):  # it was reopened meanwhile: that owes more
        return
    work.add(store.settled(closing))
    for closing_id in others:
        work.add(store.looked_at_again(closing.location_id, closing_id, work.now))


def _finish_slots(run: Runtime, by: str, closing: Closing) -> None:
    """Have every slot follow the day, where the change of it was cut short: else one query."""

    def decide(schedule: DaySchedule, now: datetime) -> DayChange[None]:
        return DayChange(None, slots_follow(schedule, schedule.day, closing, now))

    change_day(run, by, closing.location_id, closing.date, decide)


def _call_those_hit(run: Runtime, by: str, closing: Closing, most: int | None) -> bool:
    """Owe each appointment hit a call, soonest first; True if any is left.

    From here on nothing in it can be booked: each of its slots is blocked, or somebody's already.
    """
    schedule = load_day(run.table, closing.location_id, closing.date)
    hit = [slot for slot in schedule.slots if _is_hit(slot, closing)]
    called = {each.appointment_id for each in store.load_calls(run.table, closing.closing_id)}
    to_call = [slot for slot in hit if slot.appointment_id not in called]
    for slot in islice(to_call, most):
        appointment_id = slot.appointment_id or ""
        story = partial(_owe_call, closing=closing, appointment_id=appointment_id)
        carry_out(run, by, story)
    return most is not None and len(to_call) > most


def _is_hit(slot: Slot, closing: Closing) -> bool:
    is_of_it = slot.closed is not None and slot.closed.closing_id == closing.closing_id
    return is_of_it and slot.status is SlotStatus.BOOKED


def _owe_call(work: UnitOfWork, closing: Closing, appointment_id: str) -> None:
    """Collect the call about one appointment, do-not-contact or not: it cannot take place."""
    before = load_appointment(work.run.table, appointment_id)
    if work.was_refused(store.CLOSING) or before is None or not _needs_call(before, work.now):
        return
    profile = known_profile(work, before.point_id, before.person_id)
    is_soon = before.starts_at - work.now < _SOON
    urgency = Urgency.URGENT if is_soon else Urgency.ROUTINE
    owed = call_owed_for(work, before, profile, Source.CLINIC_CLOSED, urgency)
    went = owe_call(work, owed)
    part = closing.part
    hit = HitByClosing(
        closing_id=closing.closing_id,
        callback_id=went.callback_id,
        occasion_id=owed.of,
        told_reason=part.reason if part.is_shown else None,
    )
    after = before.model_copy(update={"closing": hit})
    note_change(work, before, after, "clinic-closed", callback=went.callback_id)
    call = CallMade(
        appointment_id=appointment_id,
        slot_id=before.slot_id,
        starts_at=before.starts_at,
        callback_id=went.callback_id,
        occasion_id=owed.of,
    )
    work.add(store.call_put(closing.closing_id, call), store.still_stands(closing))


def _needs_call(appointment: Appointment, now: datetime) -> bool:
    """True for one that is on and was not hit before: then its call is owed already."""
    is_on = appointment.status is AppointmentStatus.BOOKED and appointment.starts_at > now
    return is_on and appointment.closing is None


def _take_calls_back(run: Runtime, by: str, closing: Closing, most: int | None) -> bool:
    """Take back each call that nobody made yet; True if any is left."""
    calls = list(store.load_calls(run.table, closing.closing_id))
    for call in calls if most is None else calls[:most]:
        carry_out(run, by, partial(_take_call_back, closing=closing, call=call))
    return most is not None and len(calls) > most


def _take_call_back(work: UnitOfWork, closing: Closing, call: CallMade) -> None:
    """Collect that an appointment takes place after all, and that its call is needless."""
    before = load_appointment(work.run.table, call.appointment_id)
    if before is None or before.closing is None:
        return
    if before.closing.closing_id != closing.closing_id:
        return
    withdraw_occasion(work, call.callback_id, call.occasion_id, unless_tried=True)
    after = before.model_copy(update={"closing": None})
    remind_again(work, after)
    note_change(work, before, after, "clinic-open-again")
