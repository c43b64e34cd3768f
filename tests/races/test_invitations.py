"""Many browsers come with one invitation at once: one of them books, the others are told."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from chalicelib.people.keep_commitments import load_ahead
from chalicelib.platform.errors import FrontdeskError
from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.appointments.book import book_as_staff
from chalicelib.scheduling.appointments.hold import hold_when_invited
from chalicelib.scheduling.appointments.holder import holder_of
from chalicelib.scheduling.appointments.models import Appointment, HoldIn, HoldView, StaffBookIn
from chalicelib.scheduling.errors import InvitationOverError, InvitationUsedError
from chalicelib.scheduling.invitations.book_when_invited import Guest, book_when_invited
from chalicelib.scheduling.invitations.invite_person import invitation_token, invite_person
from chalicelib.scheduling.invitations.models import Invitation as Made
from chalicelib.scheduling.invitations.models import InvitationState, InvitedBookIn, InviteIn
from chalicelib.scheduling.invitations.open_invitation import find_invitation
from chalicelib.scheduling.invitations.withdraw_invitation import withdraw_invitation
from chalicelib.scheduling.slots.models import SlotStatus
from tests.api.waiters import slots_among
from tests.api.whole_table import everything

from .barrier import all_at_once, at_once
from .booked import INFUSION, TEN, publish
from .builders import HERE, ROBIN

BROWSERS = 8


def invited(run: Runtime, days: int = 7) -> Made:
    """Somebody is invited who comes some days later besides."""
    publish(run)
    person = {"name": "Robin Example", "phone": ROBIN}
    first = {"service_id": INFUSION, "starts_at": TEN + timedelta(days=days), **person}
    here = book_as_staff(run, "staff-ana", HERE, StaffBookIn.model_validate(first), None)
    to = InviteIn(location_id=HERE, service_id=INFUSION)
    return invite_person(run, "staff-ana", here.person_id, to, None)


def held(run: Runtime, invitation: Made, number: int) -> HoldView:
    """Each browser has a time held, in two days' four chairs."""
    day = timedelta(days=number % 2)
    wish = HoldIn(location_id=HERE, service_id=INFUSION, starts_at=TEN + day)
    holder = holder_of(run.keyring, f"10.0.0.{number}", None)
    return hold_when_invited(run, wish, holder, None, invitation.invitation_id)


def books(run: Runtime, invitation: Made, hold: HoldView, number: int) -> Appointment | type:
    """The appointment that a browser gets, or the kind of its refusal."""
    given = InvitedBookIn(hold_token=hold.hold_token)
    holder = holder_of(run.keyring, f"10.0.0.{number}", None)
    token = invitation_token(run, invitation.invitation_id)
    try:
        found = find_invitation(run, invitation.invitation_id, token)
        return book_when_invited(run, Guest(found, token, holder), given)
    except FrontdeskError as refused:
        return type(refused)


def check_booked(run: Runtime, invitation: Made, booked: list[Appointment]) -> None:
    """The table has these appointments with it, each in its slot, and no other."""
    items = everything(run)
    found = [Appointment.model_validate(i) for i in items if i["sk"] == "APPOINTMENT"]
    by_it = {a.appointment_id for a in found if a.invitation_id == invitation.invitation_id}
    assert by_it == {each.appointment_id for each in booked}
    taken = {s.appointment_id for s in slots_among(items) if s.status is SlotStatus.BOOKED}
    assert taken == {each.appointment_id for each in found}
    ahead = load_ahead(run, invitation.point_id, invitation.person_id).appointments
    assert {each.appointment_id for each in ahead} == taken


def test_from_eight_browsers_at_once_one_appointment_is_booked(run: Runtime) -> None:
    invitation = invited(run)
    holds = [held(run, invitation, number) for number in range(BROWSERS)]
    got = at_once(lambda number: books(run, invitation, holds[number], number), range(BROWSERS))
    booked = [each for each in got if isinstance(each, Appointment)]
    refused = Counter(each for each in got if not isinstance(each, Appointment))
    assert len(booked) == 1
    assert refused == {InvitationOverError: BROWSERS - 1}
    check_booked(run, invitation, booked)


def test_pressed_many_times_in_one_browser_it_is_one_appointment(run: Runtime) -> None:
    invitation = invited(run)
    hold = held(run, invitation, 0)
    got = at_once(lambda _: books(run, invitation, hold, 0), range(BROWSERS))
    booked = [each for each in got if isinstance(each, Appointment)]
    assert len(booked) == BROWSERS
    assert len({each.appointment_id for each in booked}) == 1
    check_booked(run, invitation, booked[:1])


def test_withdrawn_while_it_is_used_it_ends_in_one_way(run: Runtime) -> None:
    for number in range(3):
        invitation = invited(run, days=number + 2)
        hold = held(run, invitation, number)
        acts: list[Callable[[], Any]] = [
            partial(books, run, invitation, hold, 0),
            partial(withdraws, run, invitation),
        ]
        booked, withdrawn = all_at_once(acts)
        if isinstance(booked, Appointment):
            assert withdrawn is InvitationUsedError
        else:
            assert (booked, withdrawn) == (InvitationOverError, InvitationState.WITHDRAWN)


def withdraws(run: Runtime, invitation: Made) -> InvitationState | type | None:
    """The state that it then has, or the kind of the refusal."""
    try:
        return withdraw_invitation(run, "staff-ben", invitation.invitation_id).ended
    except FrontdeskError as refused:
        return type(refused)
