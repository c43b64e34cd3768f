"""Reasons for which the schedule cannot be changed as asked."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from ..people.rules import said_phone
from ..platform.clock import told_text
from ..platform.errors import (
    ConflictError,
    NotFoundError,
    NotSignedInError,
    PreconditionError,
    TooManyError,
)

if TYPE_CHECKING:
    from ..people.commitments import AppointmentAhead

_SAID_STATUSES = {
    "booked": "is booked",
    "arrived": "is checked in",
    "fulfilled": "is done",
    "cancelled": "is canceled",
    "noshow": "is a no-show",
}
"""Words for where an appointment stands; the codes are FHIR's."""


class SlotOverlapsError(ConflictError):
    """Another slot takes the bay at that time."""

    def __init__(self) -> None:
        super().__init__("Another slot is using this bay at that time.")


class BayBlockedError(ConflictError):
    """The bay, or the whole day, is blocked."""

    def __init__(self) -> None:
        super().__init__("This bay is blocked on that day. Unblock it first.")


class TooManyClosingsError(ConflictError):
    """The day has as many closings as it can."""

    def __init__(self) -> None:
        super().__init__("This day has too many closings. Please reopen one of them first.")


class OutsideOpeningError(ConflictError):
    """The location, or the bay, is closed then, and no reason was given to use it all the same."""

    def __init__(self) -> None:
        super().__init__(
            "The clinic is closed at that time. To add it all the same, please say why."
        )


class TimeNotBookableError(ConflictError):
    """No such start is on offer: past, too soon, too far ahead, or never published."""


class TimeTakenError(ConflictError):
    """Somebody else was faster: no bay is left at that time."""

    def __init__(self) -> None:
        super().__init__("This time was just taken. Please choose another one.")


class NotBookableOnlineError(ConflictError):
    """The clinic books this service with people itself, or ``by_link``: it invites them to."""

    def __init__(self, *, by_link: bool = False) -> None:
        super().__init__(
            "This appointment can't be booked online. Please ask us for a link, or call us."
            if by_link
            else "This appointment can't be booked online. Please send us a request, or call us."
        )


class RequestFirstError(ConflictError):
    """The service is booked online by those who asked for it, and no token proved that."""

    def __init__(self) -> None:
        super().__init__(
            "Please send us a request for this first. Right after that you can choose a time."
        )


class HoldLostError(ConflictError):
    """The hold ran out, or its slot was taken out of the schedule."""

    def __init__(self) -> None:
        super().__init__("This time is no longer being held. Please choose a time again.")


class LimitedTo(StrEnum):
    """The one whose limit is met."""

    BROWSER = "browser"
    ADDRESS = "address"
    """All browsers behind one network address, which may be those of many people."""


class TooManyHoldsError(TooManyError):
    """One browser, or one address, holds as many times as it may. ``beside`` has whom to call."""

    def __init__(self, limited_to: LimitedTo, phone: str) -> None:
        super().__init__(
            "You're holding as many times as one person can. Let one go first, or call "
            f"{said_phone(phone)}."
            if limited_to is LimitedTo.BROWSER
            else "Too many times are being held from your internet connection. Please call "
            f"{said_phone(phone)}, or try again in a few minutes."
        )
        self.beside = {"limited_to": str(limited_to), "phone": phone}


class TooManyBookingsError(TooManyError):
    """One browser, or one address, booked as often as it may in a day; ``beside`` as above."""

    def __init__(self, limited_to: LimitedTo, phone: str) -> None:
        super().__init__(
            "That's as many appointments as one person can book online in a day. Please call "
            f"{said_phone(phone)} to book another one."
            if limited_to is LimitedTo.BROWSER
            else "Too many appointments were booked from your internet connection today. Please "
            f"call {said_phone(phone)} to book this one."
        )
        self.beside = {"limited_to": str(limited_to), "phone": phone}


