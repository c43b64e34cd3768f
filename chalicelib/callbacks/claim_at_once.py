"""Claim the callback that a call opens or joins, in the very write that logs the call."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ..platform.storage.writes import Update
from . import claim_store
from .incoming_call_models import ClaimMade
from .models import Callback, PastClaim, State


@dataclass(frozen=True)
class ClaimAtOnce:
    """A claim for whoever has the caller on the line; ``key`` names it, so that it is known again.

    It is part of what logs the call, so it is made once, or was not to be had.
    """

    staff_id: str
    key: str
    lease: timedelta

    @property
    def made(self) -> ClaimMade:
        """The part of it that is kept once it is made."""
        return ClaimMade(key=self.key)

    def made_if_free(self, callback: Callback, now: datetime) -> ClaimMade | None:
        """The claim by which they then hold it: this one, or theirs of before; None for another's.

        Pure.
        """
        if callback.state_at(now) is not State.CLAIMED:
            return self.made
        return ClaimMade(key=callback.claim_key) if callback.claimed_by == self.staff_id else None

    def made_on(self, callback: Callback, now: datetime) -> Callback:
        """The callback as it stands once it is claimed. Pure."""
        claims = [*callback.claims, PastClaim(by=self.staff_id, at=now)]
        claimed = {
            "claimed_by": self.staff_id,
            "claim_key": self.key,
            "lease_until": now + self.lease,
            "fence": callback.fence + 1,
            "claims": claims,
        }
        return callback.model_copy(update=claimed)

    def update(self, callback_id: str, now: datetime) -> Update:
        """The write that makes it on a callback that is there, if nobody holds that."""
        until = now + self.lease
        return claim_store.claim_update(callback_id, self.staff_id, now, until, self.key)
