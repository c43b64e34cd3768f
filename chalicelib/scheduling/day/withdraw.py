"""Withdraw unbooked slots from a day: they are taken away for good."""

from datetime import datetime
from functools import partial

from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from ..slots.models import Day, DaySchedule, Origin, Slot, SlotStatus, Withdrawal
from ..slots.schemas import WithdrawIn, WithdrawReport
from ..slots.store import slot_delete
from .change_day import DayChange, change_day
from .lines import check_bay_day, is_meant, line_of


def withdraw(run: Runtime, staff_id: str, location_id: str, given: WithdrawIn) -> WithdrawReport:
    """Take away what nobody holds or has booked, of a day, a bay's day or one start.

    Publishing does not bring it back; adding it by hand does. What has begun is left alone. The
    same call again tells the same.
    Raises UnknownLocationError, and InvalidInputError for a past day or an unknown bay.
    """
    location = run.clinic.location(location_id)
    check_bay_day(given, location, run.clock())

    def decide(schedule: DaySchedule, now: datetime) -> DayChange[WithdrawReport]:
        meant = [
            slot
            for slot in schedule.slots
            if is_meant(slot, given, now) and given.starts_at in (None, slot.starts_at)
        ]
        stayed = [slot for slot in meant if _is_somebodys(slot, now)]
        gone = [slot for slot in meant if slot not in stayed]
        done = _withdrawal(schedule.day, given, gone)
        report = WithdrawReport(
            location_id=location_id,
            date=given.date,
            withdrawn=list(done.slot_ids),
            stayed=[line_of(slot, location, now) for slot in stayed],
        )
        steps = [partial(_take_away, slot) for slot in gone]
        return DayChange(report, steps, _remembered(schedule.day, gone, done) if gone else None)

    return change_day(run, staff_id, location_id, given.date, decide)[-1]


def _take_away(slot: Slot, work: UnitOfWork) -> None:
    work.add(slot_delete(slot))


def _is_somebodys(slot: Slot, now: datetime) -> bool:
    """True for what is booked or held; what was just given up is nobody's."""
    kept = slot.status_at(now) in (SlotStatus.HELD, SlotStatus.BOOKED)
    return kept and not slot.is_resting(now)


def _withdrawal(day: Day, given: WithdrawIn, gone: list[Slot]) -> Withdrawal:
    """The slots that are gone by this call, made now or before."""
    before, ids = day.last_withdrawal, {slot.slot_id for slot in gone}
    if before and (before.bay, before.starts_at) == (given.bay, given.starts_at):
        ids |= set(before.slot_ids)
    return Withdrawal(bay=given.bay, starts_at=given.starts_at, slot_ids=tuple(sorted(ids)))


def _remembered(day: Day, gone: list[Slot], done: Withdrawal) -> Day:
    starts_and_bays = {slot.start_and_bay for slot in gone if slot.origin is Origin.TEMPLATE}
    withdrawn = tuple(sorted(starts_and_bays | set(day.withdrawn)))
    return day.model_copy(update={"withdrawn": withdrawn, "last_withdrawal": done})
