"""The routes to visits: hold, book, look, change; for visitors and for staff."""

from typing import Annotated

from pydantic import Field

from ...clinic import UnknownLocationError
from ...platform.errors import UnavailableError
from ...platform.http import Answer, Incoming, Routes
from ...platform.http.fields import IdempotencyHeaders
from ...platform.model import Model
from ...platform.runtime import Runtime
from ...staff.access import Access, Staff
from ..aftercare import boosters, follow_up
from ..appointments import book, change, hold
from ..appointments.models import (
    Appointment,
    AppointmentId,
    AppointmentView,
    BookIn,
    CancelIn,
    EscortIn,
    HoldIn,
    HoldView,
    RescheduleIn,
    StaffAppointmentView,
    StaffBookIn,
    StaffRescheduleIn,
)
from ..appointments.views import etag_of, for_staff, for_visitor
from ..errors import (
    AppointmentStateError,
    ContactBusyError,
    HoldLostError,
    ManageTokenMissingError,
    SeriesImpossibleError,
    TimeNotOfferedError,
    TimeTakenError,
    TooLateError,
    TooManyHoldsError,
    VersionError,
)
from ..names import Name
from ..series import book as inductions
from ..series import move
from ..series.models import (
    BookSeriesIn,
    CancelRestIn,
    MoveRestIn,
    PlannedRest,
    PlannedSeries,
    PlanSeriesIn,
    SeriesId,
    SeriesView,
)

routes = Routes(__name__)

_TIMES = (TimeNotOfferedError, TimeTakenError)
_CHANGES = (AppointmentStateError, VersionError)
_BY_VISITOR = (*_CHANGES, ManageTokenMissingError, TooLateError)


class VisitHeaders(Model):
    """The visit's own token, and the version of it that the visitor saw."""

    token: Annotated[str | None, Field(alias="Manage-Token", max_length=200)] = None
    if_match: Annotated[str | None, Field(alias="If-Match", max_length=100)] = None


class VersionHeaders(Model):
    """The version of the visit that was seen."""

    if_match: Annotated[str | None, Field(alias="If-Match", max_length=100)] = None


@routes.post("/holds", status=201, problems=(*_TIMES, TooManyHoldsError))
def hold_time(
    body: HoldIn, headers: IdempotencyHeaders, incoming: Incoming, run: Runtime
) -> HoldView:
    """Keep a time for some minutes; the token books it."""
    return hold.hold_time(run, body, incoming.address, headers.idempotency_key)


@routes.post("/appointments", status=201, problems=(HoldLostError,))
def book_appointment(body: BookIn, run: Runtime) -> Answer[AppointmentView]:
    """Book the time that a hold keeps. The answer's token opens and changes the visit."""
    booked = book.book_held_time(run, body)
    token = book.manage_token(run, booked.appointment_id)
    return Answer(for_visitor(run, booked, token), headers=etag_of(booked))


@routes.get("/appointments/{appointment_id}", problems=(ManageTokenMissingError,))
def get_appointment(
    appointment_id: AppointmentId, headers: VisitHeaders, run: Runtime
) -> Answer[AppointmentView]:
    """See a visit, with its token."""
    return _to_visitor(run, change.load_for_visitor(run, appointment_id, headers.token))


@routes.post("/appointments/{appointment_id}/cancel", problems=_BY_VISITOR)
def cancel_appointment(
    appointment_id: AppointmentId, headers: VisitHeaders, body: CancelIn, run: Runtime
) -> Answer[AppointmentView]:
    """Call a visit off, with its token, within the notice period."""
    visit = _of_visitor(run, appointment_id, headers)
    return _to_visitor(run, change.cancel(run, visit, book.VISITOR, body.reason))


@routes.post(
    "/appointments/{appointment_id}/reschedule",
    problems=(*_BY_VISITOR, *_TIMES),
)
def reschedule_appointment(
    appointment_id: AppointmentId, headers: VisitHeaders, body: RescheduleIn, run: Runtime
) -> Answer[AppointmentView]:
    """Move a visit to another time, with its token, within the notice period."""
    visit = _of_visitor(run, appointment_id, headers)
    want = change.wanted_instead(run, visit, body.starts_at, by_staff=False)
    moved = change.reschedule(run, visit, book.VISITOR, want, by_staff=False)
    return _to_visitor(run, moved)


