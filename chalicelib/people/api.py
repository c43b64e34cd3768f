"""The desk's routes to contacts."""

from typing import Annotated

from pydantic import ConfigDict, Field

from ..platform.http import Routes, Tag
from ..platform.model import Model
from ..platform.runtime import Runtime
from ..platform.values import Id
from ..staff.access import Access, Staff
from . import service
from .models import ContactCard, ContactMatches, ContactQuery, Timeline

routes = Routes(
    __name__,
    Tag("Contacts", "People, and what passed between them and the clinic."),
)


class TimelineQuery(Model):
    """A page of a timeline."""

    model_config = ConfigDict(extra="forbid")

    cursor: Annotated[str | None, Field(max_length=2000)] = None


@routes.post("/contacts/search", access=Access.DESK)
def search_contacts(body: ContactQuery, run: Runtime) -> ContactMatches:
    """Find a contact by phone number or e-mail address."""
    return service.find_contacts(run, body)


@routes.get("/contacts/{point_id}", access=Access.DESK)
def get_contact(point_id: Id, staff: Staff, run: Runtime) -> ContactCard:
    """Open a contact's card. The look is recorded."""
    return service.open_contact(run, staff.staff_id, point_id)


@routes.get("/contacts/{point_id}/timeline", access=Access.DESK)
def get_contact_timeline(
    point_id: Id, query: TimelineQuery, staff: Staff, run: Runtime
) -> Timeline:
    """Show what passed between a contact and the clinic, newest first. The look is recorded."""
    return service.contact_timeline(run, staff.staff_id, point_id, query.cursor)
