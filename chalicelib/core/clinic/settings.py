"""What the clinic promises, how it calls back, and how its form is guarded."""

from typing import assert_never

from pydantic import Field

from chalicelib.core.clinic.base import Minutes, Part, Words
from chalicelib.core.clinic.words import Source, Urgency


class Allowance(Part):
    """How long a call may be owed, in opening minutes of the location."""

    routine: Minutes
    urgent: Minutes


class Promises(Part):
    """An allowance for each source of calls, and one for a crisis, wherever it comes from.

    The crisis allowance is what is promised. Its turn is before everybody else whatever it says.
    """

    crisis: Minutes = Field(le=240)

    consultation_request: Allowance = Field(alias="consultation-request")
    incoming_call: Allowance = Field(alias="incoming-call")
    missed_call: Allowance = Field(alias="missed-call")
    voicemail: Allowance

    def opening_minutes(self, source: Source, urgency: Urgency) -> int:
        """The opening minutes within which such a call is promised."""
        allowance = self._of(source)
        match urgency:
            case Urgency.CRISIS:
                return self.crisis
            case Urgency.URGENT:
                return allowance.urgent
            case Urgency.ROUTINE:
                return allowance.routine
            case _:
                assert_never(urgency)

    def _of(self, source: Source) -> Allowance:
        match source:
            case Source.CONSULTATION_REQUEST:
                return self.consultation_request
            case Source.INCOMING_CALL:
                return self.incoming_call
            case Source.MISSED_CALL:
                return self.missed_call
            case Source.VOICEMAIL:
                return self.voicemail
            case _:
                assert_never(source)


class CallbackSettings(Part):
    """How calls owed are worked off.

    ``back_off_minutes`` are opening minutes after the first, second, … attempt that failed; the
    last one repeats. ``crisis_retry_minutes`` are minutes of the clock, at any hour.
    """

    lease_minutes: Minutes = Field(le=240)
    most_attempts: int = Field(strict=True, ge=1, le=50)
    back_off_minutes: tuple[Minutes, ...] = Field(min_length=1)
    crisis_retry_minutes: Minutes = Field(le=240)
    how_to_reach_us: Words

    def back_off_after(self, attempts_made: int) -> int:
        """Opening minutes to wait after this many attempts; ValueError for fewer than one."""
        if attempts_made < 1:
            raise ValueError("back-off begins with the first attempt")
        return self.back_off_minutes[min(attempts_made, len(self.back_off_minutes)) - 1]


class IntakeSettings(Part):
    """How the form tells people from programs."""

    minimum_fill_seconds: int = Field(strict=True, ge=0, le=60)
