"""The routes to appointments: hold, book, look, change; for visitors and for staff."""

from typing import Annotated

from pydantic import Field

from ...clinic import UnknownLocationError
from ...platform.errors import IdempotencyConflictError
from ...platform.http import Answer, Incoming, NoContent, Routes, Tag
from ...platform.http.fields import BrowserHeaders, IdempotencyHeaders, SenderHeaders
from ...platform.model import Model
from ...platform.runtime import Runtime
from ...platform.unit_of_work import VISITOR
from ...platform.values import Id, Name
from ...staff.access import Access, Staff
from ..appointments import book, hold
from ..appointments import cancel as cancelling
from ..appointments import confirm_escort as escorts
from ..appointments.add_appointment_note import add_appointment_note
from ..appointments.call_off_booked import call_off_booked
from ..appointments.holder import holder_of
from ..appointments.let_hold_go import let_hold_go
from ..appointments.load_appointment import Asked
from ..appointments.models import (
    Appointment,
    AppointmentView,
    BookIn,
    HoldIn,
    HoldView,
    LetGoIn,
    StaffAppointmentView,
    StaffBookIn,
)
from ..appointments.note_models import AppointmentNoteIn
from ..appointments.open_appointment import open_appointment
from ..appointments.reschedule import Elsewhere, reschedule
from ..appointments.staff_change_models import (
    AskedForIn,
    StaffCancelIn,
    StaffEscortIn,
    StaffRescheduleIn,
)
from ..appointments.view_appointment import view_for_visitor
from ..appointments.views import etag_of, for_staff, for_visitor
from ..appointments.visitor_change_models import CancelOnlineIn, EscortIn, RescheduleIn
from ..booked_answer import told_as_booked
from ..call_off_models import CallOffIn
from ..errors import (
    AppointmentsCloseError,
    AppointmentStateError,
    HoldLostError,
    ManageTokenMissingError,
    NotBookableOnlineError,
    PersonBusyError,
    RequestFirstError,
    TimeNotBookableError,
    TimeTakenError,
    TooLateError,
    TooManyBookingsError,
    TooManyHoldsError,
    UnderAgeError,
    VersionError,
)
from ..manage_token import MANAGE_TOKEN

routes = Routes(
    __name__,
    Tag("Appointments", "Hold a time, book, look, change: for visitors and for staff."),
)

_TIMES = (TimeNotBookableError, TimeTakenError)
_ASKED = (PersonBusyError, AppointmentsCloseError)
_ONLINE = (NotBookableOnlineError, RequestFirstError)
_CHANGES = (AppointmentStateError, VersionError)
_BY_VISITOR = (*_CHANGES, ManageTokenMissingError, TooLateError)


class AppointmentHeaders(Model):
    """The appointment's own token, and the version of it that the visitor saw."""

    token: Annotated[str | None, Field(alias="Manage-Token", max_length=200)] = None
    if_match: Annotated[str | None, Field(alias="If-Match", max_length=100)] = None


class RescheduleHeaders(AppointmentHeaders, BrowserHeaders):
    """An appointment's headers, and the browser."""


class HoldHeaders(IdempotencyHeaders, SenderHeaders, BrowserHeaders):
    """A key for this hold, the token of the request that came before it, and the browser."""


class BookHeaders(SenderHeaders, BrowserHeaders):
    """The token of the request that came before, and the browser."""


class VersionHeaders(Model):
    """The version of the appointment that was seen."""

    if_match: Annotated[str | None, Field(alias="If-Match", max_length=100)] = None


@routes.post(
    "/holds",
    status=201,
    problems=(*_TIMES, *_ONLINE, TooManyHoldsError, IdempotencyConflictError),
)
def hold_time(body: HoldIn, headers: HoldHeaders, incoming: Incoming, run: Runtime) -> HoldView:
    """Keep a time for some minutes; the token books it.

    A service that is booked after a request takes the request's id and token. One that the clinic
    books itself is refused. So are more holds at once than the clinic allows one browser, or one
    network address: let one go, or call.
    """
    key, token = headers.idempotency_key, headers.request_token
    return hold.hold_time(run, body, incoming.address, key, token, headers.browser_id)


