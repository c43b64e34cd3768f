"""Take unbooked slots away for good."""

from ...platform.runtime import Runtime
from ..slots.models import Day, DaySchedule, Origin, Slot, SlotStatus
from ..slots.schemas import WithdrawIn, WithdrawReport
from ..slots.store import slot_delete
from .change_day import DayChange, change_day
from .lines import check_bay_day, is_meant, line_of


def withdraw(run: Runtime, location_id: str, given: WithdrawIn) -> WithdrawReport:
    """Take away what nobody holds or has booked, of a day, a bay's day or one start.

    Publishing does not bring it back; adding it by hand does. What has begun is left alone.
    Raises UnknownLocationError, and InvalidInputError for a past day or an unknown bay.
    """
    location = run.clinic.location(location_id)
    now = run.clock()
    check_bay_day(given, location, now)

    def decide(schedule: DaySchedule) -> DayChange[WithdrawReport]:
        meant = [
            slot
            for slot in schedule.slots
            if is_meant(slot, given, now) and given.starts_at in (None, slot.starts_at)
        ]
        kept = (SlotStatus.HELD, SlotStatus.BOOKED)
        stayed = [slot for slot in meant if slot.status_at(now) in kept]
        gone = [slot for slot in meant if slot.status_at(now) not in kept]
        report = WithdrawReport(
            location_id=location_id,
            date=given.date,
            withdrawn=[slot.slot_id for slot in gone],
            stayed=[line_of(slot, location, now) for slot in stayed],
        )
        return DayChange(report, [slot_delete(s) for s in gone], _remembered(schedule.day, gone))

    return change_day(run, location_id, given.date, decide)


def _remembered(day: Day, gone: list[Slot]) -> Day | None:
    places = {slot.place for slot in gone if slot.origin is Origin.TEMPLATE}
    if places <= set(day.withdrawn):
        return None
    return day.model_copy(update={"withdrawn": tuple(sorted(places | set(day.withdrawn)))})
