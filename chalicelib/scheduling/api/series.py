"""The desk's routes to series of infusions."""

from ...platform.errors import IdempotencyConflictError
from ...platform.http import Routes, Tag
from ...platform.http.fields import IdempotencyHeaders
from ...platform.runtime import Runtime
from ...platform.values import Id, Name
from ...staff.access import Access, Staff
from ..appointments.models import Appointment
from ..appointments.views import for_staff
from ..errors import (
    AppointmentsCloseError,
    SeriesImpossibleError,
    TimeTakenError,
    UnderAgeError,
)
from ..series.book_series import book_series as book
from ..series.cancel_rest import cancel_rest
from ..series.models import (
    BookSeriesIn,
    CancelRestIn,
    MoveRestIn,
    PlannedRest,
    PlannedSeries,
    PlanSeriesIn,
    RescheduleRestIn,
    SeriesView,
)
from ..series.move_rest import move_rest, plan_rest
from ..series.open_series import open_series
from ..series.plan_series import plan_series as plan

routes = Routes(
    __name__,
    Tag("Series", "Several infusions planned, booked, moved and canceled together."),
)


@routes.post(
    "/locations/{location_id}/series/plan", access=Access.DESK, problems=(SeriesImpossibleError,)
)
def plan_series(location_id: Name, body: PlanSeriesIn, run: Runtime) -> PlannedSeries:
    """Plan a series of infusions from the times on offer, and keep nothing."""
    run.clinic.location(location_id)
    return plan(run, location_id, body)


@routes.post(
    "/locations/{location_id}/series",
    access=Access.DESK,
    status=201,
    problems=(
        SeriesImpossibleError,
        TimeTakenError,
        AppointmentsCloseError,
        UnderAgeError,
        IdempotencyConflictError,
    ),
)
def book_series(
    location_id: Name, headers: IdempotencyHeaders, body: BookSeriesIn, staff: Staff, run: Runtime
) -> SeriesView:
    """Plan a series of infusions and book it: every one of them, or none."""
    run.clinic.location(location_id)
    key = headers.idempotency_key
    return _series(run, book(run, staff.staff_id, location_id, body, key))


@routes.get("/series/{series_id}", access=Access.DESK)
def get_series(series_id: Id, staff: Staff, run: Runtime) -> SeriesView:
    """Open a series with its appointments. The look is recorded."""
    return _series(run, open_series(run, staff.staff_id, series_id))


@routes.post("/series/{series_id}/cancel", access=Access.DESK)
def cancel_rest_of_series(
    series_id: Id, body: CancelRestIn, staff: Staff, run: Runtime
) -> SeriesView:
    """Cancel what is left of a series."""
    return _series(run, cancel_rest(run, staff.staff_id, series_id, body))


@routes.post("/series/{series_id}/plan", access=Access.DESK, problems=(SeriesImpossibleError,))
def plan_rest_of_series(series_id: Id, body: MoveRestIn, run: Runtime) -> PlannedRest:
    """See where the rest of a series could be moved, and keep nothing."""
    return plan_rest(run, series_id, body)


@routes.post(
    "/series/{series_id}/reschedule",
    access=Access.DESK,
    problems=(
        SeriesImpossibleError,
        TimeTakenError,
        AppointmentsCloseError,
        IdempotencyConflictError,
    ),
)
def reschedule_rest_of_series(
    series_id: Id, headers: IdempotencyHeaders, body: RescheduleRestIn, staff: Staff, run: Runtime
) -> SeriesView:
    """Move the rest of a series: every appointment of it that needs to, or none."""
    key = headers.idempotency_key
    return _series(run, move_rest(run, staff.staff_id, series_id, body, key))


def _series(run: Runtime, appointments: list[Appointment]) -> SeriesView:
    first = appointments[0]
    return SeriesView(
        series_id=first.series_id,
        location_id=first.location_id,
        point_id=first.point_id,
        person_id=first.person_id,
        service_id=first.service_id,
        appointments=[for_staff(run, each) for each in appointments],
    )
