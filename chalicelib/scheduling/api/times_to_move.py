"""The route to the times that an appointment could be moved to."""

from typing import Annotated

from pydantic import Field

from ...platform.http import Routes, Tag
from ...platform.model import Model
from ...platform.runtime import Runtime
from ...platform.values import Id
from ..appointments.load_appointment import load_for_visitor
from ..appointments.views import moves_online
from ..days_query import DaysQuery
from ..errors import ManageTokenMissingError, NotBookableOnlineError
from ..manage_token import MANAGE_TOKEN
from ..slots.available_models import Availability
from ..slots.list_available import availability

routes = Routes(__name__, Tag("Times to move to", "The times that an appointment could move to."))


class MoveHeaders(Model):
    """The token of the appointment that is to be moved."""

    token: Annotated[str | None, Field(alias="Manage-Token", max_length=200)] = None


@routes.get(
    "/appointments/{appointment_id}/availability",
    opened_by=MANAGE_TOKEN,
    problems=(ManageTokenMissingError, NotBookableOnlineError),
)
def get_availability_to_move(
    appointment_id: Id, query: DaysQuery, headers: MoveHeaders, run: Runtime
) -> Availability:
    """The starts that an appointment could be moved to, with its token."""
    of = load_for_visitor(run, appointment_id, headers.token)
    if not moves_online(run, of):
        raise NotBookableOnlineError
    return availability(run, of.location_id, of.service_id, query.start, query.end)
