"""The routes of invitations: made and withdrawn by the desk, used by whoever has the link."""

from typing import Annotated

from pydantic import Field

from ...platform.errors import IdempotencyConflictError
from ...platform.http import Answer, Incoming, Routes, Tag
from ...platform.http.fields import BrowserHeaders, IdempotencyHeaders
from ...platform.model import Model
from ...platform.runtime import Runtime
from ...platform.values import Id
from ...staff.access import Access, Staff
from ..appointments.hold import hold_when_invited as hold
from ..appointments.holder import holder_of
from ..appointments.models import AppointmentView, HoldIn, HoldView
from ..booked_answer import told_as_booked
from ..days_query import DaysQuery
from ..errors import (
    HoldLostError,
    InvitationOverError,
    InvitationUsedError,
    NotBookableOnlineError,
    TimeNotBookableError,
    TimeTakenError,
    TooManyBookingsError,
    TooManyHoldsError,
)
from ..invitations.book_when_invited import Guest
from ..invitations.book_when_invited import book_when_invited as book
from ..invitations.find_invitations import view_for_staff
from ..invitations.invite_person import invitation_token
from ..invitations.invite_person import invite_person as invite
from ..invitations.models import (
    InvitationView,
    InvitedBookIn,
    InvitedHoldIn,
    InviteIn,
    StaffInvitationView,
)
from ..invitations.open_invitation import find_invitation, open_invitation, view_of_invitation
from ..invitations.withdraw_invitation import withdraw_invitation as withdraw
from ..manage_token import MANAGE_TOKEN
from ..slots.available_models import Availability
from ..slots.list_available import availability

routes = Routes(
    __name__,
    Tag("Invitations", "A link by which one person books one appointment for one service."),
)


class InvitationHeaders(Model):
    """The token of an invitation."""

    token: Annotated[str | None, Field(alias="Manage-Token", max_length=200)] = None


class InvitedHoldHeaders(InvitationHeaders, IdempotencyHeaders, BrowserHeaders):
    """The token of an invitation, a key for this hold, and the browser."""


class InvitedBookHeaders(InvitationHeaders, BrowserHeaders):
    """The token of an invitation, and the browser."""


@routes.get(
    "/invitations/{invitation_id}",
    opened_by=MANAGE_TOKEN,
    problems=(InvitationOverError, NotBookableOnlineError),
)
def get_invitation(invitation_id: Id, headers: InvitationHeaders, run: Runtime) -> InvitationView:
    """See an invitation, with its token: a first name, a place, a service.

    One that is used, withdrawn, too old or unknown is refused, all alike.
    """
    return view_of_invitation(open_invitation(run, invitation_id, headers.token))


@routes.get(
    "/invitations/{invitation_id}/availability",
    opened_by=MANAGE_TOKEN,
    problems=(InvitationOverError, NotBookableOnlineError),
)
def get_availability_when_invited(
    invitation_id: Id, query: DaysQuery, headers: InvitationHeaders, run: Runtime
) -> Availability:
    """The starts on offer for the service of an invitation, whoever else may book it online."""
    to = open_invitation(run, invitation_id, headers.token)
    return availability(run, to.location_id, to.service_id, query.start, query.end)


@routes.post(
    "/invitations/{invitation_id}/holds",
    opened_by=MANAGE_TOKEN,
    status=201,
    problems=(
        InvitationOverError,
        NotBookableOnlineError,
        TimeNotBookableError,
        TimeTakenError,
        TooManyHoldsError,
        IdempotencyConflictError,
    ),
)
def hold_when_invited(
    invitation_id: Id,
    headers: InvitedHoldHeaders,
    body: InvitedHoldIn,
    incoming: Incoming,
    run: Runtime,
) -> HoldView:
    """Keep a time of the invitation's service for some minutes; the token books it."""
    to = open_invitation(run, invitation_id, headers.token)
    wish = HoldIn(location_id=to.location_id, service_id=to.service_id, starts_at=body.starts_at)
    holder = holder_of(run.keyring, incoming.address, headers.browser_id)
    return hold(run, wish, holder, headers.idempotency_key, to.invitation_id)


@routes.post(
    "/invitations/{invitation_id}/book",
    opened_by=MANAGE_TOKEN,
    status=201,
    problems=(InvitationOverError, HoldLostError, NotBookableOnlineError, TooManyBookingsError),
)
def book_when_invited(
    invitation_id: Id,
    headers: InvitedBookHeaders,
    body: InvitedBookIn,
    incoming: Incoming,
    run: Runtime,
) -> Answer[AppointmentView]:
    """Book the time that a hold keeps for the person who was invited; that uses the invitation up.

    The answer's token opens and changes the appointment.
    """
    to = find_invitation(run, invitation_id, headers.token)
    holder = holder_of(run.keyring, incoming.address, headers.browser_id)
    return told_as_booked(run, book(run, Guest(to, headers.token, holder), body))


@routes.post(
    "/people/{person_id}/invitations",
    access=Access.DESK,
    status=201,
    problems=(IdempotencyConflictError,),
)
def invite_person(
    person_id: Id, headers: IdempotencyHeaders, body: InviteIn, staff: Staff, run: Runtime
) -> StaffInvitationView:
    """Invite a person to book one appointment online, for one service, within 14 days.

    The answer's token makes the link, which can be told to them in any way.
    """
    made = invite(run, staff.staff_id, person_id, body, headers.idempotency_key)
    return view_for_staff(run, made, invitation_token(run, made.invitation_id))


@routes.post(
    "/staff/invitations/{invitation_id}/withdraw",
    access=Access.DESK,
    problems=(InvitationUsedError,),
)
def withdraw_invitation(invitation_id: Id, staff: Staff, run: Runtime) -> StaffInvitationView:
    """Take an invitation back: its link opens nothing any more."""
    return view_for_staff(run, withdraw(run, staff.staff_id, invitation_id))
