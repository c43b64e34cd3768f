"""Commitments ahead of a contact point, kept as one: calls owed, appointments, places on waitlists.

One query reads it all. Its counter goes up with every appointment that is booked or offered, and
each booking and offer is conditional on the number that it read, so two of them for one point at
once cannot both think that the time is free.
"""

from datetime import datetime

from ..platform.clock import instant_text, parse_instant
from ..platform.storage.conditions import Attr, Condition, Key
from ..platform.storage.expressions import Item
from ..platform.storage.keys import part_key
from ..platform.storage.table import Table
from ..platform.storage.writes import Check, Delete, Put, Update
from .commitments import Ahead, AppointmentAhead, CallOwed, WaitlistCommitment
from .link_models import Alias
from .link_rules import connected
from .link_store import PREFIX as LINKED
from .link_store import linked_of
from .store import KIND, may_have_wishes


def load_ahead(table: Table, point_id: str, person_id: str | None = None) -> Ahead:
    """Commitments ahead of a person (a consistent read), or of everybody on the contact point."""
    condition = Key("pk").eq(f"{KIND}#{point_id}") & Key("sk").begins_with("OPEN#")
    items = list(table.query_all(condition))
    counter = [int(item["appointments"]) for item in items if item["sk"] == "OPEN#!"]
    calls = [
        item for item in items if item["sk"].startswith("OPEN#CALLBACK#") and "callback_id" in item
    ]
    noted = [item for item in items if item["sk"].startswith("OPEN#APPOINTMENT#")]
    everybodys = [_appointment_ahead(item) for item in noted if not item.get("fulfilled")]
    over = [_appointment_ahead(item) for item in noted if item.get("fulfilled")]
    return Ahead(
        point_id,
        person_id or "",
        counter[0] if counter else 0,
        {item["location_id"]: _call_owed(item) for item in calls},
        tuple(each for each in everybodys if person_id in (None, each.person_id)),
        tuple(each for each in everybodys if not each.is_by_staff),
        tuple(_waitlist_commitment(item) for item in items if item["sk"].startswith("OPEN#WAIT#")),
        _linked(items, person_id),
        fulfilled=tuple(each for each in over if person_id in (None, each.person_id)),
    )


def _call_owed(item: Item) -> CallOwed:
    standing = item.get("standing", {})
    return CallOwed(item["callback_id"], item["day"], may_have_wishes(item), standing)


def _appointment_ahead(item: Item) -> AppointmentAhead:
    return AppointmentAhead(
        item["appointment_id"],
        item["location_id"],
        parse_instant(item["starts_at"]),
        parse_instant(item["ends_at"]),
        item["service_id"],
        item.get("person_id", ""),
        item.get("is_by_staff", False),
    )


def _linked(items: list[Item], person_id: str | None) -> tuple[Alias, ...]:
    """The others that this person is linked with, in one order."""
    kept = [linked_of(item) for item in items if item["sk"] == f"{LINKED}{person_id}"]
    found = (alias for each in kept for alias in connected(each.alias, each.links)[0])
    return tuple(sorted((a for a in found if a.person_id != person_id), key=lambda a: a.person_id))


def count_appointments(ahead: Ahead, count: int = 1) -> Update:
    """Count appointments that are booked or offered, if none was since ``ahead`` was read."""
    unread = Attr("appointments").eq(ahead.counted)
    return Update(
        part_key(KIND, ahead.point_id, "OPEN#!"),
        add={"appointments": count},
        only_if=unread if ahead.counted else Attr("pk").not_exists(),
    )


def none_booked_since(ahead: Ahead) -> Check:
    """No appointment was booked or moved since ``ahead`` was read. It may have been called off."""
    unread = Attr("appointments").eq(ahead.counted)
    return Check(
        part_key(KIND, ahead.point_id, "OPEN#!"),
        only_if=unread if ahead.counted else Attr("pk").not_exists(),
    )


def appointment_put(point_id: str, appointment: AppointmentAhead) -> Put:
    """Note an appointment that lies ahead."""
    return Put(_noted(point_id, appointment))


def appointment_fulfilled_put(point_id: str, appointment: AppointmentAhead, until: datetime) -> Put:
    """Note that an appointment took place, until limits count it no more.

    What lasts longer in the table does no harm: limits look at its time.
    """
    over = {"fulfilled": True, "expires_at": int(until.timestamp())}
    return Put({**_noted(point_id, appointment), **over})


def _noted(point_id: str, appointment: AppointmentAhead) -> Item:
    return {
        **_appointment_key(point_id, appointment.appointment_id, appointment.starts_at),
        "appointment_id": appointment.appointment_id,
        "location_id": appointment.location_id,
        "starts_at": instant_text(appointment.starts_at),
        "ends_at": instant_text(appointment.ends_at),
        "service_id": appointment.service_id,
        "person_id": appointment.person_id,
        "is_by_staff": appointment.is_by_staff,
    }


def appointment_delete(point_id: str, appointment_id: str, starts_at: datetime) -> Delete:
    """An appointment lies ahead no longer."""
    return Delete(_appointment_key(point_id, appointment_id, starts_at))


def waitlist_put(point_id: str, commitment: WaitlistCommitment, instead_of: str | None) -> Put:
    """Note a place on a waitlist, over the one of this entry id; over none if that is None.

    Staff give a person one for each service and location; a visitor's are as many as they made.
    """
    offer = {
        "slot_id": commitment.slot_id,
        "hold_id": commitment.hold_id,
        "held_until": instant_text(commitment.held_until) if commitment.held_until else None,
    }
    return Put(
        {
            **_waitlist_key(point_id, commitment),
            "entry_id": commitment.entry_id,
            "person_id": commitment.person_id,
            "location_id": commitment.location_id,
            "service_id": commitment.service_id,
            "waitlist_position": commitment.waitlist_position,
            "expires_at": commitment.expires_at,
            "is_by_staff": commitment.is_by_staff,
            **offer,
        },
        Attr("entry_id").eq(instead_of) if instead_of else Attr("pk").not_exists(),
    )


def waitlist_delete(point_id: str, commitment: WaitlistCommitment, *, or_gone: bool) -> Delete:
    """A place on a waitlist is given up, if it still is this entry's; ``or_gone``, or nobody's."""
    is_its: Condition = Attr("entry_id").eq(commitment.entry_id)
    only_if = is_its | Attr("pk").not_exists() if or_gone else is_its
    return Delete(_waitlist_key(point_id, commitment), only_if)


def _waitlist_key(point_id: str, commitment: WaitlistCommitment) -> dict[str, str]:
    known_by = commitment.person_id if commitment.is_by_staff else commitment.entry_id
    where = f"{commitment.location_id}#{commitment.service_id}"
    return part_key(KIND, point_id, f"OPEN#WAIT#{where}#{known_by}")


def _waitlist_commitment(item: Item) -> WaitlistCommitment:
    until = item.get("held_until")
    return WaitlistCommitment(
        entry_id=item["entry_id"],
        person_id=item["person_id"],
        location_id=item["location_id"],
        service_id=item["service_id"],
        waitlist_position=item["waitlist_position"],
        expires_at=int(item["expires_at"]),
        is_by_staff=item["is_by_staff"],
        slot_id=item.get("slot_id"),
        hold_id=item.get("hold_id"),
        held_until=parse_instant(until) if until else None,
    )


def _appointment_key(point_id: str, appointment_id: str, starts_at: datetime) -> dict[str, str]:
    return part_key(KIND, point_id, f"OPEN#APPOINTMENT#{instant_text(starts_at)}#{appointment_id}")
