"""Settings of the clinic: its promises, its calling back and booking, its form and desk."""

from datetime import datetime, timedelta
from typing import Annotated, assert_never

from pydantic import BeforeValidator, Field

from chalicelib.clinic.base import Minutes, MinutesOrNone, Part, Slug, Words
from chalicelib.clinic.words import Source, Urgency
from chalicelib.platform.plain_text import as_lines


class Allowance(Part):
    """Time for which a call may be owed, in opening minutes of the location."""

    routine: Minutes
    urgent: Minutes


class Promises(Part):
    """An allowance for each source of calls, and one for a crisis, wherever it comes from.

    The crisis allowance counts minutes of the clock, day and night; all others opening minutes. Its
    turn is before everybody else whatever it says.
    """

    crisis: Minutes = Field(le=240)

    consultation_request: Allowance = Field(alias="consultation-request")
    incoming_call: Allowance = Field(alias="incoming-call")
    missed_call: Allowance = Field(alias="missed-call")
    voicemail: Allowance
    escort_unconfirmed: Allowance = Field(alias="escort-unconfirmed")
    no_show: Allowance = Field(alias="no-show")
    booster_due: Allowance = Field(alias="booster-due")
    unconfirmed: Allowance = Field(default_factory=lambda: Allowance(routine=60, urgent=20))
    call_asked: Allowance = Field(
        default_factory=lambda: Allowance(routine=60, urgent=20), alias="call-asked"
    )
    mail_bounced: Allowance = Field(
        default_factory=lambda: Allowance(routine=240, urgent=60), alias="mail-bounced"
    )
    clinic_closed: Allowance = Field(
        default_factory=lambda: Allowance(routine=60, urgent=20), alias="clinic-closed"
    )
    appointments_close: Allowance = Field(
        default_factory=lambda: Allowance(routine=60, urgent=20), alias="appointments-close"
    )

    def allowed_minutes(self, source: Source, urgency: Urgency) -> int:
        """The minutes within which such a call is promised: opening ones, unless it is a crisis."""
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
        known = type(self).model_fields.items()
        field = next(name for name, each in known if source == (each.alias or name))
        allowance: Allowance = getattr(self, field)
        return allowance


class CallbackSettings(Part):
    """Settings for working off the calls that are owed.

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


class SchedulingSettings(Part):
    """Settings for booking: how far and how late, and what follows from an appointment.

    Minutes, hours, days and weeks are by the clock and the calendar, not opening time.
    """

    horizon_days: int = Field(strict=True, ge=1, le=366)
    """Slots are published for so many local dates after today, and can be booked till then."""
    hold_minutes: Minutes = Field(le=60)
    offer_minutes: Minutes = Field(le=24 * 60)
    """So long, from 8 am to 9 pm, a freed time is kept for whoever waited for one."""
    most_holds_per_visitor: int = Field(strict=True, ge=1, le=20)
    """Live holds from one browser; more are refused."""
    most_holds_per_address: int = Field(strict=True, ge=1, le=200)
    """Live holds from one network address, which may be that of many visitors."""
    most_bookings_per_visitor: int = Field(strict=True, ge=1, le=50)
    """Online bookings from one browser within a day; more are refused."""
    most_bookings_per_address: int = Field(strict=True, ge=1, le=200)
    """Online bookings from one network address within a day."""
    most_waitlist_entries_per_visitor: int = Field(strict=True, ge=1, le=50)
    """Times that one browser can join the waitlist within a day; more are refused."""
    most_waitlist_entries_per_address: int = Field(strict=True, ge=1, le=200)
    """Times that one network address can join the waitlist within a day."""
    cut_off_minutes: MinutesOrNone = Field(le=7 * 24 * 60)
    """So long before its start a slot that nobody booked is released to the desk."""
    cancel_notice_hours: int = Field(strict=True, ge=0, le=14 * 24)
    """Up to so long before the start visitors may cancel or move an appointment by themselves."""
    no_show_minutes: Minutes = Field(le=24 * 60)
    """So long after the start somebody who has not arrived is a no-show."""
    escort_deadline_hours: int = Field(strict=True, ge=1, le=14 * 24)
    """So long before the start an escort has to be confirmed, or earlier: see ``appointments``."""
    confirm_deadline_hours: int = Field(default=0, strict=True, ge=0, le=14 * 24)
    """So long before the start whoever booked online has to say that they come; 0 asks nobody."""
    arrive_early_minutes: Minutes = Field(default=60, le=12 * 60)
    """So long before the start a patient can say that they are here."""
    booster_weeks: int = Field(strict=True, ge=1, le=104)
    """So long after the last fulfilled infusion a booster is due."""


class MessageSettings(Part):
    """Settings of email: from whom it seems to come, and how much of it may."""

    sender_name: Words = "Front desk"
    """A neutral name: it stands on locked screens, in sight of others."""
    most_mails_a_day: int = Field(default=6, strict=True, ge=1, le=100)
    """Mails in a day to an address that nobody proved: anybody may have typed it."""
    digest_hour: int = Field(default=7, strict=True, ge=0, le=23)
    """The local hour at which a location's digest of the day before is sent."""
    alert_again_minutes: Minutes = Field(default=10, le=240)
    """So long after an alert of a crisis that nobody has taken whoever is on call gets another."""
    most_codes_per_visitor: int = Field(default=5, strict=True, ge=1, le=50)
    """Codes that one browser can ask for within an hour; more are refused."""
    most_codes_per_address: int = Field(default=30, strict=True, ge=1, le=200)
    """Codes that one network address can ask for within an hour."""
    most_code_tries_per_visitor: int = Field(default=15, strict=True, ge=1, le=100)
    """Codes that one browser can type within an hour, whatever address they were sent to."""
    most_code_tries_per_address: int = Field(default=90, strict=True, ge=1, le=300)
    """Codes that one network address can type within an hour."""


