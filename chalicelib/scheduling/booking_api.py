"""The routes to visits: hold, book, look, change; for visitors and for staff."""

from typing import Annotated

from pydantic import Field

from ..core.clinic import UnknownLocationError
from ..core.errors import UnavailableError
from ..core.http import Access, Answer, Incoming, Routes, Staff
from ..core.http.fields import IdempotencyHeaders
from ..core.model import Model
from ..core.runtime import Runtime
from .appointments import (
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
from .errors import (
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
from .induction import (
    BookSeriesIn,
    CancelRestIn,
    MoveRestIn,
    PlannedRest,
    PlannedSeries,
    PlanSeriesIn,
    SeriesId,
    SeriesView,
)
from .names import Name
from .service import (
    booking,
    boosting,
    following_up,
    holding,
    inductions,
    moving_series,
    revising,
)
from .service.showing import etag_of, for_staff, for_visitor

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
    return holding.hold_time(run, body, incoming.address, headers.idempotency_key)


@routes.post("/appointments", status=201, problems=(HoldLostError,))
def book_appointment(body: BookIn, run: Runtime) -> Answer[AppointmentView]:
    """Book the time that a hold keeps. The answer's token opens and changes the visit."""
    booked = booking.book_held_time(run, body)
    token = booking.manage_token(run, booked.appointment_id)
    return Answer(for_visitor(run, booked, token), headers=etag_of(booked))


@routes.get("/appointments/{appointment_id}", problems=(ManageTokenMissingError,))
def get_appointment(
    appointment_id: AppointmentId, headers: VisitHeaders, run: Runtime
) -> Answer[AppointmentView]:
    """See a visit, with its token."""
    return _to_visitor(run, revising.load_for_visitor(run, appointment_id, headers.token))


@routes.post("/appointments/{appointment_id}/cancel", problems=_BY_VISITOR)
def cancel_appointment(
    appointment_id: AppointmentId, headers: VisitHeaders, body: CancelIn, run: Runtime
) -> Answer[AppointmentView]:
    """Call a visit off, with its token, within the notice period."""
    visit = _of_visitor(run, appointment_id, headers)
    return _to_visitor(run, revising.cancel(run, visit, booking.VISITOR, body.reason))


@routes.post(
    "/appointments/{appointment_id}/reschedule",
    problems=(*_BY_VISITOR, *_TIMES),
)
def reschedule_appointment(
    appointment_id: AppointmentId, headers: VisitHeaders, body: RescheduleIn, run: Runtime
) -> Answer[AppointmentView]:
    """Move a visit to another time, with its token, within the notice period."""
    visit = _of_visitor(run, appointment_id, headers)
    want = revising.wanted_instead(run, visit, body.starts_at, by_staff=False)
    moved = revising.reschedule(run, visit, booking.VISITOR, want, by_staff=False)
    return _to_visitor(run, moved)


@routes.post("/appointments/{appointment_id}/escort", problems=_BY_VISITOR)
def confirm_escort(
    appointment_id: AppointmentId, headers: VisitHeaders, body: EscortIn, run: Runtime
) -> Answer[AppointmentView]:
    """Say who will take you home, with the visit's token."""
    visit = revising.load_for_visitor(run, appointment_id, headers.token)
    revising.check_version(visit, headers.if_match)
    return _to_visitor(run, revising.confirm_escort(run, visit, booking.VISITOR, body.name))


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
    return _to_staff(run, booking.book_as_staff(run, staff.staff_id, location_id, body, key))


@routes.get("/staff/appointments/{appointment_id}", access=Access.DESK)
def get_appointment_as_staff(
    appointment_id: AppointmentId, run: Runtime
) -> Answer[StaffAppointmentView]:
    """See a visit."""
    return _to_staff(run, revising.load_for_staff(run, appointment_id))


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
    return _to_staff(run, revising.cancel(run, visit, staff.staff_id, body.reason))


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
    want = revising.wanted_instead(run, visit, body.starts_at, by_staff=True, bay=body.bay)
    moved = revising.reschedule(run, visit, by, want, by_staff=True, override=body.override)
    return _to_staff(run, moved)


@routes.post("/staff/appointments/{appointment_id}/check-in", access=Access.DESK, problems=_CHANGES)
def check_in(
    appointment_id: AppointmentId, headers: VersionHeaders, staff: Staff, run: Runtime
) -> Answer[StaffAppointmentView]:
    """The patient is here."""
    visit = _of_staff(run, appointment_id, headers)
    return _to_staff(run, revising.check_in(run, visit, staff.staff_id))


@routes.post("/staff/appointments/{appointment_id}/fulfil", access=Access.DESK, problems=_CHANGES)
def fulfil(
    appointment_id: AppointmentId, headers: VersionHeaders, staff: Staff, run: Runtime
) -> Answer[StaffAppointmentView]:
    """The visit took place."""
    visit = _of_staff(run, appointment_id, headers)
    return _to_staff(run, boosting.fulfil(run, visit, staff.staff_id))


@routes.post("/staff/appointments/{appointment_id}/no-show", access=Access.DESK, problems=_CHANGES)
def mark_no_show(
    appointment_id: AppointmentId, headers: VersionHeaders, staff: Staff, run: Runtime
) -> Answer[StaffAppointmentView]:
    """The patient did not come: they are owed a call."""
    visit = _of_staff(run, appointment_id, headers)
    return _to_staff(run, following_up.mark_no_show(run, visit, staff.staff_id))


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
    return _to_staff(run, revising.confirm_escort(run, visit, staff.staff_id, body.name))


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
    return moving_series.plan_rest(run, series_id, body)


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
    visits = moving_series.move_rest(run, staff.staff_id, series_id, body, key)
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
    visit = revising.load_for_visitor(run, appointment_id, headers.token)
    revising.check_version(visit, headers.if_match)
    revising.check_notice(run, visit)
    return visit


def _of_staff(run: Runtime, appointment_id: str, headers: VersionHeaders) -> Appointment:
    visit = revising.load_for_staff(run, appointment_id)
    revising.check_version(visit, headers.if_match)
    return visit


def _to_visitor(run: Runtime, visit: Appointment) -> Answer[AppointmentView]:
    return Answer(for_visitor(run, visit), headers=etag_of(visit))


def _to_staff(run: Runtime, visit: Appointment) -> Answer[StaffAppointmentView]:
    return Answer(for_staff(run, visit), headers=etag_of(visit))
