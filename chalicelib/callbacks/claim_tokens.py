"""Claim tokens: what a claimant carries, so that its next write needs no reading first.

A token holds the callback as it stood when claimed, sealed. It is only a proposal: every write is
conditional on the fence, the claimant and the lease in the table.
"""

from datetime import date

from pydantic import ConfigDict

from ..clinic import Urgency
from ..clinic.hours import CallWindow
from ..platform.clock import Instant
from ..platform.errors import TokenError
from ..platform.model import Model
from ..platform.tokens import Keyring
from .models import Callback, Claim


class Claimed(Model):
    """A callback as its claimant knows it."""

    model_config = ConfigDict(frozen=True)

    callback_id: str
    location_id: str
    point_id: str
    person_id: str = ""
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
    window: CallWindow | None = None
    caller_zones: tuple[str, ...] = ()


def claimed_from(callback: Callback, staff_id: str) -> Claimed:
    """The callback as the claimant now knows it."""
    known = callback.model_dump(include=set(Claimed.model_fields) - {"staff_id"})
    return Claimed.model_validate({**known, "staff_id": staff_id})


def make_claim(keyring: Keyring, callback: Callback) -> Claim:
    """The claim on a callback that has just been claimed or renewed."""
    if callback.claimed_by is None or callback.lease_until is None:
        raise ValueError("nobody holds this callback")
    content = claimed_from(callback, callback.claimed_by).model_dump(mode="json", exclude_none=True)
    token = keyring.seal("claim", content)
    return Claim(token=token, fence=callback.fence, lease_until=callback.lease_until)


def read_claim(keyring: Keyring, token: str, callback_id: str, staff_id: str) -> Claimed:
    """The content of a token. Raises TokenError if it is another callback's or another person's."""
    claimed = Claimed.model_validate(keyring.unseal("claim", token))
    if claimed.callback_id != callback_id or claimed.staff_id != staff_id:
        raise TokenError("This claim belongs to someone else or to another call.")
    return claimed
