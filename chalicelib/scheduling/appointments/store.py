"""Holds and appointments in the table.

    APPOINTMENT#<id>    APPOINTMENT         the appointment
                        EVENT#<at>#<id>     its history
                        MAIL-FOR-NOTHING    it was said that nothing mailed about it, or about the
                                            series of this id, arrives
    HOLD#<id>           HOLD                a hold as it was given, under the id of its request

A slot's own item is the truth about who has it, and every write here is conditional on it. While an
appointment waits for its escort's deadline, to be asked about, or for whoever has not come, it
stands in ``due`` under ``appointment#<location>``; for boosters see boosters.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from ...platform.clock import instant_text
from ...platform.storage.conditions import Attr, Key
from ...platform.storage.expressions import Item
from ...platform.storage.keys import Key as TableKey
from ...platform.storage.keys import item_key, part_key
from ...platform.storage.table import Table
from ...platform.storage.writes import Put, Update, Write
from ..slots.keys import slot_key_of
from ..slots.models import Slot
from ..slots.store import SLOT, changed_slot_put
from .models import Appointment, Hold

KIND = "APPOINTMENT"
APPOINTMENT = "appointment"
"""The name of the write that stores or changes the appointment."""
HOLD = "HOLD"

MAIL_FOR_NOTHING = "mail-for-nothing"
"""Refused under this name, that mail about it does not arrive was said before."""


def slot_taken(before: Slot, after: Slot) -> Write:
    """Take a slot as it was read."""
    return replace(changed_slot_put(before, after), name=SLOT)


def appointment_seated(before: Slot, appointment: Appointment, now: datetime) -> Write:
    """Take a slot as it was read for an appointment, which it shows from then on."""
    return slot_taken(before, before.booked(appointment.appointment_id, appointment.brief(now)))


def held_slot_taken(hold: Hold, appointment: Appointment, now: datetime) -> Update:
    """Take the slot that a hold keeps, if it still does: nobody is offered it any more."""
    held = Attr("status").eq("held") & Attr("hold_id").eq(hold.hold_id)
    return Update(
        slot_key_of(hold.slot_id),
        set=_booked_by(appointment, now),
        add={"version": 1},
        remove=(*_OF_HOLDS, *_IN_INDEXES),
        only_if=held & Attr("hold_until").gt(instant_text(now)),
        name=SLOT,
    )


def free_slot_taken(appointment: Appointment, now: datetime) -> Update:
    """Take the appointment's slot as the index offers it, if it is free indeed.

    Or if it rests since this very contact point gave it up. The write's name is the slot's id.
    """
    is_held = Attr("status").eq("held")
    ran_out = is_held & Attr("hold_until").lte(instant_text(now))
    was_theirs = Attr("offer_at").exists() & Attr("given_up_by").eq(appointment.point_id)
    return Update(
        slot_key_of(appointment.slot_id),
        set=_booked_by(appointment, now),
        add={"version": 1},
        remove=(*_OF_HOLDS, *_IN_INDEXES),
        only_if=Attr("status").eq("free") | ran_out | (is_held & was_theirs),
        name=appointment.slot_id,
    )


def appointment_shown(before: Appointment, after: Appointment, now: datetime) -> Update:
    """Let the slot show its appointment as ``appointment_update`` of the same two leaves it.

    The two go together in every transaction that changes an appointment and leaves it in its slot.
    Refused, the appointment is no longer in this slot: it has just been changed.
    """
    written = after.model_copy(update={"version": before.version + 1})
    return Update(
        slot_key_of(before.slot_id),
        set={"appointment": _brief(written, now)},
        add={"version": 1},
        only_if=Attr("appointment_id").eq(before.appointment_id),
    )


def _booked_by(appointment: Appointment, now: datetime) -> dict[str, Any]:
    return {
        "status": "booked",
        "appointment_id": appointment.appointment_id,
        "appointment": _brief(appointment, now),
    }


def _brief(appointment: Appointment, changed_at: datetime) -> dict[str, Any]:
    return appointment.brief(changed_at).model_dump(mode="json", exclude_none=True)


_OF_HOLDS = (
    "hold_id",
    "hold_until",
    "holder",
    "hold_number",
    "offered_to",
    "given_up_by",
    "offer_at",
    "not_for",
)
_IN_INDEXES = ("open_pk", "open_sk", "due_pk", "due_at")


def hold_key(request_id: str) -> TableKey:
    """The key of the hold that this request got."""
    return item_key(HOLD, request_id)


def hold_put(request_id: str, hold: Hold, now: datetime) -> Put:
    """Store what a request for a hold got, once as long as that hold lasts."""
    content = hold.model_dump(mode="json", exclude_none=True)
    disposed_at = hold.held_until + timedelta(days=1)
    ran_out = Attr("held_until").lte(instant_text(now))
    return Put(
        {**hold_key(request_id), **content, "expires_at": int(disposed_at.timestamp())},
        Attr("pk").not_exists() | ran_out,
    )


def appointment_key(appointment_id: str) -> TableKey:
    """The key of the appointment of this id."""
    return item_key(KIND, appointment_id)


def appointment_put(appointment: Appointment, due_at: datetime | None) -> Put:
    """Store a new appointment, once."""
    content = appointment.model_dump(mode="json", exclude_none=True)
    key = appointment_key(appointment.appointment_id)
    return Put(
        {**key, **_due(appointment, due_at), **content}, Attr("pk").not_exists(), APPOINTMENT
    )


def appointment_update(before: Appointment, after: Appointment, due_at: datetime | None) -> Update:
    """Bring an appointment from how it was read to how it is to be, if it is still so.

    As long as it stays in its slot, ``appointment_shown`` goes with it.
    """
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    changes = {name: value for name, value in new.items() if value != old[name]}
    return Update(
        appointment_key(before.appointment_id),
        set={**changes, "due_pk": None, "due_at": None, **_due(after, due_at)},
        add={"version": 1},
        only_if=Attr("version").eq(before.version),
        name=APPOINTMENT,
    )


def appointment_filed_anew(
    appointment: Appointment, due_at: datetime | None, now: datetime
) -> Update:
    """Let an appointment wait until another time; nothing else about it changes.

    Refused if it changed since it was read, or waits for a time that is still to come.
    """
    unmoved = Attr("version").eq(appointment.version)
    return Update(
        appointment_key(appointment.appointment_id),
        set={"due_pk": None, "due_at": None, **_due(appointment, due_at)},
        only_if=unmoved & Attr("due_at").lte(instant_text(now)),
        name=APPOINTMENT,
    )


def close_asked(appointment: Appointment, due_at: datetime | None, now: datetime) -> Update:
    """Note that the desk is asked about an appointment close to another one.

    Its version stays, which its visitor sees: they would read in it that there is another one.
    """
    refiled = appointment_filed_anew(appointment, due_at, now)
    return replace(refiled, set={**refiled.set, "ask_close_at": None})


def _due(appointment: Appointment, due_at: datetime | None) -> dict[str, Any]:
    if due_at is None:
        return {}
    return {
        "due_pk": appointment_partition(appointment.location_id),
        "due_at": instant_text(due_at),
    }


def appointment_partition(location_id: str) -> str:
    """The partition in which appointments wait for a look at them, and people for a booster."""
    return f"appointment#{location_id}"


def load_due_appointments(table: Table, location_id: str, now: datetime) -> Iterator[Item]:
    """Appointments of a location, and boosters, whose time has come, as the index knows them."""
    due = Key("due_pk").eq(appointment_partition(location_id)) & Key("due_at").lte(
        instant_text(now)
    )
    return table.query_all(due, index="due", page_size=100)


def load_appointment_at(table: Table, item: Item) -> Appointment | None:
    """The appointment that an entry of an index stands for, as it now stands, or None."""
    found = table.get({"pk": item["pk"], "sk": item["sk"]})
    return Appointment.model_validate(found) if found else None


def load_appointment(table: Table, appointment_id: str) -> Appointment | None:
    """The appointment as it now stands, or None."""
    item = table.get(appointment_key(appointment_id))
    return Appointment.model_validate(item) if item else None


def load_appointments(table: Table, appointment_ids: Sequence[str]) -> list[Appointment]:
    """Those of the appointments that there are, in this order: a hundred take one round trip."""
    found = table.get_many([appointment_key(each) for each in appointment_ids])
    return [Appointment.model_validate(item) for item in found]


def mail_for_nothing_put(once_for: str, now: datetime) -> Put:
    """Note, for good, that it was said: mail about this appointment, or series, does not arrive."""
    return Put(
        {**part_key(KIND, once_for, "MAIL-FOR-NOTHING"), "at": instant_text(now)},
        only_if=Attr("pk").not_exists(),
        name=MAIL_FOR_NOTHING,
    )
