"""Assign appointments of a series to new times when its rest is moved. Pure decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from ..appointments.models import Appointment, AppointmentStatus

STANDS = {AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED, AppointmentStatus.FULFILLED}
"""An appointment that stands so is one of the series; canceled or missed, it is none any more."""


@dataclass(frozen=True)
class Move:
    """An appointment, and where it is to be."""

    appointment: Appointment
    starts_at: datetime

    @property
    def is_one(self) -> bool:
        """True if it goes anywhere."""
        return self.appointment.starts_at != self.starts_at


def assigned(appointments: Sequence[Appointment], starts: Sequence[datetime]) -> list[Move]:
    """Moves of the appointments: those that can stay do, the others go in order of time.

    There are as many starts as appointments.
    """
    left = sorted(starts)
    moves, going = [], []
    for each in sorted(appointments, key=lambda each: each.starts_at):
        if each.starts_at in left:
            left.remove(each.starts_at)
            moves.append(Move(each, each.starts_at))
        else:
            going.append(each)
    return moves + [Move(each, at) for each, at in zip(going, left, strict=True)]


def one_a_date(appointments: Sequence[Appointment], zone: tzinfo) -> list[datetime]:
    """Their starts; of two on one date, as only the desk can make them, the later one."""
    return list(
        {each.starts_at.astimezone(zone).date(): each.starts_at for each in appointments}.values()
    )
