"""Writes of whoever claims a callback, and on claims: behind the fence."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from ..platform.clock import instant_text
from ..platform.storage.conditions import Attr, Condition
from ..platform.storage.keys import item_key
from ..platform.storage.writes import Update
from .claim_tokens import Claimed
from .models import Callback
from .occasion_models import Before
from .store import CALLBACK, KIND, held_until

CLAIM = ("claimed_by", "lease_until", "lease_due", "claim_key")
"""Attributes of a claim, which go with it."""


def claim_update(
    callback_id: str,
    staff_id: str,
    now: datetime,
    until: datetime,
    claim_key: str | None,
    only_if: Condition | None = None,
) -> Update:
    """Claim a callback that is open and that nobody holds: its fence goes up by one."""
    free = Attr("claimed_by").not_exists() | Attr("lease_until").lte(instant_text(now))
    open_and_free = Attr("pk").exists() & Attr("outcome").not_exists() & free
    return Update(
        item_key(KIND, callback_id),
        set={
            "claimed_by": staff_id,
            "claim_key": claim_key,
            **held_until(until),
        },
        add={"fence": 1, "version": 1},
        append={"claims": [{"by": staff_id, "at": instant_text(now)}]},
        only_if=open_and_free & only_if if only_if else open_and_free,
        name=CALLBACK,
    )


def newest_claims_kept(callback: Callback, count: int) -> Update:
    """Keep so many of the claims by themselves, if nobody claimed it since it was read."""
    newest = [{"by": each.by, "at": instant_text(each.at)} for each in callback.claims[-count:]]
    return Update(
        item_key(KIND, callback.callback_id),
        set={"claims": newest},
        only_if=Attr("fence").eq(callback.fence),
    )


def due_for_a_call(now: datetime) -> Condition:
    """Neither snoozed nor to be left alone after an attempt."""
    at = instant_text(now)
    ready: Condition = Attr("not_before").not_exists() | Attr("not_before").lte(at)
    return ready & (Attr("snoozed_until").not_exists() | Attr("snoozed_until").lte(at))


def renew_update(claimed: Claimed, now: datetime, until: datetime) -> Update:
    """Let a lease that is still held run until ``until``."""
    return Update(
        item_key(KIND, claimed.callback_id),
        set=held_until(until),
        only_if=held_by(claimed, now),
        name=CALLBACK,
    )


def held_by(claimed: Claimed, now: datetime) -> Condition:
    """The claimant still holds the callback, under this very claim."""
    held: Condition = Attr("fence").eq(claimed.fence) & Attr("claimed_by").eq(claimed.staff_id)
    return held & Attr("lease_until").gt(instant_text(now)) & Attr("outcome").not_exists()


def held_and_nothing_new(claimed: Claimed, now: datetime) -> Condition:
    """The claimant still holds the callback, and nothing came in or was answered since."""
    nothing_new: Condition = Attr("merges").eq(claimed.merges)
    return held_by(claimed, now) & nothing_new & Attr("answered").eq(claimed.answered)


def claimants_update(
    claimed: Claimed, changes: dict[str, Any], only_if: Condition, *, answers: bool = False
) -> Update:
    """A claimant's write that keeps the claim."""
    return Update(
        item_key(KIND, claimed.callback_id),
        set=changes,
        add={"version": 1, "answered": 1} if answers else {"version": 1},
        only_if=only_if,
        name=CALLBACK,
    )


def return_update(claimed: Claimed, changes: dict[str, Any], only_if: Condition) -> Update:
    """A claimant's write that ends the claim; the callback waits at ``position`` again."""
    moved = {"due_at": changes["position"]} if "position" in changes else {}
    return Update(
        item_key(KIND, claimed.callback_id),
        set={**changes, **moved},
        copy={} if moved else {"due_at": "position"},
        add={"version": 1},
        remove=CLAIM,
        only_if=only_if,
        name=CALLBACK,
    )


def snooze_update(claimed: Claimed, changes: dict[str, Any], only_if: Condition) -> Update:
    """A claimant's write that puts the callback off; an earlier snooze's note is kept for undoing.

    ``changes`` have the new note, and None removes it.
    """
    earlier = {"earlier_snooze_note": "snooze_note"} if claimed.has_snooze_note else {}
    update = return_update(claimed, changes, only_if)
    return replace(update, copy={**update.copy, **earlier})


def before_content(before: Before) -> dict[str, Any]:
    """The standing of a callback before an outcome, as it is kept."""
    return before.model_dump(mode="json", exclude_none=True)


def close_update(claimed: Claimed, changes: dict[str, Any], only_if: Condition) -> Update:
    """A claimant's write that closes the callback: it leaves the queue."""
    return Update(
        item_key(KIND, claimed.callback_id),
        set=changes,
        add={"version": 1, "answered": 1},
        remove=CLAIM,
        only_if=only_if,
        name=CALLBACK,
    )


def stale_claim_update(callback_id: str, now: datetime) -> Update:
    """Return an abandoned callback to its place, if its lease has indeed run out."""
    return Update(
        item_key(KIND, callback_id),
        copy={"due_at": "position"},
        add={"version": 1},
        remove=CLAIM,
        only_if=Attr("claimed_by").exists() & Attr("lease_until").lte(instant_text(now)),
        name=CALLBACK,
    )
