"""The route to the times that visitors may book. It reads no more of the schedule than that."""

from pydantic import ConfigDict, Field

from ...clinic import UnknownLocationError, UnknownServiceError
from ...platform.clock import LocalDate
from ...platform.http import Answer, Routes, Tag
from ...platform.http.etags import unless_known
from ...platform.http.fields import ConditionalHeaders
from ...platform.model import Model
from ...platform.runtime import Runtime
from ...platform.values import Name
from ..slots.list_available import availability
from ..slots.schemas import Availability

routes = Routes(__name__, Tag("Availability", "The times that visitors may book."))

FRESH = "public, max-age=15"
"""Times on offer change by the second, and a hold tells the truth: a short memory will do."""


class AvailabilityQuery(Model):
    """A service, a location and dates to look at."""

    model_config = ConfigDict(extra="forbid")

    location: Name
    service: Name
    start: LocalDate | None = Field(None, alias="from", description="Local date; left out, today.")
    end: LocalDate | None = Field(
        None, alias="to", description="Local date, meant too; left out, two weeks."
    )


@routes.get("/availability", problems=(UnknownLocationError, UnknownServiceError))
def get_availability(
    query: AvailabilityQuery, headers: ConditionalHeaders, run: Runtime
) -> Answer[Availability]:
    """The starts on offer for a service, with how many are left of each.

    Answers with an ETag; 304 to an If-None-Match that still holds.
    """
    offered = availability(run, query.location, query.service, query.start, query.end)
    return unless_known(offered, headers.if_none_match, FRESH)
