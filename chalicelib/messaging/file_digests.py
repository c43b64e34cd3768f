"""File the daily digests: one message for each address that a location sends them to.

A digest that went is filed again for the next day by whoever sends it. So this is for those that
are new, or whose turn was lost: where mail was off, or an address was taken out and put back.
"""

import hashlib

from ..clinic import Location
from ..platform.errors import RefusedError
from ..platform.ids import base32
from ..platform.runtime import Runtime
from . import store
from .digest_rules import next_digest_at
from .models import Message, MessageKind

TO_THE_CLINIC = "clinic"
"""Stands for a contact point where the clinic's own file names the address."""


def file_digests(run: Runtime) -> int:
    """File every digest that does not wait for its hour; the number of them."""
    digests = [
        _digest(run, location, number)
        for location in run.clinic.locations
        for number in range(len(location.digest_emails))
    ]
    return sum(_filed(run, digest) for digest in digests)


def _digest(run: Runtime, location: Location, number: int) -> Message:
    now, hour = run.clock(), run.clinic.messages.digest_hour
    at = next_digest_at(now, location.tz, hour)
    return Message(
        message_id=_id_of(location.id, number),
        kind=MessageKind.DIGEST,
        point_id=TO_THE_CLINIC,
        location_id=location.id,
        about=str(number),
        send_at=at,
        due_at=at,
    )


def _id_of(location_id: str, number: int) -> str:
    """The same each night, so that none is filed twice."""
    return base32(hashlib.sha256(f"digest:{location_id}:{number}".encode()).digest()[:16])


def _filed(run: Runtime, digest: Message) -> bool:
    try:
        run.table.put(store.message_put_unless_waiting(digest))
    except RefusedError:
        return False
    return True