class RecordSettings(Part):
    """Settings of what is kept of people once they ask to be erased."""

    kept_years: int = Field(default=7, strict=True, ge=1, le=50)
    """So long after it ended an appointment that took place is a medical record, by state law."""


class IntakeSettings(Part):
    """Settings by which the form tells people from programs."""

    minimum_fill_seconds: int = Field(strict=True, ge=0, le=60)


class RetentionSettings(Part):
    """Settings of what is taken away by itself, and when: by the table's own clock, within days.

    A change holds for what comes in from then on.
    """

    spam_days: int = Field(default=90, strict=True, ge=30, le=730)
    """So long after it came in what was set aside, and nobody brought back, is taken away."""
    past_slots_days: int = Field(default=800, strict=True, ge=400, le=3650)
    """So long after its start a slot is; its appointment, with all its history, stays."""
    unanswered_days: int = Field(default=730, strict=True, ge=90, le=3650)
    """So long after they were last heard of, or called in vain, whoever was never reached is kept.

    A job erases them then, not the table's clock, if nothing else of them has to be kept.
    """

    def spam_until(self, received_at: datetime) -> int:
        """Epoch seconds at which spam that came in then is taken away."""
        return int((received_at + timedelta(days=self.spam_days)).timestamp())

    def unanswered_until(self, closed_at: datetime) -> datetime:
        """The instant at which the people of a call that was closed in vain are looked at."""
        return closed_at + timedelta(days=self.unanswered_days)

    def slot_until(self, starts_at: datetime) -> int:
        """Epoch seconds at which a slot that starts then, or a line of that day, is taken away."""
        return int((starts_at + timedelta(days=self.past_slots_days)).timestamp())


class Script(Part):
    """Words to say on the phone. ``services`` are those they are for; empty means all others."""

    services: tuple[Slug, ...] = Field(default=(), alias="for")
    text: Annotated[str, Field(min_length=1, max_length=2000), BeforeValidator(as_lines)]


class DeskSettings(Part):
    """Settings of the front desk's screen, and words that it helps to say."""

    automatic_logoff_minutes: Minutes = Field(default=15, ge=2, le=60)
    """So long after the last key or touch the screen locks itself (45 CFR 164.312)."""
    scripts: tuple[Script, ...] = ()
