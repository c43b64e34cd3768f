"""Slots in the table.

    SLOTS#<location>#<local date>    <start>#<bay>    a slot
                                     DAY              what holds for the whole day
                                     CANCELED#<id>    an appointment that was canceled online then

What is due for a slot, and whether it can be had, follows from the slot: rules.py decides it, and
``keys_in_indexes`` says where it so stands.

    open   <location>#<pool>      <start>#<bay>    free or held
    due    release#<location>     <at>             free: its reservation ends, or its cut-off
           hold#<location>        <at>             held: the hold runs out
           freed#<location>       <at>             given up: to be offered to those who wait
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from ...clinic import Location, RetentionSettings
from ...platform.clock import instant_text, parse_instant
from ...platform.storage.conditions import Attr, Key
from ...platform.storage.expressions import Item
from ...platform.storage.keys import Key as TableKey
from ...platform.storage.keys import part_key
from ...platform.storage.table import Table
from ...platform.storage.writes import Delete, Put, Write
from ..appointments.cancel_models import CanceledOnline
from ..times import minute_text
from .availability import OpenEntry
from .keys import CANCELED, KIND, canceled_key, slot_key_of
from .models import Day, DaySchedule, Slot
from .rules import DueFor, due_of, is_listed_as_open

DAY_SK = "DAY"
SLOT = "slot"
"""The name of the write that takes a slot, or frees it."""

OPEN_INDEX = "open"


def day_key(location_id: str, day: date) -> TableKey:
    """The key of the facts that hold for a whole day."""
    return part_key(KIND, f"{location_id}#{day}", DAY_SK)


def slot_key(slot: Slot) -> dict[str, str]:
    """The key of a slot."""
    return part_key(KIND, f"{slot.location_id}#{slot.date}", slot.start_and_bay)


def bay_of(slot_id: str) -> str:
    """The bay of the slot of this id."""
    return slot_id.rpartition("~")[2]


def start_of(slot_id: str) -> datetime:
    """The start of the slot of this id."""
    return parse_instant(slot_id.split("~")[2])


def slot_id_of(location: Location, entry: OpenEntry) -> str:
    """The id of the slot that an entry of the index stands for."""
    day = datetime.fromisoformat(entry.start).astimezone(location.tz).date()
    return f"{location.id}~{day}~{entry.start}~{entry.bay}"


def open_partition(location_id: str, pool: str) -> str:
    """The partition of the index in which a pool's slots that can be had stand."""
    return f"{location_id}#{pool}"


def release_partition(location_id: str) -> str:
    """The partition in which free slots wait for the end of their reservation, or their cut-off."""
    return f"release#{location_id}"


def hold_partition(location_id: str) -> str:
    """The partition in which held slots wait for their hold to run out."""
    return f"hold#{location_id}"


def freed_partition(location_id: str) -> str:
    """The partition in which slots that were given up wait to be offered."""
    return f"freed#{location_id}"


def keys_in_indexes(slot: Slot) -> dict[str, str | None]:
    """The slot's keys in the indexes ``open`` and ``due``; None where it does not stand in one."""
    due, can_be_had = due_of(slot), is_listed_as_open(slot)
    return {
        "open_pk": open_partition(slot.location_id, slot.pool) if can_be_had else None,
        "open_sk": slot.start_and_bay if can_be_had else None,
        "due_pk": _PARTITIONS[due.what](slot.location_id) if due else None,
        "due_at": instant_text(due.at) if due else None,
    }


_PARTITIONS = {
    DueFor.RELEASE: release_partition,
    DueFor.HOLD_TO_END: hold_partition,
    DueFor.OFFER: freed_partition,
}


def slot_item(slot: Slot) -> Item:
    """The whole item."""
    content = slot.model_dump(mode="json", exclude_none=True)
    return {**slot_key(slot), **keys_in_indexes(slot), **content}


def until_long_over(slot: Slot, retention: RetentionSettings) -> Slot:
    """The slot with the time at which the table takes it away, by the clinic's settings."""
    return slot.model_copy(update={"expires_at": retention.slot_until(slot.starts_at)})


def new_slot_put(slot: Slot, retention: RetentionSettings) -> Put:
    """Store a slot where there is none, until it is long over."""
    return Put(
        slot_item(until_long_over(slot, retention)),
        only_if=Attr("pk").not_exists(),
        name=slot.slot_id,
    )