@routes.post("/holds/release")
def release_hold(body: LetGoIn, run: Runtime) -> NoContent:
    """Let a hold go: its time is free for all at once. Of a hold that is over nothing changes."""
    let_hold_go(run, body.hold_token)
    return Answer(None)


@routes.post(
    "/appointments",
    status=201,
    problems=(HoldLostError, NotBookableOnlineError, TooManyBookingsError),
)
def book_appointment(
    body: BookIn, headers: BookHeaders, incoming: Incoming, run: Runtime
) -> Answer[AppointmentView]:
    """Book the time that a hold keeps. The answer's token opens and changes the appointment.

    The token of the request that was sent shows that this answers it. A hold counts for the browser
    that held it; a time that was offered to who waits, for the browser that books it.
    """
    holder = holder_of(run.keyring, incoming.address, headers.browser_id)
    booked = book.book_held_time(run, body, headers.request_token, holder)
    return told_as_booked(run, booked)


@routes.get(
    "/appointments/{appointment_id}",
    opened_by=MANAGE_TOKEN,
    problems=(ManageTokenMissingError,),
)
def get_appointment(
    appointment_id: Id, headers: AppointmentHeaders, run: Runtime
) -> Answer[AppointmentView]:
    """See an appointment, with its token."""
    view = view_for_visitor(run, appointment_id, headers.token)
    return Answer(view, headers=etag_of(view))


@routes.post("/appointments/{appointment_id}/cancel", opened_by=MANAGE_TOKEN, problems=_BY_VISITOR)
def cancel_appointment(
    appointment_id: Id, headers: AppointmentHeaders, body: CancelOnlineIn, run: Runtime
) -> Answer[AppointmentView]:
    """Call an appointment off, with its token, before the notice period; for good.

    Why may be told, from a list and in words; staff alone see it.
    """
    asked = asked_by_visitor(appointment_id, headers)
    canceled = cancelling.cancel(run, asked, body.reason, gives_back=True, cause=body.cause)
    return told_to_visitor(run, canceled)


@routes.post(
    "/appointments/{appointment_id}/reschedule",
    opened_by=MANAGE_TOKEN,
    problems=(*_BY_VISITOR, *_TIMES, NotBookableOnlineError, TooManyBookingsError),
)
def reschedule_appointment(
    appointment_id: Id,
    headers: RescheduleHeaders,
    body: RescheduleIn,
    incoming: Incoming,
    run: Runtime,
) -> Answer[AppointmentView]:
    """Move an appointment to another time, with its token, within the notice period."""
    asked = asked_by_visitor(appointment_id, headers)
    holder = holder_of(run.keyring, incoming.address, headers.browser_id)
    there = Elsewhere(body.starts_at, holder=holder)
    return told_to_visitor(run, reschedule(run, asked, there))


@routes.post("/appointments/{appointment_id}/escort", opened_by=MANAGE_TOKEN, problems=_BY_VISITOR)
def confirm_escort(
    appointment_id: Id, headers: AppointmentHeaders, body: EscortIn, run: Runtime
) -> Answer[AppointmentView]:
    """Say who will take you home, with the appointment's token."""
    asked = asked_by_visitor(appointment_id, headers)
    return told_to_visitor(run, escorts.confirm_escort(run, asked, body.name))


@routes.post(
    "/locations/{location_id}/appointments",
    access=Access.DESK,
    status=201,
    problems=(*_TIMES, *_ASKED, UnderAgeError, UnknownLocationError, IdempotencyConflictError),
)
def book_as_staff(
    location_id: Name, headers: IdempotencyHeaders, body: StaffBookIn, staff: Staff, run: Runtime
) -> Answer[StaffAppointmentView]:
    """Book a time for a patient, without a hold."""
    run.clinic.location(location_id)
    key = headers.idempotency_key
    return told_to_staff(run, book.book_as_staff(run, staff.staff_id, location_id, body, key))


