"""The routes to the times that visitors may book. They read no more of the schedule than that."""

from typing import Annotated

from pydantic import ConfigDict, Field

from ...clinic import UnknownLocationError, UnknownServiceError
from ...platform.clock import LocalDate
from ...platform.http import Answer, Routes, Tag
from ...platform.http.etags import unless_known
from ...platform.http.fields import ConditionalHeaders
from ...platform.model import Model
from ...platform.runtime import Runtime
from ...platform.values import Name
from ...staff.access import Access
from ..errors import NotBookableOnlineError
from ..slots.available_models import Availability
from ..slots.check_online import check_online
from ..slots.list_available import availability, service_at

routes = Routes(__name__, Tag("Availability", "The times that visitors may book."))

_UNKNOWN = (UnknownLocationError, UnknownServiceError)

FRESH = "public, max-age=15"
"""Times on offer change by the second, and a hold tells the truth: a short memory will do."""


_From = Annotated[LocalDate | None, Field(alias="from", description="Local date; left out, today.")]
_To = Annotated[
    LocalDate | None,
    Field(alias="to", description="Local date, meant too; left out, two weeks."),
]


class AvailabilityQuery(Model):
    """A service, a location and dates to look at."""

    model_config = ConfigDict(extra="forbid")

    location: Name
    service: Name
    start: _From = None
    end: _To = None


class StaffAvailabilityQuery(Model):
    """A service, and dates to look at."""

    model_config = ConfigDict(extra="forbid")

    service: Name
    start: _From = None
    end: _To = None


@routes.get("/availability", problems=(*_UNKNOWN, NotBookableOnlineError))
def get_availability(
    query: AvailabilityQuery, headers: ConditionalHeaders, run: Runtime
) -> Answer[Availability]:
    """The starts on offer for a service, with how many are left of each.

    Answers with an ETag; 304 to an If-None-Match that still holds. A service that the clinic books
    itself has none to show.
    """
    check_online(service_at(run, query.location, query.service))
    offered = availability(run, query.location, query.service, query.start, query.end)
    return unless_known(offered, headers.if_none_match, FRESH)


@routes.get("/locations/{location_id}/availability", access=Access.DESK, problems=_UNKNOWN)
def get_availability_as_staff(
    location_id: Name, query: StaffAvailabilityQuery, run: Runtime
) -> Availability:
    """The same starts, for staff: of any service, whoever may book it online."""
    return availability(run, location_id, query.service, query.start, query.end)