def changed_slot_put(before: Slot, after: Slot) -> Put:
    """Store a slot over what it was when it was read, if nobody touched it since."""
    item = slot_item(after.model_copy(update={"version": before.version + 1}))
    return Put(item, only_if=Attr("version").eq(before.version), name=after.slot_id)


def slot_delete(slot: Slot) -> Delete:
    """Take a slot away, if nobody touched it since it was read."""
    return Delete(slot_key(slot), only_if=Attr("version").eq(slot.version), name=slot.slot_id)


def day_put(schedule: DaySchedule, day: Day) -> Write:
    """Store what now holds for the day, if it is still as it was when it was read."""
    seen = schedule.day.version
    content = day.model_dump(mode="json") | {"version": seen + 1}
    key = day_key(schedule.location_id, schedule.date)
    unmoved = Attr("version").eq(seen) if seen else Attr("pk").not_exists()
    return Put({**key, **content}, only_if=unmoved)


def load_day(table: Table, location_id: str, day: date) -> DaySchedule:
    """A day with all its slots as they now stand (strongly consistent), in order of time."""
    items = list(table.query_all(Key("pk").eq(f"{KIND}#{location_id}#{day}")))
    about = next((item for item in items if item["sk"] == DAY_SK), {})
    canceled = [item for item in items if item["sk"].startswith(CANCELED)]
    others = (DAY_SK, CANCELED)
    slots = [item for item in items if not item["sk"].startswith(others)]
    return DaySchedule(
        location_id=location_id,
        date=day,
        day=_day(about),
        slots=tuple(Slot.model_validate(item) for item in slots),
        canceled_online=tuple(CanceledOnline.model_validate(item) for item in canceled),
    )


def canceled_online_put(
    location_id: str, day: date, canceled: CanceledOnline, retention: RetentionSettings
) -> Put:
    """Show on the day on which it was that an appointment was canceled online."""
    key = canceled_key(location_id, day, canceled.appointment_id)
    end = {"expires_at": retention.slot_until(canceled.canceled_at)}
    return Put({**key, **canceled.model_dump(mode="json", exclude_none=True), **end})


def _day(item: dict[str, Any]) -> Day:
    return Day.model_validate({name: item[name] for name in Day.model_fields if name in item})


def load_slot(table: Table, slot_id: str) -> Slot | None:
    """The slot as it now stands, or None."""
    item = table.get(slot_key_of(slot_id))
    return Slot.model_validate(item) if item else None


def load_start(table: Table, location_id: str, day: str, starts_at: datetime) -> list[Slot]:
    """All slots that start at this very time, as they now stand (strongly consistent)."""
    start_and_bay = Key("sk").begins_with(f"{minute_text(starts_at)}#")
    items = table.query(Key("pk").eq(f"{KIND}#{location_id}#{day}") & start_and_bay).items
    return [Slot.model_validate(item) for item in items]


def load_slot_at(table: Table, item: Item) -> Slot | None:
    """The slot that an entry of an index stands for, as it now stands, or None."""
    found = table.get({"pk": item["pk"], "sk": item["sk"]})
    return Slot.model_validate(found) if found else None


def load_due_slots(table: Table, partition: str, now: datetime) -> Iterator[Item]:
    """Slots for which the time has come, as the index knows them."""
    due = Key("due_pk").eq(partition) & Key("due_at").lte(instant_text(now))
    return table.query_all(due, index="due", page_size=500)


def load_open(
    table: Table, location_id: str, pool: str, start: datetime, end: datetime
) -> Iterator[OpenEntry]:
    """A pool's free and held slots that start from ``start`` to ``end``, as the index knows them.

    Both are whole minutes; ``end`` itself is not meant.
    """
    starts = Key("open_sk").between(minute_text(start), minute_text(end))
    condition = Key("open_pk").eq(open_partition(location_id, pool)) & starts
    for item in table.query_all(condition, index=OPEN_INDEX):
        yield open_entry(item)


def open_entry(item: Item) -> OpenEntry:
    """An entry of the index ``open``; start and bay are in its key."""
    start, _, bay = str(item["open_sk"]).partition("#")
    minutes = int(item["minutes"])
    return OpenEntry(start, bay, minutes, item.get("services"), item.get("hold_until"))