@routes.post("/staff/booked-online/call-off", access=Access.DESK)
def call_off_booked_online(body: CallOffIn, staff: Staff, run: Runtime) -> NoContent:
    """Cancel all appointments ahead that were booked online with one phone number or address.

    Of one person at it, if one is named. What staff booked stays. Each time is given up as usual.
    """
    call_off_booked(run, staff.staff_id, body.point_id, body.person_id)
    return Answer(None)


@routes.get("/staff/appointments/{appointment_id}", access=Access.DESK)
def get_appointment_as_staff(
    appointment_id: Id, staff: Staff, run: Runtime
) -> Answer[StaffAppointmentView]:
    """Open an appointment. The look is recorded."""
    return told_to_staff(run, open_appointment(run, staff.staff_id, appointment_id))


@routes.post("/staff/appointments/{appointment_id}/cancel", access=Access.DESK, problems=_CHANGES)
def cancel_as_staff(
    appointment_id: Id,
    headers: VersionHeaders,
    body: StaffCancelIn,
    staff: Staff,
    run: Runtime,
) -> Answer[StaffAppointmentView]:
    """Call an appointment off."""
    asked = by_staff(appointment_id, staff, headers, body)
    return told_to_staff(run, cancelling.cancel(run, asked, body.reason, gives_back=body.owe_call))


@routes.post(
    "/staff/appointments/{appointment_id}/reschedule",
    access=Access.DESK,
    problems=(*_CHANGES, *_TIMES, *_ASKED),
)
def reschedule_as_staff(
    appointment_id: Id,
    headers: VersionHeaders,
    body: StaffRescheduleIn,
    staff: Staff,
    run: Runtime,
) -> Answer[StaffAppointmentView]:
    """Move an appointment to another time, to another bay at the same time, or both."""
    asked = by_staff(appointment_id, staff, headers, body)
    there = Elsewhere(body.starts_at, body.bay, body.override)
    return told_to_staff(run, reschedule(run, asked, there))


@routes.post("/staff/appointments/{appointment_id}/escort", access=Access.DESK, problems=_CHANGES)
def confirm_escort_as_staff(
    appointment_id: Id,
    headers: VersionHeaders,
    body: StaffEscortIn,
    staff: Staff,
    run: Runtime,
) -> Answer[StaffAppointmentView]:
    """Note who will take the patient home."""
    asked = by_staff(appointment_id, staff, headers, body)
    return told_to_staff(run, escorts.confirm_escort(run, asked, body.name))


@routes.post(
    "/staff/appointments/{appointment_id}/note", access=Access.DESK, problems=(VersionError,)
)
def note_on_appointment(
    appointment_id: Id,
    headers: VersionHeaders,
    body: AppointmentNoteIn,
    staff: Staff,
    run: Runtime,
) -> Answer[StaffAppointmentView]:
    """Add a note for staff, which no visitor ever sees."""
    asked = Asked(appointment_id, staff.staff_id, headers.if_match)
    return told_to_staff(run, add_appointment_note(run, asked, body.note))


def asked_by_visitor(appointment_id: str, headers: AppointmentHeaders) -> Asked:
    """The change that a visitor asks for, with the appointment's token."""
    return Asked(appointment_id, VISITOR, headers.if_match, headers.token)


def by_staff(appointment_id: str, staff: Staff, headers: VersionHeaders, body: AskedForIn) -> Asked:
    """The change that staff make, of the version that they saw."""
    return Asked(appointment_id, staff.staff_id, headers.if_match, asked_by=body.asked_by)


def told_to_visitor(run: Runtime, appointment: Appointment) -> Answer[AppointmentView]:
    """The appointment as its visitor sees it, with its version."""
    view = for_visitor(run, appointment)
    return Answer(view, headers=etag_of(view))


def told_to_staff(run: Runtime, appointment: Appointment) -> Answer[StaffAppointmentView]:
    """The appointment as staff see it, with its version."""
    view = for_staff(run, appointment)
    return Answer(view, headers=etag_of(view))