@routes.post("/appointments/{appointment_id}/escort", problems=_BY_VISITOR)
def confirm_escort(
    appointment_id: AppointmentId, headers: VisitHeaders, body: EscortIn, run: Runtime
) -> Answer[AppointmentView]:
    """Say who will take you home, with the visit's token."""
    visit = change.load_for_visitor(run, appointment_id, headers.token)
    change.check_version(visit, headers.if_match)
    return _to_visitor(run, change.confirm_escort(run, visit, book.VISITOR, body.name))


@routes.post(
    "/locations/{location_id}/appointments",
    access=Access.DESK,
    status=201,
    problems=(*_TIMES, ContactBusyError, UnknownLocationError),
)
def book_as_staff(
    location_id: Name, headers: IdempotencyHeaders, body: StaffBookIn, staff: Staff, run: Runtime
) -> Answer[StaffAppointmentView]:
    """Book a time for a patient, without a hold."""
    run.clinic.location(location_id)
    key = headers.idempotency_key
    return _to_staff(run, book.book_as_staff(run, staff.staff_id, location_id, body, key))


@routes.get("/staff/appointments/{appointment_id}", access=Access.DESK)
def get_appointment_as_staff(
    appointment_id: AppointmentId, run: Runtime
) -> Answer[StaffAppointmentView]:
    """See a visit."""
    return _to_staff(run, change.load_for_staff(run, appointment_id))


@routes.post("/staff/appointments/{appointment_id}/cancel", access=Access.DESK, problems=_CHANGES)
def cancel_as_staff(
    appointment_id: AppointmentId,
    headers: VersionHeaders,
    body: CancelIn,
    staff: Staff,
    run: Runtime,
) -> Answer[StaffAppointmentView]:
    """Call a visit off."""
    visit = _of_staff(run, appointment_id, headers)
    return _to_staff(run, change.cancel(run, visit, staff.staff_id, body.reason))


@routes.post(
    "/staff/appointments/{appointment_id}/reschedule",
    access=Access.DESK,
    problems=(*_CHANGES, *_TIMES, ContactBusyError),
)
def reschedule_as_staff(
    appointment_id: AppointmentId,
    headers: VersionHeaders,
    body: StaffRescheduleIn,
    staff: Staff,
    run: Runtime,
) -> Answer[StaffAppointmentView]:
    """Move a visit to another time, to another bay at the same time, or both."""
    visit, by = _of_staff(run, appointment_id, headers), staff.staff_id
    want = change.wanted_instead(run, visit, body.starts_at, by_staff=True, bay=body.bay)
    moved = change.reschedule(run, visit, by, want, by_staff=True, override=body.override)
    return _to_staff(run, moved)


@routes.post("/staff/appointments/{appointment_id}/check-in", access=Access.DESK, problems=_CHANGES)
def check_in(
    appointment_id: AppointmentId, headers: VersionHeaders, staff: Staff, run: Runtime
) -> Answer[StaffAppointmentView]:
    """The patient is here."""
    visit = _of_staff(run, appointment_id, headers)
    return _to_staff(run, change.check_in(run, visit, staff.staff_id))


@routes.post("/staff/appointments/{appointment_id}/fulfil", access=Access.DESK, problems=_CHANGES)
def fulfil(
    appointment_id: AppointmentId, headers: VersionHeaders, staff: Staff, run: Runtime
) -> Answer[StaffAppointmentView]:
    """The visit took place."""
    visit = _of_staff(run, appointment_id, headers)
    return _to_staff(run, boosters.fulfil(run, visit, staff.staff_id))


@routes.post("/staff/appointments/{appointment_id}/no-show", access=Access.DESK, problems=_CHANGES)
def mark_no_show(
    appointment_id: AppointmentId, headers: VersionHeaders, staff: Staff, run: Runtime
) -> Answer[StaffAppointmentView]:
    """The patient did not come: they are owed a call."""
    visit = _of_staff(run, appointment_id, headers)
    return _to_staff(run, follow_up.mark_no_show(run, visit, staff.staff_id))


