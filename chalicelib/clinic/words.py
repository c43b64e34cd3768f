"""The clinic's words: where a call owed comes from, how pressing it is, who may book online."""

from enum import StrEnum


class Source(StrEnum):
    """The thing that made the clinic owe somebody a call."""

    CONSULTATION_REQUEST = "consultation-request"
    INCOMING_CALL = "incoming-call"
    MISSED_CALL = "missed-call"
    VOICEMAIL = "voicemail"
    ESCORT_UNCONFIRMED = "escort-unconfirmed"
    NO_SHOW = "no-show"
    BOOSTER_DUE = "booster-due"
    UNCONFIRMED = "unconfirmed"
    CALL_ASKED = "call-asked"
    MAIL_BOUNCED = "mail-bounced"
    CLINIC_CLOSED = "clinic-closed"
    APPOINTMENTS_CLOSE = "appointments-close"

    @property
    def is_ours(self) -> bool:
        """True if it follows from an appointment: nothing new was told of anybody."""
        return self in _OF_APPOINTMENTS


_OF_APPOINTMENTS = frozenset(
    {
        Source.ESCORT_UNCONFIRMED,
        Source.NO_SHOW,
        Source.BOOSTER_DUE,
        Source.UNCONFIRMED,
        Source.CALL_ASKED,
        Source.MAIL_BOUNCED,
        Source.CLINIC_CLOSED,
        Source.APPOINTMENTS_CLOSE,
    }
)


class Preparation(StrEnum):
    """Something that a patient sees to before they come."""

    ESCORT = "escort"
    FASTING = "fasting"
    NO_DRIVING = "no-driving"


class Urgency(StrEnum):
    """Urgency of a call. A crisis is owed at once, whatever the clinic configured."""

    ROUTINE = "routine"
    URGENT = "urgent"
    CRISIS = "crisis"


class OnlineBooking(StrEnum):
    """The people who may book a service online, each without the desk."""

    ANYONE = "anyone"
    AFTER_REQUEST = "after-request"
    """Whoever has sent a consultation request."""
    INVITED = "invited"
    """Whoever the clinic has invited, with the link of their invitation."""
    NOBODY = "nobody"


class Weekday(StrEnum):
    """A day of the week, in ISO order."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


WEEK: tuple[Weekday, ...] = tuple(Weekday)
"""The days by ``date.weekday()``: Monday is 0."""
