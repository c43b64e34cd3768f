"""List the messages to a person, or about an appointment. Every look is on record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..callbacks.find_addresses import CALLBACK, find_addresses
from ..intake.find_requests import find_requests
from ..messaging.list_about import list_about
from ..messaging.models import Message, MessageState
from ..people.identity import point_id_of
from ..people.list_parts import list_parts
from ..platform.runtime import Runtime
from ..scheduling.appointments.find_appointments import find_appointments
from ..scheduling.appointments.models import Appointment
from ..scheduling.appointments.open_appointment import open_appointment
from ..scheduling.invitations.find_invitations import find_addresses_of_invitations
from ..scheduling.waitlist.find_entries import find_addresses_of_entries
from .models import Messages, MessageShown

_THINGS_A_PAGE = 20
"""Each is a query, of its own messages."""


@dataclass(frozen=True)
class _Addressed:
    """A thing of a person's that messages may be about, with the address that it was given with."""

    about: str
    person_id: str
    email: str | None


def list_persons_messages(
    run: Runtime, staff_id: str, person_id: str, cursor: str | None
) -> Messages:
    """A page of the messages about all that is filed under a person, and all their names.

    Messages know the thing that they tell of, and things are filed: so a message costs no write
    more for being seen. Raises NotFoundError, and InvalidInputError for a cursor of another list.
    """
    page = list_parts(run, staff_id, person_id, cursor, look="messages-viewed", most=_THINGS_A_PAGE)
    filed = [(each.kind, each.part_id) for each in page.parts]
    theirs = {each.part_id: each.person_id for each in page.parts}
    things = {
        each.about: each
        for each in (
            *_of_appointments(find_appointments(run, filed)),
            *(_Addressed(e.request_id, e.person_id, e.email) for e in find_requests(run, filed)),
            *(
                _Addressed(entry_id, theirs[entry_id], email)
                for entry_id, email in find_addresses_of_entries(run, filed).items()
            ),
        )
    }
    for invitation_id, email in find_addresses_of_invitations(run, filed).items():
        things[invitation_id] = _Addressed(invitation_id, theirs[invitation_id], email)
    calls = [each.part_id for each in page.parts if each.kind == CALLBACK]
    for call_id, email in find_addresses(run, [(each, theirs[each]) for each in calls]).items():
        things[call_id] = _Addressed(call_id, theirs[call_id], email)
    found = [each for each in list_about(run, things) if _is_theirs(each, things)]
    return Messages(messages=_shown(run, found, things), next_cursor=page.next_cursor)


def list_appointments_messages(run: Runtime, staff_id: str, appointment_id: str) -> Messages:
    """All messages about an appointment, and about the series that it is in.

    Raises NotFoundError.
    """
    appointment = open_appointment(run, staff_id, appointment_id, "messages-viewed")
    things = {each.about: each for each in _of_appointments([appointment])}
    return Messages(messages=_shown(run, list_about(run, things), things))


def _of_appointments(appointments: Iterable[Appointment]) -> Iterable[_Addressed]:
    """Appointments, and each series that any of them is in. Pure."""
    for each in appointments:
        for about in (each.appointment_id, each.series_id):
            if about is not None:
                yield _Addressed(about, each.person_id, each.email)


def _is_theirs(message: Message, things: Mapping[str, _Addressed]) -> bool:
    """True unless it is for somebody else in the same call. Pure."""
    return message.person_id in (None, things[message.about].person_id)


def _shown(
    run: Runtime, messages: Iterable[Message], things: Mapping[str, _Addressed]
) -> list[MessageShown]:
    shown = [_as_shown(run, each, things[each.about].email) for each in messages]
    return sorted(shown, key=lambda each: each.sent_at or each.send_at, reverse=True)


def _as_shown(run: Runtime, message: Message, email: str | None) -> MessageShown:
    """A message with the address that it goes to.

    The outbox holds none: that of its thing is shown, if it is where the message went.
    """
    is_there = message.sent_to is None or (
        email is not None and point_id_of(run.keyring, email) == message.sent_to
    )
    waits = message.state is MessageState.WAITING
    return MessageShown(
        **message.model_dump(
            include={
                *("message_id", "kind", "state", "about", "send_at", "sent_at", "tries"),
                *("asked_again", "language", "person_id", "came_back"),
            }
        ),
        due_at=message.due_at if waits else None,
        why=message.last_error,
        to=email if is_there else None,
        to_another=not is_there,
        may_be_sent_again=not waits,
    )