class TooManyWaitlistEntriesError(TooManyError):
    """One browser, or one address, joined the waitlist as often as it may in a day."""

    def __init__(self, limited_to: LimitedTo, phone: str) -> None:
        super().__init__(
            "That's as often as one person can join the waitlist online in a day. Please call "
            f"{said_phone(phone)} to be added to it again."
            if limited_to is LimitedTo.BROWSER
            else "Too many people joined the waitlist from your internet connection today. Please "
            f"call {said_phone(phone)} to be added to it."
        )
        self.beside = {"limited_to": str(limited_to), "phone": phone}


class PersonBusyError(ConflictError):
    """The person has another appointment at that time."""

    def __init__(self) -> None:
        super().__init__("There is another appointment at that time.")


class AppointmentsCloseError(ConflictError):
    """One person's appointments would pass the service's limits; ``beside`` has the nearest one."""

    def __init__(self, which: str, limit: str, said: str, other: "AppointmentAhead") -> None:
        super().__init__(
            f"That is more than {limit} for this person. The nearest one: {said}."
            if which == "most"
            else f"This person has another appointment less than {limit} away: {said}."
        )
        self.beside = {
            "limit": which,
            "other": {
                "appointment_id": other.appointment_id,
                "location_id": other.location_id,
                "service_id": other.service_id,
                "starts_at": told_text(other.starts_at),
            },
        }


class UnderAgeError(ConflictError):
    """The service is for adults, and the person is known to be under 18."""

    def __init__(self) -> None:
        super().__init__("By their date of birth, this person is under 18 on that day.")


class AppointmentStateError(ConflictError):
    """The appointment stands where this cannot be done."""

    def __init__(self, status: str) -> None:
        said = _SAID_STATUSES[status]
        super().__init__(f"This can't be done. The appointment {said}.")


class TooEarlyError(ConflictError):
    """The time for this step of the appointment has not come; ``beside`` has when it comes."""

    def __init__(self, why: str, possible_from: datetime) -> None:
        super().__init__(f"It's too early for this. {why}")
        self.beside = {"possible_from": told_text(possible_from)}


class StepUndoOverError(ConflictError):
    """A step of the appointment's day was taken too long ago to be undone."""

    def __init__(self) -> None:
        super().__init__("It's too late to undo this. It can be undone for a day.")


class TooLateError(ConflictError):
    """The appointment is too close to be changed online."""

    def __init__(self) -> None:
        super().__init__("It's too late to change this appointment online. Please call the clinic.")


class VersionError(PreconditionError):
    """The appointment changed since it was read."""

    def __init__(self) -> None:
        super().__init__(
            "This appointment has changed since you opened it. Please look at it again."
        )


class ManageTokenMissingError(NotSignedInError):
    """An appointment was asked for without its token."""

    def __init__(self) -> None:
        super().__init__("Send this appointment's token in the Manage-Token header.")


class WaitlistTokenMissingError(NotSignedInError):
    """A place on the waitlist was asked for without its token."""

    def __init__(self) -> None:
        super().__init__("Send this waitlist spot's token in the Manage-Token header.")


class NothingOfferedError(ConflictError):
    """No such time is being offered: the offer ran out, or there never was one."""

    def __init__(self) -> None:
        super().__init__("This offer is no longer available.")


class InvitationOverError(NotFoundError):
    """The link opens no invitation: used, withdrawn, too old or unknown, all alike."""

    def __init__(self) -> None:
        super().__init__("This link can't be used any more. Please call us to book.")


class InvitationUsedError(ConflictError):
    """An appointment was booked with the invitation: it is too late to take that back."""

    def __init__(self) -> None:
        super().__init__("An appointment was already booked with this invitation.")


class SeriesImpossibleError(ConflictError):
    """No plan keeps the wish. ``beside`` has the limit that stood in the way and what could be."""

    def __init__(self, why: str, beside: dict[str, object]) -> None:
        super().__init__(why)
        self.beside = beside
