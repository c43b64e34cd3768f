"""Figures of a location, day by day: the use of its bays. Pure."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from pydantic import Field

from ...platform.model import Model
from ..appointments.models import AppointmentStatus
from ..slots.models import DaySchedule, Slot, SlotStatus


class AppointmentCounts(Model):
    """Appointments by where they stand. What was called off or moved away is not among them."""

    booked: int
    arrived: int
    fulfilled: int
    noshow: int


class DayFigures(Model):
    """The figures of one local date, as they stand now."""

    date: date
    slots: int = Field(description="Published or added by hand, whatever became of them.")
    slots_blocked: int = Field(description="Taken out by staff.")
    slots_booked: int
    slots_unused: int = Field(
        description="Not booked by their cut-off, so released to the desk and still empty."
    )
    minutes_bookable: int = Field(description="Of the bays, in slots that are not blocked.")
    minutes_booked: int
    minutes_unused: int = Field(description="Of the slots that are unused.")
    utilisation: float | None = Field(
        None, description="Share of the minutes offered that is booked; absent without any."
    )
    appointments: AppointmentCounts
    no_show_share: float | None = Field(
        None, description="Of the appointments whose patient came or did not; absent without any."
    )


class Figures(Model):
    """The figures of a location for some local dates."""

    location_id: str
    days: list[DayFigures]


def day_figures(schedule: DaySchedule, now: datetime) -> DayFigures:
    """The figures of a day as it stands ``now``."""
    slots = schedule.slots
    blocked = [slot for slot in slots if slot.status is SlotStatus.BLOCKED]
    booked = [slot for slot in slots if slot.status is SlotStatus.BOOKED]
    unused = [slot for slot in slots if _is_unused(slot, now)]
    bookable = _minutes(slots) - _minutes(blocked)
    appointments = _appointments(booked)
    decided = appointments.noshow + appointments.arrived + appointments.fulfilled
    return DayFigures(
        date=schedule.date,
        slots=len(slots),
        slots_blocked=len(blocked),
        slots_booked=len(booked),
        slots_unused=len(unused),
        minutes_bookable=bookable,
        minutes_booked=_minutes(booked),
        minutes_unused=_minutes(unused),
        utilisation=_share(_minutes(booked), bookable),
        appointments=appointments,
        no_show_share=_share(appointments.noshow, decided),
    )


def _is_unused(slot: Slot, now: datetime) -> bool:
    """True if it is the desk's by now, whether or not the job has said so, and empty."""
    empty = slot.status_at(now) in (SlotStatus.FREE, SlotStatus.RELEASED)
    return empty and slot.cut_off_at <= now


def _appointments(booked: Iterable[Slot]) -> AppointmentCounts:
    stands = Counter(
        slot.appointment.status if slot.appointment else AppointmentStatus.BOOKED for slot in booked
    )
    return AppointmentCounts(**{name: stands[AppointmentStatus(name)] for name in _COUNTED})


_COUNTED = tuple(AppointmentCounts.model_fields)


def _minutes(slots: Iterable[Slot]) -> int:
    return sum(slot.minutes for slot in slots)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
