"""Claim tokens: what a claimant carries, so that its next write needs no reading first.

A token holds the callback as it stood when claimed, sealed: nobody can read in it whose call it is.
It is only a proposal: every write is conditional on the fence, the claimant and the lease in the
table. It holds what the next write decides by, and nothing that anybody typed.
"""

from datetime import date, datetime
from typing import Any

from pydantic import ConfigDict

from ..clinic import Urgency
from ..clinic.hours import CallWindow
from ..platform.clock import Instant
from ..platform.errors import TokenError
from ..platform.model import Model
from ..platform.tokens import Keyring
from .models import Callback, Claim
from .occasion_models import Before, Owing
from .people_rules import still_owed_of, windows_of


class Claimed(Model):
    """A callback as its claimant knows it."""

    model_config = ConfigDict(frozen=True)

    callback_id: str
    location_id: str
    point_id: str
    staff_id: str
    fence: int
    merges: int
    attempts: int
    urgency: Urgency
    requested_at: Instant
    respond_by: Instant
    promise_day: date
    not_before: Instant | None = None
    snoozed_until: Instant | None = None
    caller_zones: tuple[str, ...] = ()
    still_owed: tuple[Owing, ...] = ()
    """All that is unanswered."""
    count: int = 0
    """Number of occasions in it."""
    beyond: int = 0
    answered: int = 0
    has_snooze_note: bool = False
    do_not_contact: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of those who are owed an answer, the gravest first."""
        return tuple(dict.fromkeys(each.person_id for each in self.still_owed))

    @property
    def windows(self) -> tuple[CallWindow, ...]:
        """The hours that any unanswered occasion allows; none, where any hour may suit one."""
        return () if self.beyond else windows_of(self.still_owed)

    def owed_to(self, person_id: str) -> tuple[Owing, ...]:
        """The unanswered occasions of one person."""
        return tuple(each for each in self.still_owed if each.person_id == person_id)

    def before(self, answered: tuple[Owing, ...] = (), *, is_snooze: bool = False) -> Before:
        """Its standing now, should an outcome that answers these be undone."""
        return Before(
            answered=tuple(each.of for each in answered),
            occasions=self.count,
            beyond=self.beyond,
            attempts=self.attempts,
            urgency=self.urgency,
            respond_by=self.respond_by,
            not_before=self.not_before,
            snoozed_until=self.snoozed_until,
            is_snooze=is_snooze,
        )


_AS_STORED = {
    *("callback_id", "location_id", "point_id", "fence", "merges", "attempts", "urgency"),
    *("requested_at", "respond_by", "promise_day", "not_before", "snoozed_until"),
    *("caller_zones", "beyond", "answered", "do_not_contact"),
}


def claimed_from(callback: Callback, staff_id: str) -> Claimed:
    """The callback as the claimant now knows it."""
    known = {
        **callback.model_dump(include=_AS_STORED),
        "staff_id": staff_id,
        "still_owed": still_owed_of(callback.unanswered),
        "count": len(callback.occasions),
        "has_snooze_note": callback.snooze_note is not None,
    }
    return Claimed.model_validate(known)


def make_claim(keyring: Keyring, callback: Callback) -> Claim:
    """The claim on a callback that has just been claimed or renewed."""
    if callback.claimed_by is None or callback.lease_until is None:
        raise ValueError("nobody holds this callback")
    return claim_of(keyring, claimed_from(callback, callback.claimed_by), callback.lease_until)


def claim_of(keyring: Keyring, claimed: Claimed, lease_until: datetime) -> Claim:
    """The claim of somebody who knows this much of the callback."""
    content: dict[str, Any] = claimed.model_dump(
        mode="json", exclude_none=True, exclude_defaults=True
    )
    token = keyring.seal("claim", content)
    return Claim(token=token, fence=claimed.fence, lease_until=lease_until)


def read_claim(keyring: Keyring, token: str, callback_id: str, staff_id: str) -> Claimed:
    """The content of a token. Raises TokenError if it is another callback's or another person's."""
    claimed = Claimed.model_validate(keyring.unseal("claim", token))
    if claimed.callback_id != callback_id or claimed.staff_id != staff_id:
        raise TokenError("This claim belongs to someone else or to another call.")
    return claimed
