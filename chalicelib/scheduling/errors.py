"""Reasons for which the schedule cannot be changed as asked."""

from ..platform.errors import ConflictError, NotSignedInError, PreconditionError, TooManyError


class SlotOverlapsError(ConflictError):
    """Another slot takes the bay at that time."""

    def __init__(self) -> None:
        super().__init__("Another slot takes this bay at that time.")


class BayBlockedError(ConflictError):
    """The bay, or the whole day, is blocked."""

    def __init__(self) -> None:
        super().__init__("This bay is blocked on that day. Unblock it first.")


class TimeNotBookableError(ConflictError):
    """No such start is on offer: past, too soon, too far ahead, or never published."""


class TimeTakenError(ConflictError):
    """Somebody else was faster: no bay is left at that time."""

    def __init__(self) -> None:
        super().__init__("This time has just been taken. Please choose another one.")


class HoldLostError(ConflictError):
    """The hold ran out, or its slot was taken out of the schedule."""

    def __init__(self) -> None:
        super().__init__("This time is no longer kept for you. Please choose one again.")


class TooManyHoldsError(TooManyError):
    """One address holds as many times as it may."""

    def __init__(self) -> None:
        super().__init__("You are keeping as many times as one visitor may. Let one go first.")


class ContactBusyError(ConflictError):
    """The contact has another appointment at that time."""

    def __init__(self) -> None:
        super().__init__("There is another visit at that time.")


class AppointmentStateError(ConflictError):
    """The appointment stands where this cannot be done."""

    def __init__(self, status: str) -> None:
        super().__init__(f"This cannot be done: the visit is {status}.")


class TooLateError(ConflictError):
    """The appointment is too close to be changed online."""

    def __init__(self) -> None:
        super().__init__("It is too late to change this visit online. Please call the clinic.")


class VersionError(PreconditionError):
    """The appointment changed since it was read."""

    def __init__(self) -> None:
        super().__init__("This visit changed since you saw it. Look at it again.")


class ManageTokenMissingError(NotSignedInError):
    """An appointment was asked for without its token."""

    def __init__(self) -> None:
        super().__init__("Send the token of this visit in the header Manage-Token.")


class WaitlistTokenMissingError(NotSignedInError):
    """A place on the waitlist was asked for without its token."""

    def __init__(self) -> None:
        super().__init__("Send the token of this place on the waitlist in the header Manage-Token.")


class NothingOfferedError(ConflictError):
    """No such time is being offered: the offer ran out, or there never was one."""

    def __init__(self) -> None:
        super().__init__("This time is not being offered any more.")


class SeriesImpossibleError(ConflictError):
    """No plan keeps the wish. ``beside`` has the limit that stood in the way and what could be."""

    def __init__(self, why: str, beside: dict[str, object]) -> None:
        super().__init__(why)
        self.beside = beside
