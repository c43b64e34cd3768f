"""What lies ahead of a contact: calls owed, visits booked, places on waitlists; kept as one.

One query reads it all. Its counter goes up with every visit that is booked or offered, and each
booking and offer is conditional on the number that it read, so two of them for one contact at once
cannot both think that the time is free.
"""

from datetime import datetime

from ..platform.clock import instant_text, parse_instant
from ..platform.storage.conditions import Attr, Condition, Key
from ..platform.storage.expressions import Item
from ..platform.storage.keys import part_key
from ..platform.storage.table import Table
from ..platform.storage.writes import Check, Delete, Put, Update
from .commitments import Ahead, CallOwed, VisitAhead, Wait
from .store import KIND

COUNTER = "visits-counter"
"""The name of the write that counts a contact's visits."""
WAIT = "contact-wait"
"""The name of the write that changes a contact's one place on a waitlist."""


def load_ahead(table: Table, contact_id: str) -> Ahead:
    """What lies ahead of a contact (a consistent read); nothing for one who is not known."""
    condition = Key("pk").eq(f"{KIND}#{contact_id}") & Key("sk").begins_with("OPEN#")
    items = list(table.query_all(condition))
    counter = [int(item["visits"]) for item in items if item["sk"] == "OPEN#!"]
    calls = [item for item in items if item["sk"].startswith("OPEN#CALLBACK#")]
    visits = [item for item in items if item["sk"].startswith("OPEN#VISIT#")]
    return Ahead(
        contact_id,
        counter[0] if counter else 0,
        {item["location_id"]: CallOwed(item["callback_id"], item["day"]) for item in calls},
        tuple(
            VisitAhead(
                item["appointment_id"],
                item["location_id"],
                parse_instant(item["starts_at"]),
                parse_instant(item["ends_at"]),
                item["service_id"],
            )
            for item in visits
        ),
        tuple(_wait(item) for item in items if item["sk"].startswith("OPEN#WAIT#")),
    )


def count_visits(ahead: Ahead, count: int = 1) -> Update:
    """Count visits that are booked or offered, if none was since ``ahead`` was read."""
    unread = Attr("visits").eq(ahead.counted)
    return Update(
        part_key(KIND, ahead.contact_id, "OPEN#!"),
        add={"visits": count},
        only_if=unread if ahead.counted else Attr("pk").not_exists(),
        name=COUNTER,
    )


def none_booked_since(ahead: Ahead) -> Check:
    """No visit was booked or moved since ``ahead`` was read. It may have been called off."""
    unread = Attr("visits").eq(ahead.counted)
    return Check(
        part_key(KIND, ahead.contact_id, "OPEN#!"),
        only_if=unread if ahead.counted else Attr("pk").not_exists(),
        name=COUNTER,
    )


def visit_put(contact_id: str, visit: VisitAhead) -> Put:
    """Note a visit that lies ahead."""
    return Put(
        {
            **_visit_key(contact_id, visit.appointment_id, visit.starts_at),
            "appointment_id": visit.appointment_id,
            "location_id": visit.location_id,
            "starts_at": instant_text(visit.starts_at),
            "ends_at": instant_text(visit.ends_at),
            "service_id": visit.service_id,
        }
    )


def visit_delete(contact_id: str, appointment_id: str, starts_at: datetime) -> Delete:
    """A visit lies ahead no longer."""
    return Delete(_visit_key(contact_id, appointment_id, starts_at))


def wait_put(contact_id: str, wait: Wait, instead_of: str | None) -> Put:
    """Note a place on a waitlist, over the one of this entry id; over none if that is None."""
    offer = {
        "slot_id": wait.slot_id,
        "hold_id": wait.hold_id,
        "held_until": instant_text(wait.held_until) if wait.held_until else None,
    }
    return Put(
        {
            **_wait_key(contact_id, wait),
            "entry_id": wait.entry_id,
            "location_id": wait.location_id,
            "service_id": wait.service_id,
            "place": wait.place,
            "expires_at": wait.expires_at,
            **offer,
        },
        Attr("entry_id").eq(instead_of) if instead_of else Attr("pk").not_exists(),
        WAIT,
    )


def wait_delete(contact_id: str, wait: Wait, *, or_gone: bool) -> Delete:
    """A place on a waitlist is given up, if it still is this entry's; ``or_gone``, or nobody's."""
    is_its: Condition = Attr("entry_id").eq(wait.entry_id)
    only_if = is_its | Attr("pk").not_exists() if or_gone else is_its
    return Delete(_wait_key(contact_id, wait), only_if, WAIT)


def _wait_key(contact_id: str, wait: Wait) -> dict[str, str]:
    return part_key(KIND, contact_id, f"OPEN#WAIT#{wait.location_id}#{wait.service_id}")


def _wait(item: Item) -> Wait:
    until = item.get("held_until")
    return Wait(
        entry_id=item["entry_id"],
        location_id=item["location_id"],
        service_id=item["service_id"],
        place=item["place"],
        expires_at=int(item["expires_at"]),
        slot_id=item.get("slot_id"),
        hold_id=item.get("hold_id"),
        held_until=parse_instant(until) if until else None,
    )


def _visit_key(contact_id: str, appointment_id: str, starts_at: datetime) -> dict[str, str]:
    return part_key(KIND, contact_id, f"OPEN#VISIT#{instant_text(starts_at)}#{appointment_id}")
