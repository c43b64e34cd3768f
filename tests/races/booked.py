"""Times on offer, and visitors and staff who take them, one use case at a time."""

from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.platform.jobs import JobReport
from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.appointments.book import book_held_time
from chalicelib.scheduling.appointments.hold import hold_time
from chalicelib.scheduling.appointments.load_appointment import Asked
from chalicelib.scheduling.appointments.models import Appointment, BookIn, HoldIn, HoldView
from chalicelib.scheduling.day.publish import publish as _publish
from chalicelib.scheduling.series.book_series import book_series
from chalicelib.scheduling.series.models import BookSeriesIn
from chalicelib.scheduling.slots.available_models import Availability
from chalicelib.scheduling.slots.list_available import availability
from chalicelib.scheduling.slots.schemas import DaysIn
from chalicelib.scheduling.waitlist.offer_freed_slot import offer_freed_slots

from .barrier import TickingClock
from .builders import HERE, ROBIN, phone_of

FIRST = date(2026, 11, 30)
LAST = FIRST + timedelta(days=20)
TEN = datetime.fromisoformat("2026-11-30T10:00:00-05:00")
INFUSION = "ketamine-infusion"


def publish(run: Runtime) -> None:
    """Three weeks of the clinic's own schedule."""
    _publish(run, HERE, DaysIn.model_validate({"from": FIRST, "to": LAST}))


def look(run: Runtime) -> Availability:
    """A visitor looks at two weeks."""
    return availability(run, HERE, INFUSION, FIRST, FIRST + timedelta(days=13))


def hold(run: Runtime, visitor: int = 0, starts_at: datetime = TEN) -> HoldView:
    """A visitor of an address of their own has a time held."""
    wish = {"location_id": HERE, "service_id": INFUSION, "starts_at": starts_at}
    return hold_time(run, HoldIn.model_validate(wish), f"10.0.0.{visitor}", None)


def book(run: Runtime, held: HoldView, visitor: int = 0) -> Appointment:
    """And books it."""
    person = {"name": "Robin Example", "phone": phone_of(1000 + visitor)}
    given: dict[str, Any] = {"hold_token": held.hold_token, **person}
    return book_held_time(run, BookIn.model_validate(given))


def rest(run: Runtime) -> JobReport:
    """Let what was given up rest for its three minutes, and the job offer it; its report."""
    assert isinstance(run.clock, TickingClock)
    run.clock.forward(minutes=3)
    report = offer_freed_slots(run, lambda: 60.0)
    assert report.failed == 0
    return report


def as_seen(appointment: Appointment, by: str = "staff") -> Asked:
    """Staff ask for a change of a visit as they see it: of no other version."""
    return Asked(appointment.appointment_id, by, str(appointment.version))


def book_eight(run: Runtime) -> list[Appointment]:
    """Staff book an induction of eight infusions."""
    wish = {
        "count": 8,
        "earliest_day": FIRST.isoformat(),
        "weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday"],
        "earliest_time": "08:30",
        "latest_time": "16:00",
        "within_days": 21,
    }
    person = {"name": "Robin Example", "phone": ROBIN}
    given = BookSeriesIn.model_validate({"service_id": INFUSION, "wish": wish, **person})
    return book_series(run, "staff-ana", HERE, given, None)
