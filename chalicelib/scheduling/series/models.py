"""A series of infusions: what the desk asks for, what is kept, and what it is told. Pure."""

from typing import Annotated

from pydantic import ConfigDict, Field

from ...contacts.models import EmailAddress, PhoneNumber
from ...platform.clock import Instant, LocalInstant
from ...platform.ids import ID_PATTERN
from ...platform.model import Model
from ..appointments.models import AppointmentId, PersonName, Reason, StaffAppointmentView
from .planner import Limit, NoPlan, RestWish, SeriesWish

SeriesId = Annotated[str, Field(pattern=ID_PATTERN)]


class PlanSeriesIn(Model):
    """What to plan: a service, and the limits that every infusion keeps."""

    model_config = ConfigDict(extra="forbid")

    service_id: Annotated[str, Field(min_length=1, max_length=40)]
    wish: SeriesWish


class BookSeriesIn(PlanSeriesIn):
    """Who is to have the series that is planned."""

    name: PersonName
    phone: PhoneNumber | None = None
    email: EmailAddress | None = None
    escort_name: PersonName | None = None
    request_id: AppointmentId | None = None


class CancelRestIn(Model):
    """Call off what is left of a series, from an instant on."""

    model_config = ConfigDict(extra="forbid")

    from_time: Instant | None = Field(None, description="Left out: from now on.")
    reason: Reason | None = None


class MoveRestIn(Model):
    """Move what is left of a series, from an instant on, all of it or nothing."""

    model_config = ConfigDict(extra="forbid")

    from_time: Instant | None = Field(
        None, description="Appointments that start before it stay. Left out: from now on."
    )
    wish: RestWish


class PlannedMove(Model):
    """Where an appointment of the series would be; ``before`` says where it is."""

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
    contact_id: str
    service_id: str
    appointment_ids: list[str]
    booked_by: str
    booked_at: Instant


class SeriesView(Model):
    """A series with its appointments, in order of time."""

    series_id: str
    location_id: str
    contact_id: str
    service_id: str
    appointments: list[StaffAppointmentView]


_WHAT_STOOD_IN_THE_WAY = {
    Limit.TIME_OF_DAY: "The wished time of day leaves too few times.",
    Limit.WEEKDAYS: "The wished weekdays leave too few days.",
    Limit.MOST_DAYS_BETWEEN: "There would be more days between two infusions than wished.",
    Limit.WITHIN_DAYS: "The series would take longer than wished.",
    Limit.EARLIEST_DAY: "The series would have to begin earlier.",
    Limit.LEAST_DAYS_BETWEEN: "There would be fewer days between two infusions than wished.",
    Limit.COUNT: "There is room for fewer infusions only.",
}


def in_words(none: NoPlan) -> str:
    """Which limit stood in the way, for whoever reads the problem."""
    limit = none.in_the_way
    if limit is None:
        return "The series cannot be planned, whichever one limit gives way."
    return f"The series cannot be planned as wished. {_WHAT_STOOD_IN_THE_WAY[limit]}"
