"""The error tree that all rooms share.

    FrontdeskError
    ├── InvalidInputError          what was sent cannot be accepted; names each field
    ├── NotFoundError              no such thing, or not yours to see
    │   ├── InvitationOverError    (scheduling)
    │   ├── NoSuchAccountError     (staff)
    │   ├── UnknownLocationError   (clinic)
    │   └── UnknownServiceError    (clinic)
    ├── ConflictError              possible in itself, not as things stand now
    │   ├── IdempotencyConflictError
    │   ├── AlreadyQueuedError        (intake)
    │   ├── FlagStatedAgainError      (people)
    │   ├── ClaimLostError            (callbacks)
    │   ├── CallbackChangedError      (callbacks)
    │   ├── CallbackClosedError       (callbacks)
    │   ├── CallbackOpenError         (callbacks)
    │   ├── UndoOverError             (callbacks)
    │   ├── AlreadyClaimedError       (callbacks)
    │   ├── MailOffError              (messaging)
    │   ├── ComesBackError            (messaging)
    │   ├── MessageWaitsError         (messaging)
    │   ├── NothingToTellError        (messaging)
    │   ├── CallRatherError           (callbacks)
    │   ├── NotWrittenError           (callbacks)
    │   ├── SlotOverlapsError         (scheduling)
    │   ├── BayBlockedError           (scheduling)
    │   ├── TooManyClosingsError      (scheduling)
    │   ├── OutsideOpeningError       (scheduling)
    │   ├── TimeNotBookableError      (scheduling)
    │   ├── TimeTakenError            (scheduling)
    │   ├── NotBookableOnlineError    (scheduling)
    │   ├── RequestFirstError         (scheduling)
    │   ├── HoldLostError             (scheduling)
    │   ├── PersonBusyError           (scheduling)
    │   ├── AppointmentsCloseError    (scheduling)
    │   ├── UnderAgeError             (scheduling)
    │   ├── AppointmentStateError     (scheduling)
    │   ├── TooEarlyError             (scheduling)
    │   ├── StepUndoOverError         (scheduling)
    │   ├── TooLateError              (scheduling)
    │   ├── SeriesImpossibleError     (scheduling)
    │   ├── NothingOfferedError       (scheduling)
    │   ├── InvitationUsedError       (scheduling)
    │   ├── WrongCodeError            (proof)
    │   ├── ErasureBlockedError       (records)
    │   ├── ErasureStaleError         (records)
    │   ├── JobByScheduleAloneError   (web)
    │   └── UnknownStepError          (staff)
    ├── PreconditionError          the thing changed since the caller read it
    │   └── VersionError              (scheduling)
    ├── TooManyError               more than one caller may have, for now
    │   ├── TooManyHoldsError         (scheduling)
    │   ├── TooManyBookingsError      (scheduling)
    │   ├── TooManyWaitlistEntriesError (scheduling)
    │   ├── TooManyCodesError         (proof)
    │   ├── TooManyCodeTriesError     (proof)
    │   ├── TooManyLinksError         (proof)
    │   └── TooManyTriesError         (staff)
    ├── NotSignedInError           no verified identity came with the call
    │   ├── VisitorTokenMissingError  (intake)
    │   ├── ManageTokenMissingError   (scheduling)
    │   ├── WaitlistTokenMissingError (scheduling)
    │   ├── CodeTokenMissingError     (proof)
    │   ├── LinkTokenMissingError     (proof)
    │   ├── ProofMissingError         (proof)
    │   ├── WrongCredentialsError     (staff)
    │   ├── SignInExpiredError        (staff)
    │   └── SessionOverError          (staff)
    ├── NotAllowedError            signed in, without the role that is needed
    ├── TokenError                 a sealed token was altered, cut short, or is another's
    ├── UnavailableError           table or user pool cannot answer now; it may pass later
    ├── NotDueError                what a job was to do is done, or need not be done any more
    ├── RefusedError               a write's condition did not hold (stores turn it into one above)
    ├── PoolRefusedError           (platform.cognito) the user pool said no (turned likewise)
    ├── ClinicConfigError          (clinic) the clinic's file cannot be used
    └── NeverOpenError             (clinic.hours) a location has no opening hours to count in

The last five are never a caller's fault; one that gets through to HTTP is an internal error.
A domain error knows nothing of HTTP; ``platform.http.problems`` gives each its status.
No message holds personal data: messages reach clients and may reach logs.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

INVALID = "invalid"
"""The code of a finding that has none of its own."""


class FrontdeskError(Exception):
    """Something a caller can be told about, in words that are safe to show.

    ``beside`` is what a program may need beside the words; it is shown as it is.
    """

    beside: Mapping[str, object] = MappingProxyType({})


class FieldProblem(NamedTuple):
    """One thing wrong with one field: ``path`` leads to it, ``message`` says what to change.

    ``code`` names the kind of finding and never changes, so that a page can say it in any language;
    ``limit`` is the number that the message names, if it names one.
    """

    path: tuple[str | int, ...]
    message: str
    code: str = INVALID
    limit: int | None = None


class FindingError(ValueError):
    """A validator's finding in a field, in plain words and with the code of a FieldProblem."""

    def __init__(self, code: str, message: str, limit: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.limit = limit


class InvalidInputError(FrontdeskError):
    """Input that cannot be accepted; ``problems`` names each field and what to change."""

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        super().__init__("Some of this needs to be corrected.")
        self.problems = problems


class NotFoundError(FrontdeskError):
    """There is no such thing, or it is not the caller's to see (both look alike)."""


class ConflictError(FrontdeskError):
    """The call makes sense in itself, but not as things stand now."""


class IdempotencyConflictError(ConflictError):
    """The key was used before, for something else."""

    def __init__(self) -> None:
        super().__init__(
            "This Idempotency-Key was already used for a different request. Use a new key."
        )


class PreconditionError(FrontdeskError):
    """The thing changed since the caller read it."""


class TooManyError(FrontdeskError):
    """More than one caller may have, for now."""


class NotSignedInError(FrontdeskError):
    """No verified identity came with the call."""


class NotAllowedError(FrontdeskError):
    """The caller is known, but lacks the role that is needed."""


class TokenError(FrontdeskError):
    """A sealed token was altered, cut short, or made for another purpose."""


class UnavailableError(FrontdeskError):
    """Table or user pool cannot answer now.

    What was asked for may be done or not, though never by half: the same request with the same
    identity finds out.
    """


class NotDueError(FrontdeskError):
    """The thing that a job was told to do is done already, or need not be done any more."""


class RefusedError(FrontdeskError):
    """A conditional write did not hold.

    ``refusals`` maps the name of each refused write to the item as it stood, or None where there
    was none. Stores turn this into an error that says what it means.
    """

    def __init__(self, refusals: Mapping[str, Mapping[str, Any] | None]) -> None:
        super().__init__("A condition of the write did not hold.")
        self.refusals = refusals

    def refused(self, name: str) -> bool:
        """True if the write of this name was among those refused."""
        return name in self.refusals

    def old(self, name: str) -> Mapping[str, Any] | None:
        """The item that stood in the way of the write of this name, if there was one."""
        return self.refusals.get(name)
