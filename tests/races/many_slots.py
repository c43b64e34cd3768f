"""Many slots at once, put into the table quickly, for the job that releases them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.expressions import from_attributes, write_request
from chalicelib.platform.storage.writes import Put
from chalicelib.scheduling.appointments.models import AppointmentBrief, AppointmentStatus
from chalicelib.scheduling.slots.models import Slot, SlotStatus
from chalicelib.scheduling.slots.store import slot_item

from .builders import HERE

_BATCH = 25
_HANDS = 4

A_APPOINTMENT = AppointmentBrief(
    service_id="follow-up",
    first_name="Robin",
    status=AppointmentStatus.BOOKED,
    version=1,
    changed_at=datetime(2026, 11, 20, 15, 0, tzinfo=UTC),
)


def due_slots(count: int, now: datetime) -> list[Slot]:
    """So many slots whose time has come: of one in ten a reservation ends, the rest go to the desk.

    They stand on as many days as they have to, two hundred bays at six starts a day.
    """
    return [_due_slot(number, now) for number in range(count)]


def _due_slot(number: int, now: datetime) -> Slot:
    start, bay = divmod(number, 200)
    day, hour = divmod(start, 6)
    starts_at = now.replace(minute=0, second=0, microsecond=0) + timedelta(days=day, hours=1 + hour)
    slot = Slot(
        location_id=HERE,
        date=starts_at.date(),
        pool="consult",
        bay=f"room-{bay}",
        starts_at=starts_at,
        minutes=60,
        cut_off_at=starts_at - timedelta(days=day, hours=7),
    )
    if number % 10:
        return slot
    reserved = {
        "services": ("ketamine-consultation",),
        "fallback_pool": "infusion",
        "release_at": slot.cut_off_at,
        "cut_off_at": starts_at,
    }
    return slot.model_copy(update=reserved)


def slots_that_wait(count: int, now: datetime) -> list[Slot]:
    """So many that the job must leave alone: not due yet, or booked."""
    later = now.replace(minute=0, second=0, microsecond=0) + timedelta(days=30)
    waiting = [
        Slot(
            location_id=HERE,
            date=date(2027, 1, 1),
            pool="consult",
            bay=f"room-{number}",
            starts_at=later,
            minutes=60,
            cut_off_at=later,
        )
        for number in range(count)
    ]
    return [
        slot.booked("0" * 26, A_APPOINTMENT) if number % 2 else slot
        for number, slot in enumerate(waiting)
    ]


def fill_schedule(run: Runtime, slots: list[Slot]) -> None:
    """Put them all into the table."""

    def put(batch: list[Slot]) -> None:
        items = (write_request(Put(slot_item(slot)), run.table.name)[1]["Item"] for slot in batch)
        requests: Any = {run.table.name: [{"PutRequest": {"Item": item}} for item in items]}
        while requests:
            requests = run.table.client.batch_write_item(RequestItems=requests)["UnprocessedItems"]

    batches = [slots[start : start + _BATCH] for start in range(0, len(slots), _BATCH)]
    with ThreadPoolExecutor(_HANDS) as pool:
        list(pool.map(put, batches))


def all_slots(run: Runtime) -> Iterator[Slot]:
    """Every slot, as it now stands."""
    pages = run.table.client.get_paginator("scan").paginate(TableName=run.table.name)
    for page in pages:
        yield from (Slot.model_validate(from_attributes(item)) for item in page["Items"])


def as_released(slot: Slot) -> Slot:
    """A slot that was due, as it has to be now: written once."""
    after = slot.unreserved()
    if slot.fallback_pool is None:
        after = slot.model_copy(update={"status": SlotStatus.RELEASED})
    return after.model_copy(update={"version": slot.version + 1})