@routes.post("/staff/appointments/{appointment_id}/escort", access=Access.DESK, problems=_CHANGES)
def confirm_escort_as_staff(
    appointment_id: AppointmentId,
    headers: VersionHeaders,
    body: EscortIn,
    staff: Staff,
    run: Runtime,
) -> Answer[StaffAppointmentView]:
    """Note who will take the patient home."""
    visit = _of_staff(run, appointment_id, headers)
    return _to_staff(run, change.confirm_escort(run, visit, staff.staff_id, body.name))


@routes.post(
    "/locations/{location_id}/series/plan", access=Access.DESK, problems=(SeriesImpossibleError,)
)
def plan_series(location_id: Name, body: PlanSeriesIn, run: Runtime) -> PlannedSeries:
    """Plan a series of infusions from the times on offer, and keep nothing."""
    run.clinic.location(location_id)
    return inductions.plan(run, location_id, body)


@routes.post(
    "/locations/{location_id}/series",
    access=Access.DESK,
    status=201,
    problems=(SeriesImpossibleError, TimeTakenError),
)
def book_series(
    location_id: Name, headers: IdempotencyHeaders, body: BookSeriesIn, staff: Staff, run: Runtime
) -> SeriesView:
    """Plan a series of infusions and book it: every one of them, or none."""
    run.clinic.location(location_id)
    key = headers.idempotency_key
    series = inductions.book_series(run, staff.staff_id, location_id, body, key)
    return _series(run, series.series_id, inductions.visits_of(run, series.series_id))


@routes.get("/series/{series_id}", access=Access.DESK)
def get_series(series_id: SeriesId, run: Runtime) -> SeriesView:
    """See a series with its visits."""
    return _series(run, series_id, inductions.visits_of(run, series_id))


@routes.post("/series/{series_id}/cancel", access=Access.DESK, problems=(UnavailableError,))
def cancel_rest_of_series(
    series_id: SeriesId, body: CancelRestIn, staff: Staff, run: Runtime
) -> SeriesView:
    """Call off what is left of a series."""
    return _series(run, series_id, inductions.cancel_rest(run, staff.staff_id, series_id, body))


@routes.post("/series/{series_id}/plan", access=Access.DESK, problems=(SeriesImpossibleError,))
def plan_rest_of_series(series_id: SeriesId, body: MoveRestIn, run: Runtime) -> PlannedRest:
    """See where the rest of a series could be moved, and keep nothing."""
    return move.plan_rest(run, series_id, body)


@routes.post(
    "/series/{series_id}/reschedule",
    access=Access.DESK,
    problems=(SeriesImpossibleError, TimeTakenError),
)
def reschedule_rest_of_series(
    series_id: SeriesId, headers: IdempotencyHeaders, body: MoveRestIn, staff: Staff, run: Runtime
) -> SeriesView:
    """Move the rest of a series: every visit of it that needs to, or none."""
    key = headers.idempotency_key
    visits = move.move_rest(run, staff.staff_id, series_id, body, key)
    return _series(run, series_id, visits)


def _series(run: Runtime, series_id: str, visits: list[Appointment]) -> SeriesView:
    first = visits[0]
    return SeriesView(
        series_id=series_id,
        location_id=first.location_id,
        contact_id=first.contact_id,
        service_id=first.service_id,
        appointments=[for_staff(run, visit) for visit in visits],
    )


def _of_visitor(run: Runtime, appointment_id: str, headers: VisitHeaders) -> Appointment:
    visit = change.load_for_visitor(run, appointment_id, headers.token)
    change.check_version(visit, headers.if_match)
    change.check_notice(run, visit)
    return visit


def _of_staff(run: Runtime, appointment_id: str, headers: VersionHeaders) -> Appointment:
    visit = change.load_for_staff(run, appointment_id)
    change.check_version(visit, headers.if_match)
    return visit


def _to_visitor(run: Runtime, visit: Appointment) -> Answer[AppointmentView]:
    return Answer(for_visitor(run, visit), headers=etag_of(visit))


def _to_staff(run: Runtime, visit: Appointment) -> Answer[StaffAppointmentView]:
    return Answer(for_staff(run, visit), headers=etag_of(visit))
