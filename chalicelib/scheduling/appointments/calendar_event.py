"""An appointment as an event for calendars: when it is, and how it stands. Pure."""

from datetime import datetime

from ...platform.calendar_file import CalendarEvent, EventStatus
from .models import Appointment, AppointmentStatus

STATUS = {
    AppointmentStatus.BOOKED: EventStatus.CONFIRMED,
    AppointmentStatus.ARRIVED: EventStatus.CONFIRMED,
    AppointmentStatus.FULFILLED: EventStatus.CONFIRMED,
    AppointmentStatus.CANCELLED: EventStatus.CANCELLED,
    AppointmentStatus.NOSHOW: EventStatus.CANCELLED,
}
"""A no-show's bay is empty: for whoever looks at the calendar, nothing takes place in it."""


def calendar_event(appointment: Appointment, made_at: datetime) -> CalendarEvent:
    """The event, which says nothing yet: what it is called is up to whoever shows it."""
    return CalendarEvent(
        uid=event_uid(appointment.appointment_id),
        sequence=appointment.patient_version - 1,
        stamped_at=made_at,
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        summary="",
        status=STATUS[appointment.status],
    )


def event_uid(appointment_id: str) -> str:
    """The same wherever the appointment is shown, however often it moves."""
    return f"{appointment_id}@frontdesk"
