"""The writes of the release job: one for each slot whose time has come.

The index tells enough of a slot to know what is due for it (``cut_off_at``, and ``fallback_pool``
while it is reserved), so it is written without being read. The slot itself decides: an entry that
is out of date is refused, and the refusal brings the slot as it stands.
"""

from datetime import datetime
from typing import Any

from ...platform.clock import instant_text, parse_instant
from ...platform.storage.conditions import Attr
from ...platform.storage.expressions import Item
from ...platform.storage.writes import Update
from ..times import minute_text
from .rules import Release, last_minute
from .store import SLOT, open_partition

_LEAVES_THE_INDEXES = ("open_pk", "open_sk", "due_pk", "due_at")


def release_update(seen: Item, due: Release, now: datetime) -> Update:
    """Do what is due for a slot, if it is so; ``seen`` is its entry in ``due``, or its item."""
    minute = minute_text(last_minute(now))
    match due:
        case Release.TO_THE_DESK:
            return _given_to_the_desk(seen, minute)
        case Release.TO_FALLBACK_POOL:
            return _unreserved(seen, minute)


def _given_to_the_desk(seen: Item, minute: str) -> Update:
    """As ``Slot.freed`` past its cut-off."""
    return Update(
        _key(seen),
        set={"status": "released"},
        add={"version": 1},
        remove=_LEAVES_THE_INDEXES,
        only_if=Attr("status").eq("free") & Attr("cut_off_at").lte(minute),
        name=SLOT,
    )


def _unreserved(seen: Item, minute: str) -> Update:
    """As ``Slot.unreserved``; then it waits for its cut-off."""
    pool, cut_off_at = seen["fallback_pool"], seen["cut_off_at"]
    as_seen = Attr("fallback_pool").eq(pool) & Attr("cut_off_at").eq(cut_off_at)
    return Update(
        _key(seen),
        set={
            "pool": pool,
            "open_pk": open_partition(seen["location_id"], pool),
            "due_at": instant_text(parse_instant(cut_off_at)),
        },
        add={"version": 1},
        remove=("services", "fallback_pool", "release_at"),
        only_if=Attr("status").eq("free") & as_seen & Attr("release_at").lte(minute),
        name=SLOT,
    )


def _key(seen: Item) -> dict[str, Any]:
    return {"pk": seen["pk"], "sk": seen["sk"]}
