"""The routes to the waitlist, and to the slots that it could fill."""

from typing import Annotated

from pydantic import ConfigDict, Field

from ...clinic import UnknownLocationError
from ...platform.clock import LocalDate
from ...platform.errors import IdempotencyConflictError
from ...platform.http import Answer, Incoming, Routes, Tag
from ...platform.http.etags import unless_known
from ...platform.http.fields import (
    BrowserHeaders,
    ConditionalHeaders,
    IdempotencyHeaders,
    SenderHeaders,
)
from ...platform.model import Model
from ...platform.runtime import Runtime
from ...platform.unit_of_work import VISITOR
from ...platform.values import Id, Name
from ...staff.access import Access, Staff
from ..appointments.holder import holder_of
from ..appointments.models import AppointmentView
from ..booked_answer import told_as_booked
from ..call_off_models import CallOffIn
from ..errors import (
    NotBookableOnlineError,
    NothingOfferedError,
    RequestFirstError,
    TooManyBookingsError,
    TooManyWaitlistEntriesError,
    WaitlistTokenMissingError,
)
from ..manage_token import MANAGE_TOKEN
from ..waitlist.call_off_entries import call_off_entries as call_off
from ..waitlist.decline_offer import decline_offer as decline
from ..waitlist.free_slots_models import FreeSlots
from ..waitlist.join_waitlist import Beside, waitlist_token
from ..waitlist.join_waitlist import join_waitlist as join
from ..waitlist.leave_waitlist import leave_waitlist as leave
from ..waitlist.list_free_slots import list_free_slots
from ..waitlist.list_waiting import list_waiting
from ..waitlist.models import (
    DeclineIn,
    JoinIn,
    StaffJoinIn,
    TakeIn,
    Waitlist,
    WaitlistEntryView,
    WaitlistStands,
    WaitlistState,
)
from ..waitlist.take_offer import Taker
from ..waitlist.take_offer import take_offer as take
from ..waitlist.view_entry import (
    ticket_for_staff,
    ticket_for_visitor,
    view_entry,
    view_of_ticket,
)

routes = Routes(
    __name__,
    Tag("Waitlist", "Who waits for a time, and the slots that they could have."),
)


class EntryHeaders(Model):
    """The token of a place on the waitlist."""

    token: Annotated[str | None, Field(alias="Manage-Token", max_length=200)] = None


class TakeHeaders(EntryHeaders, BrowserHeaders):
    """The token of a place on the waitlist, and the browser."""


class JoinHeaders(IdempotencyHeaders, SenderHeaders, BrowserHeaders):
    """A key for this call, the token of the request that came before it, and the browser."""


class FreeSlotsQuery(Model):
    """A local date."""

    model_config = ConfigDict(extra="forbid")

    date: LocalDate


@routes.post(
    "/waitlist",
    status=201,
    problems=(
        IdempotencyConflictError,
        NotBookableOnlineError,
        RequestFirstError,
        TooManyWaitlistEntriesError,
    ),
)
def join_waitlist(
    body: JoinIn, headers: JoinHeaders, incoming: Incoming, run: Runtime
) -> WaitlistEntryView:
    """Wait for a time that suits. The answer's token shows what is offered, and leaves again.

    It is an entry of its own, whoever waits already with the same number and name. A service that
    is booked after a request takes the request's id and token, and one that the clinic books itself
    is refused, as for a hold. So is joining more often in a day than the clinic allows one browser,
    or one network address: call.
    """
    key, token = headers.idempotency_key, headers.request_token
    holder = holder_of(run.keyring, incoming.address, headers.browser_id)
    ticket = join(run, body.location_id, body, VISITOR, key, Beside(token, holder))
    token = waitlist_token(run, ticket.ticket_id)
    return view_of_ticket(ticket, WaitlistState.WAITING).model_copy(update={"token": token})


@routes.get("/waitlist/{entry_id}", opened_by=MANAGE_TOKEN, problems=(WaitlistTokenMissingError,))
def get_waitlist_entry(entry_id: Id, headers: EntryHeaders, run: Runtime) -> WaitlistEntryView:
    """See one's place on the waitlist and what is offered, with its token."""
    return view_entry(run, ticket_for_visitor(run, entry_id, headers.token))


