"""Rows of the roster: the people who come, in order of time. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from ...clinic import Clinic, Location
from ...people.flag_models import StatedFlag
from ...platform.clock import told_text
from ..slots.models import DaySchedule, Slot, SlotStatus


def roster_header(location: Location) -> tuple[str, ...]:
    """The names of the columns; those of a time of day say the zone whose clock it is."""
    return (
        "Date",
        f"Start ({location.zone})",
        f"End ({location.zone})",
        "Bay",
        "Pool",
        "Service",
        "Status",
        "First name",
        "Escort",
        "Stated on forms, for the clinician",
        "Reference",
        "Start in UTC",
    )


def roster_rows(
    clinic: Clinic,
    location: Location,
    days: Sequence[DaySchedule],
    flags: Mapping[str, Sequence[StatedFlag]],
    now: datetime,
    *,
    every_slot: bool = False,
) -> Iterator[tuple[str, ...]]:
    """A row for each slot that is booked, or for each there is, in order of time.

    Times of day are the location's own. In the hour that comes twice when the clocks go back they
    are not enough to tell which is meant, so the last column has the instant. ``flags`` stand by
    the slot's id; what was written on the forms is no part of a roster.
    """
    services = {service.id: service.name for service in clinic.services}
    bays = {bay.id: bay.name for pool in location.pools for bay in pool.bays}
    for slot in (slot for day in days for slot in day.slots):
        if every_slot or slot.status is SlotStatus.BOOKED:
            names = services, bays
            yield _row(slot, location, names, flags.get(slot.slot_id, ()), now)


def _row(
    slot: Slot,
    location: Location,
    names: tuple[dict[str, str], dict[str, str]],
    flags: Sequence[StatedFlag],
    now: datetime,
) -> tuple[str, ...]:
    appointment = slot.appointment
    services, bays = names
    starts, ends = (at.astimezone(location.tz) for at in (slot.starts_at, slot.ends_at))
    return (
        slot.date.isoformat(),
        f"{starts:%H:%M}",
        f"{ends:%H:%M}",
        bays.get(slot.bay, slot.bay),
        slot.pool,
        services.get(appointment.service_id, appointment.service_id) if appointment else "",
        (appointment.status if appointment else slot.status_at(now)).value,
        appointment.first_name if appointment else "",
        appointment.escort.value if appointment and appointment.escort else "",
        "; ".join(_flag_said(each, location) for each in flags),
        slot.appointment_id or "",
        told_text(slot.starts_at),
    )


def _flag_said(stated: StatedFlag, location: Location) -> str:
    """A flag with the date of the form that stated it: nobody confirmed it."""
    form = f"form of {stated.at.astimezone(location.tz).date().isoformat()}"
    discussed = ", discussed" if stated.discussed_at else ""
    return f"{stated.flag.replace('-', ' ')} ({form}{discussed})"
