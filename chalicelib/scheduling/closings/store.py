"""Closings in the table.

    CLOSING#<id>                     CLOSING                     the closing
                                     CALL#<start>#<appointment>  a call that it made necessary
                                     EVENT#<at>#<id>             its history
    CLOSINGS#<location>#<date>       <id>                        which closings a date had

A closing with work left waits in ``due`` beside the location's appointments; the job that follows
those up works it off.
"""

from collections.abc import Iterator
from datetime import date, datetime

from ...platform.clock import instant_text
from ...platform.storage.conditions import Attr, Key
from ...platform.storage.keys import item_key, part_key
from ...platform.storage.table import Table
from ...platform.storage.writes import Check, Put, Update, Write
from ..appointments.store import appointment_partition
from ..times import minute_text
from .models import CallMade, Closing

KIND = "CLOSING"
OF_DAY = "CLOSINGS"
CLOSING = "closing"
"""The name of the write that makes, reopens or settles a closing."""


def closing_puts(closing: Closing, asked: str, now: datetime) -> list[Write]:
    """Store a new closing, with all that follows from it still to do.

    ``asked`` is the fingerprint of the call that makes it.
    """
    content = closing.model_dump(mode="json", exclude_none=True)
    there = part_key(OF_DAY, f"{closing.location_id}#{closing.date}", closing.closing_id)
    return [
        Put(
            {
                **item_key(KIND, closing.closing_id),
                **content,
                **_due(closing, now),
                "fingerprint": asked,
            },
            only_if=Attr("pk").not_exists(),
            name=CLOSING,
        ),
        Put(there),
    ]


def reopened(closing: Closing, by: str, now: datetime) -> Update:
    """Note that it is reopened, with all that follows from that still to do."""
    return Update(
        item_key(KIND, closing.closing_id),
        set={"reopened_at": instant_text(now), "reopened_by": by, **_due(closing, now)},
        add={"version": 1},
        only_if=Attr("pk").exists() & Attr("reopened_at").not_exists(),
        name=CLOSING,
    )


def settled(closing: Closing) -> Update:
    """Note that nothing is left to do, unless it was reopened since it was read."""
    return Update(
        item_key(KIND, closing.closing_id),
        remove=("due_pk", "due_at"),
        only_if=Attr("version").eq(closing.version),
        name=CLOSING,
    )


def still_stands(closing: Closing) -> Check:
    """Have what follows from it refused once it stands another way than it was read."""
    return Check(
        item_key(KIND, closing.closing_id), Attr("version").eq(closing.version), name=CLOSING
    )


def looked_at_again(location_id: str, closing_id: str, now: datetime) -> Update:
    """Have a job look whether a closing that stands owes anything more.

    Whoever works it off at this moment is refused, and so leaves it to that job.
    """
    return Update(
        item_key(KIND, closing_id),
        set=_due_at(location_id, now),
        add={"version": 1},
        only_if=Attr("pk").exists(),
        name=CLOSING,
    )


def _due(closing: Closing, now: datetime) -> dict[str, str]:
    return _due_at(closing.location_id, now)


def _due_at(location_id: str, now: datetime) -> dict[str, str]:
    return {"due_pk": appointment_partition(location_id), "due_at": instant_text(now)}


def call_put(closing_id: str, call: CallMade) -> Put:
    """Note a call that a closing made necessary."""
    sk = f"CALL#{minute_text(call.starts_at)}#{call.appointment_id}"
    return Put({**part_key(KIND, closing_id, sk), **call.model_dump(mode="json")})


def load_closing(table: Table, closing_id: str) -> Closing | None:
    """The closing as it now stands, or None."""
    item = table.get(item_key(KIND, closing_id))
    return Closing.model_validate(item) if item else None


def load_asked(table: Table, closing_id: str) -> tuple[Closing, str] | None:
    """The closing with the fingerprint of the call that made it, or None."""
    item = table.get(item_key(KIND, closing_id))
    return (Closing.model_validate(item), item["fingerprint"]) if item else None


def load_calls(table: Table, closing_id: str) -> Iterator[CallMade]:
    """The calls that it made necessary, in order of the appointments."""
    calls = Key("pk").eq(f"{KIND}#{closing_id}") & Key("sk").begins_with("CALL#")
    return (CallMade.model_validate(item) for item in table.query_all(calls))


def load_closings(table: Table, location_id: str, day: date) -> list[Closing]:
    """A date's closings, in the order in which they were made."""
    there = Key("pk").eq(f"{OF_DAY}#{location_id}#{day}")
    ids = [item["sk"] for item in table.query_all(there)]
    found = table.get_many([item_key(KIND, each) for each in ids])
    made = [Closing.model_validate(item) for item in found]
    return sorted(made, key=lambda each: (each.part.at, each.closing_id))