@routes.post(
    "/waitlist/{entry_id}/decline",
    opened_by=MANAGE_TOKEN,
    problems=(WaitlistTokenMissingError, NothingOfferedError),
)
def decline_offer(
    entry_id: Id, headers: EntryHeaders, body: DeclineIn, run: Runtime
) -> WaitlistEntryView:
    """Say no to an offered time, and wait on. It goes to the next who waits."""
    ticket = ticket_for_visitor(run, entry_id, headers.token)
    return decline(run, ticket, body.starts_at, VISITOR)


@routes.post(
    "/waitlist/{entry_id}/take",
    opened_by=MANAGE_TOKEN,
    status=201,
    problems=(WaitlistTokenMissingError, NothingOfferedError, TooManyBookingsError),
)
def take_offer(
    entry_id: Id, headers: TakeHeaders, body: TakeIn, incoming: Incoming, run: Runtime
) -> Answer[AppointmentView]:
    """Book an offered time, for whoever joined: nothing has to be typed again.

    The answer's token opens and changes the appointment. It counts for the browser that takes it.
    """
    ticket = ticket_for_visitor(run, entry_id, headers.token)
    holder = holder_of(run.keyring, incoming.address, headers.browser_id)
    return told_as_booked(run, take(run, Taker(ticket, headers.token, holder), body))


@routes.post(
    "/waitlist/{entry_id}/leave", opened_by=MANAGE_TOKEN, problems=(WaitlistTokenMissingError,)
)
def leave_waitlist(entry_id: Id, headers: EntryHeaders, run: Runtime) -> WaitlistEntryView:
    """Wait no longer. What was offered goes to the next."""
    ticket = ticket_for_visitor(run, entry_id, headers.token)
    return leave(run, ticket, VISITOR)


@routes.get(
    "/locations/{location_id}/waitlist", access=Access.DESK, problems=(UnknownLocationError,)
)
def get_waitlist(location_id: Name, run: Runtime) -> Waitlist:
    """Everybody who waits at a location, in order of joining."""
    return list_waiting(run, location_id)


@routes.post(
    "/locations/{location_id}/waitlist",
    access=Access.DESK,
    status=201,
    problems=(UnknownLocationError, IdempotencyConflictError),
)
def join_as_staff(
    location_id: Name, headers: IdempotencyHeaders, body: StaffJoinIn, staff: Staff, run: Runtime
) -> WaitlistStands:
    """Put somebody on the waitlist. Whoever staff put on it already keeps their place.

    An entry that somebody made online with the same number and name stays beside it.
    """
    run.clinic.location(location_id)
    key = headers.idempotency_key
    ticket = join(run, location_id, body, staff.staff_id, key)
    return WaitlistStands(entry_id=ticket.entry_id, state=ticket.state)


@routes.post(
    "/locations/{location_id}/waitlist/call-off",
    access=Access.DESK,
    problems=(UnknownLocationError,),
)
def call_off_waitlist_entries(
    location_id: Name, body: CallOffIn, staff: Staff, run: Runtime
) -> Waitlist:
    """Take what was joined online with one phone number or address off a location's waitlist.

    Of one person at it, if one is named. Whoever staff put there stays. Answers with the list as it
    then stands.
    """
    return call_off(run, staff.staff_id, location_id, body)


@routes.post("/staff/waitlist/{entry_id}/leave", access=Access.DESK)
def leave_as_staff(entry_id: Id, staff: Staff, run: Runtime) -> WaitlistStands:
    """Take somebody off the waitlist."""
    ticket = ticket_for_staff(run, entry_id)
    left = leave(run, ticket, staff.staff_id)
    return WaitlistStands(entry_id=ticket.entry_id, state=left.state)


@routes.post(
    "/staff/waitlist/{entry_id}/decline", access=Access.DESK, problems=(NothingOfferedError,)
)
def decline_as_staff(entry_id: Id, body: DeclineIn, staff: Staff, run: Runtime) -> WaitlistStands:
    """Note that somebody does not want the time that is offered to them."""
    ticket = ticket_for_staff(run, entry_id)
    declined = decline(run, ticket, body.starts_at, staff.staff_id)
    return WaitlistStands(entry_id=ticket.entry_id, state=declined.state)


@routes.get(
    "/locations/{location_id}/free-slots", access=Access.DESK, problems=(UnknownLocationError,)
)
def get_free_slots(
    location_id: Name, query: FreeSlotsQuery, headers: ConditionalHeaders, run: Runtime
) -> Answer[FreeSlots]:
    """The slots of a day that can still be filled, with what fits and who waits for it.

    Answers with an ETag; 304 to an If-None-Match that still holds.
    """
    return unless_known(list_free_slots(run, location_id, query.date), headers.if_none_match)
