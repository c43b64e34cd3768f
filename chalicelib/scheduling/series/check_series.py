"""Check a series against the limits of one person's appointments: the desk is asked."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from ...people.commitments import AppointmentAhead
from ...platform.unit_of_work import UnitOfWork
from ..appointments.check_spacing import check_spacing
from ..slots.bookable import Wanted
from ..times import minute_text


def check_series(
    work: UnitOfWork,
    want: Wanted,
    starts: Iterable[datetime],
    others: Iterable[AppointmentAhead],
) -> None:
    """Ask before staff pass a limit with any appointment of a series.

    Its other appointments count like those that are booked. Raises AppointmentsCloseError.
    """
    length = timedelta(minutes=want.service.bay_minutes)
    series = [
        AppointmentAhead(minute_text(at), want.location.id, at, at + length, want.service.id)
        for at in starts
    ]
    around = list(others)
    for each in series:
        beside = [other for other in series if other is not each]
        check_spacing(work, replace(want, starts_at=each.starts_at), [*around, *beside])
