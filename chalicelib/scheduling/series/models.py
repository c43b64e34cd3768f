"""A series of infusions: what the desk asks for, what is kept, and what it is told. Pure."""

from pydantic import ConfigDict, Field

from ...platform.clock import Instant, LocalInstant
from ...platform.model import Model
from ...platform.values import GivenId, IfGiven, Reason
from ..appointments.models import StaffAppointmentView
from ..appointments.staff_book_models import BookedForIn
from ..appointments.staff_change_models import AskedForIn
from .planner import Limit, NoPlan, RestWish, SeriesWish


class PlanSeriesIn(Model):
    """A series to plan: a service, and the limits that every infusion keeps."""

    model_config = ConfigDict(extra="forbid")

    service_id: GivenId
    wish: SeriesWish


class BookSeriesIn(PlanSeriesIn, BookedForIn):
    """The person who is to have the series that is planned."""


class CancelRestIn(AskedForIn):
    """Call off what is left of a series, from an instant on."""

    model_config = ConfigDict(extra="forbid")

    from_time: Instant | None = Field(None, description="Left out: from now on.")
    reason: IfGiven[Reason] = None


class MoveRestIn(Model):
    """Move what is left of a series, from an instant on, all of it or nothing."""

    model_config = ConfigDict(extra="forbid")

    from_time: Instant | None = Field(
        None, description="Appointments that start before it stay. Left out: from now on."
    )
    wish: RestWish


class RescheduleRestIn(MoveRestIn, AskedForIn):
    """The same, to be carried out."""

    override: IfGiven[Reason] = Field(
        None, description="Why it is moved although the service's limits are passed."
    )


class PlannedMove(Model):
    """The place that an appointment of the series would get; ``before`` is its present one."""

    appointment_id: str
    starts_at: Instant
    starts_local: LocalInstant
    before: Instant
    moves: bool


class PlannedRest(Model):
    """A series as it would be once its rest is moved, in order of time; nothing was kept."""

    appointments: list[PlannedMove]


class PlannedStart(Model):
    """One infusion of a plan."""

    starts_at: Instant
    starts_local: LocalInstant


class PlannedSeries(Model):
    """A plan, before it is booked."""

    starts: list[PlannedStart]


class Series(Model):
    """A series as it is kept; each of its appointments is kept by itself."""

    series_id: str
    location_id: str
    point_id: str
    person_id: str
    service_id: str
    appointment_ids: list[str]
    booked_by: str
    booked_at: Instant


class SeriesView(Model):
    """A series with its appointments, in order of time."""

    series_id: str
    location_id: str
    point_id: str
    person_id: str
    service_id: str
    appointments: list[StaffAppointmentView]


_WHAT_STOOD_IN_THE_WAY = {
    Limit.TIME_OF_DAY: "There are too few openings at that time of day.",
    Limit.WEEKDAYS: "There are too few openings on those weekdays.",
    Limit.MOST_DAYS_BETWEEN: "There would be more days between infusions than you asked for.",
    Limit.WITHIN_DAYS: "The series would take longer than you asked for.",
    Limit.EARLIEST_DAY: "The series would have to start earlier.",
    Limit.LEAST_DAYS_BETWEEN: "There would be fewer days between infusions than you asked for.",
    Limit.COUNT: "There is only room for fewer infusions.",
}


def in_words(none: NoPlan) -> str:
    """The limit that stood in the way, for whoever reads the problem."""
    limit = none.in_the_way
    if limit is None:
        return "This series can't be planned, even with any one limit relaxed."
    return f"This series can't be planned as asked. {_WHAT_STOOD_IN_THE_WAY[limit]}"
