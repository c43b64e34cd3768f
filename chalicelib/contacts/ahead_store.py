"""What lies ahead of a contact: calls owed and visits booked, read and kept as one.

One query reads it all. Its counter goes up with every visit that is booked, and each booking is
conditional on the number that it read, so two bookings of one contact at once cannot both think
that the time is free.
"""

from dataclasses import dataclass, field
from datetime import datetime

from boto3.dynamodb.conditions import Attr, Key

from ..core.clock import instant_text, parse_instant
from ..core.keys import part_key
from ..core.table import Table
from ..core.writes import Check, Delete, Put, Update
from .store import KIND

COUNTER = "visits-counter"
"""The name of the write that counts a contact's visits."""


@dataclass(frozen=True)
class VisitAhead:
    """A visit that is booked."""

    appointment_id: str
    starts_at: datetime
    ends_at: datetime
    service_id: str


@dataclass(frozen=True)
class CallOwed:
    """A callback that is open."""

    callback_id: str
    day: str


@dataclass(frozen=True)
class Ahead:
    """What lies ahead of one contact, as it was read."""

    contact_id: str
    counted: int = 0
    calls: dict[str, CallOwed] = field(default_factory=dict)
    """By location."""
    visits: tuple[VisitAhead, ...] = ()

    def busy(self, starts_at: datetime, ends_at: datetime, but_for: str = "") -> bool:
        """Does another visit than ``but_for`` take any of this time?"""
        return any(
            visit.starts_at < ends_at and starts_at < visit.ends_at
            for visit in self.visits
            if visit.appointment_id != but_for
        )


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
                parse_instant(item["starts_at"]),
                parse_instant(item["ends_at"]),
                item["service_id"],
            )
            for item in visits
        ),
    )


def count_visits(ahead: Ahead, count: int = 1) -> Update:
    """Count visits that are being booked, if none was since ``ahead`` was read."""
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
            "starts_at": instant_text(visit.starts_at),
            "ends_at": instant_text(visit.ends_at),
            "service_id": visit.service_id,
        }
    )


def visit_delete(contact_id: str, appointment_id: str, starts_at: datetime) -> Delete:
    """A visit lies ahead no longer."""
    return Delete(_visit_key(contact_id, appointment_id, starts_at))


def _visit_key(contact_id: str, appointment_id: str, starts_at: datetime) -> dict[str, str]:
    return part_key(KIND, contact_id, f"OPEN#VISIT#{instant_text(starts_at)}#{appointment_id}")
