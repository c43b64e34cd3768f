"""Holders in the table: an address, or a browser at it, and what it has taken online.

    HOLDER#<hash>    HOLDER    until when each counts: h0, h1, … of the holds, b0, b1, … of the
                               bookings, w0, w1, … of the entries made on waitlists,
                               c0, c1, … of the codes asked for, t0, t1, … of those typed

As many as a limit allows, and no more, so the item cannot grow. Whoever takes something writes into
one that is over or was never taken, on that condition: no counter is read, and none goes wrong.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from ...platform.clock import instant_text
from ...platform.storage.conditions import Attr
from ...platform.storage.keys import item_key
from ...platform.storage.writes import Update

HOLDER = "HOLDER"
HOLDS = "h"
BOOKINGS = "b"
WAITLIST_ENTRIES = "w"
CODES = "c"
CODE_TRIES = "t"


def counted(holder_id: str, what: str, number: int, until: datetime, now: datetime) -> Update:
    """Let this number of the holder's count until an instant, if it does not count now."""
    attribute = f"{what}{number}"
    disposed_at = until + timedelta(days=1)
    return Update(
        item_key(HOLDER, holder_id),
        set={attribute: instant_text(until), "expires_at": int(disposed_at.timestamp())},
        only_if=Attr(attribute).not_exists() | Attr(attribute).lte(instant_text(now)),
        name=count_name(holder_id),
    )


def uncounted(holder_id: str, what: str, number: int) -> Update:
    """Let this number of the holder's count no longer."""
    return Update(item_key(HOLDER, holder_id), remove=(f"{what}{number}",))


def count_name(holder_id: str) -> str:
    """The name of the write that counts something of this holder's."""
    return f"{HOLDER} {holder_id}"


def first_uncounted(
    item: Mapping[str, Any] | None, what: str, most: int, start: int, now: datetime
) -> int | None:
    """The first number from ``start`` on, round about, that is not known to count; None if all do.

    Pure. Each begins elsewhere, so that few of one address meet.
    """
    known, at = item or {}, instant_text(now)
    numbers = ((start + each) % most for each in range(most))
    return next((n for n in numbers if known.get(f"{what}{n}", at) <= at), None)
