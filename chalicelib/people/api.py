"""The desk's routes to people."""

from typing import Annotated

from pydantic import ConfigDict, Field

from ..clinic import UnknownLocationError
from ..platform.errors import IdempotencyConflictError
from ..platform.http import Routes, Tag
from ..platform.http.fields import IdempotencyHeaders
from ..platform.model import Model
from ..platform.runtime import Runtime
from ..platform.values import Id, Name
from ..staff.access import Access, Staff
from .add_person_note import add_person_note
from .discuss_flag import discuss_flag, take_back_discussed
from .errors import FlagStatedAgainError
from .find_people import find_people
from .flag_models import DiscussedIn, StatedFlag
from .import_models import PeopleImported, PeopleToImport
from .index_person import index_opened
from .look_models import LooksAtPerson, LooksQuery
from .merge_people import merge_people, split_people
from .models import (
    Linked,
    MergeIn,
    PeopleFound,
    PeopleQuery,
    PersonCard,
    Timeline,
)
from .note_models import PersonNote, PersonNoteIn
from .open_person import list_timeline, open_person

routes = Routes(
    __name__,
    Tag("People", "People, and what passed between them and the clinic."),
)


class TimelineQuery(Model):
    """A page of a timeline."""

    model_config = ConfigDict(extra="forbid")

    cursor: Annotated[str | None, Field(max_length=2000)] = None


class OpenPersonQuery(Model):
    """The location whose desk opens somebody: there they can be found by name from then on."""

    model_config = ConfigDict(extra="forbid")

    location_id: Name | None = None


@routes.post("/people/search", access=Access.DESK)
def search_people(body: PeopleQuery, run: Runtime) -> PeopleFound:
    """Find people by phone number or e-mail address."""
    return find_people(run, body)


@routes.post("/people/import", access=Access.MANAGER)
def import_people(body: PeopleToImport, staff: Staff, run: Runtime) -> PeopleImported:
    """Import people from the clinic's own list, a few at a time.

    A person is a name on a phone number, else on an email address. What is known stays; the same
    sent again changes nothing.
    """
    from .import_people import import_people as import_all  # once in a clinic's life

    return import_all(run, staff.staff_id, body)


@routes.get("/people/{person_id}", access=Access.DESK, problems=(UnknownLocationError,))
def get_person(person_id: Id, query: OpenPersonQuery, staff: Staff, run: Runtime) -> PersonCard:
    """Open a person's card. The look is recorded. They can be found by name from then on."""
    if query.location_id:
        run.clinic.location(query.location_id)
    card = open_person(run, staff.staff_id, person_id)
    index_opened(run, staff.staff_id, card, query.location_id)
    return card


@routes.get("/people/{person_id}/timeline", access=Access.DESK)
def get_person_timeline(
    person_id: Id, query: TimelineQuery, staff: Staff, run: Runtime
) -> Timeline:
    """Show what passed between a person and the clinic, newest first. The look is recorded."""
    return list_timeline(run, staff.staff_id, person_id, query.cursor)


@routes.get("/people/{person_id}/looks", access=Access.MANAGER)
def get_looks_at_person(
    person_id: Id, query: LooksQuery, staff: Staff, run: Runtime
) -> LooksAtPerson:
    """Show who of the staff saw a person, when and how, newest first. Asking is recorded, too."""
    from .list_looks import list_looks  # once in a while, and never by whoever works the queue

    return list_looks(run, staff.staff_id, person_id, query)


@routes.post("/people/{person_id}/merge", access=Access.DESK)
def merge_person(person_id: Id, body: MergeIn, staff: Staff, run: Runtime) -> Linked:
    """Note that two people are one; all stays filed as it was, and they can be split again."""
    return merge_people(run, staff.staff_id, person_id, body.person_id)


@routes.post("/people/{person_id}/split", access=Access.DESK)
def split_person(person_id: Id, body: MergeIn, staff: Staff, run: Runtime) -> Linked:
    """Take back that two people are one: exactly what was before they were merged."""
    return split_people(run, staff.staff_id, person_id, body.person_id)


@routes.post(
    "/people/{person_id}/notes",
    access=Access.DESK,
    status=201,
    problems=(IdempotencyConflictError,),
)
def note_on_person(
    person_id: Id, headers: IdempotencyHeaders, body: PersonNoteIn, staff: Staff, run: Runtime
) -> PersonNote:
    """Add a note about a person, for staff; no visitor ever sees it."""
    return add_person_note(run, staff.staff_id, person_id, body, headers.idempotency_key)


@routes.post(
    "/people/{person_id}/flags/discuss", access=Access.DESK, problems=(FlagStatedAgainError,)
)
def discuss_flag_of_person(
    person_id: Id, body: DiscussedIn, staff: Staff, run: Runtime
) -> StatedFlag:
    """Note that a flag was discussed with its person: it stays in sight, but calm."""
    return discuss_flag(run, staff.staff_id, person_id, body)


@routes.post(
    "/people/{person_id}/flags/undo-discussed",
    access=Access.DESK,
    problems=(FlagStatedAgainError,),
)
def undo_discussed_flag(person_id: Id, body: DiscussedIn, staff: Staff, run: Runtime) -> StatedFlag:
    """Take back that a flag was discussed."""
    return take_back_discussed(run, staff.staff_id, person_id, body)
