"""What the release job writes, told from the index: the same as the slot itself would say."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.platform.storage.writes import Update
from chalicelib.scheduling.slots.models import Slot, SlotStatus
from chalicelib.scheduling.slots.release_store import release_update
from chalicelib.scheduling.slots.rules import release_due
from chalicelib.scheduling.slots.store import slot_item
from infra.table_definition import STATEFUL_TEMPLATE, create_table_arguments

NOON = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
Item = dict[str, Any]


def near_noon(least: int, most: int) -> st.SearchStrategy[datetime]:
    return st.integers(least, most).map(lambda minutes: NOON + timedelta(minutes=minutes))


def a_slot(**more: Any) -> Slot:
    """A slot of the afternoon."""
    return Slot(
        location_id="harbor",
        date=date(2026, 11, 24),
        pool="consult",
        bay="room-1",
        starts_at=NOON + timedelta(hours=3),
        minutes=60,
        **more,
    )


@pytest.mark.parametrize("status", SlotStatus)
def test_only_what_nobody_took_since_is_offered_once_it_has_rested(status: SlotStatus) -> None:
    """Whatever an earlier version left of the time at which it was to be offered."""
    slot = a_slot(cut_off_at=NOON, status=status, offer_at=NOON)
    is_held = status is SlotStatus.HELD
    rested = [slot.is_to_be_offered(NOON + timedelta(minutes=more)) for more in (-1, 0, 1)]
    assert rested == [False, is_held, is_held]


@st.composite
def free_slots(draw: st.DrawFn) -> Slot:
    """A slot that nobody has, reserved or not, its times not far from noon."""
    reserved = draw(st.booleans())
    return a_slot(
        services=("visit",) if reserved else draw(st.sampled_from([None, ("visit",)])),
        cut_off_at=draw(near_noon(-2, 2)),
        fallback_pool=draw(st.sampled_from(["consult", "infusion"])) if reserved else None,
        release_at=draw(near_noon(-2, 2)) if reserved else None,
        version=draw(st.integers(1, 3)),
    )


moments = st.builds(
    lambda minute, seconds: minute + timedelta(seconds=seconds),
    near_noon(-3, 3),
    st.sampled_from([0, 0.001, 59.999]),
)


def update_due(seen: Item, now: datetime) -> Update | None:
    """What the job writes for a slot by now, if anything is due."""
    due = release_due(seen, now)
    return release_update(seen, due, now) if due else None


def as_the_model_says(slot: Slot, now: datetime) -> Slot:
    if now >= slot.cut_off_at:
        return slot.freed(now)
    if slot.release_at is not None and now >= slot.release_at:
        return slot.unreserved()
    return slot


@cache
def shown_by_the_index() -> frozenset[str]:
    """The attributes that the index ``due`` shows."""
    shape = create_table_arguments(STATEFUL_TEMPLATE.read_text(), "any")
    (due,) = (i for i in shape["GlobalSecondaryIndexes"] if i["IndexName"] == "due")
    return frozenset({*due["Projection"]["NonKeyAttributes"], "pk", "sk", "due_pk", "due_at"})


def indexed(item: Item) -> Item:
    """The item as the index ``due`` shows it."""
    shown = shown_by_the_index()
    return {name: value for name, value in item.items() if name in shown and value is not None}


def carried_out(update: Update, item: Item) -> Item:
    changed = {**item, **update.set}
    for name, by in update.add.items():
        changed[name] += by
    return {name: value for name, value in changed.items() if name not in update.remove}


def without_nones(item: Item) -> Item:
    return {name: value for name, value in item.items() if value is not None}


@given(free_slots(), moments)
def test_what_the_index_tells_is_enough_to_write_what_is_due(slot: Slot, now: datetime) -> None:
    entry, item = indexed(slot_item(slot)), without_nones(slot_item(slot))
    after = as_the_model_says(slot, now)
    if after == slot:
        return  # not due, so the index is not asked for it
    update = update_due(entry, now)
    assert update is not None
    wanted = slot_item(after.model_copy(update={"version": slot.version + 1}))
    assert carried_out(update, item) == without_nones(wanted)


@given(free_slots(), moments)
def test_the_slot_itself_tells_the_same_and_when_nothing_is_due(slot: Slot, now: datetime) -> None:
    item = without_nones(slot_item(slot))
    after = as_the_model_says(slot, now)
    update = update_due(item, now)
    assert (update is None) == (after == slot)
    if update is not None:
        wanted = slot_item(after.model_copy(update={"version": slot.version + 1}))
        assert carried_out(update, item) == without_nones(wanted)


@given(free_slots(), st.sampled_from([s for s in SlotStatus if s is not SlotStatus.FREE]))
def test_for_what_is_not_free_nothing_is_due(slot: Slot, status: SlotStatus) -> None:
    item = slot_item(slot.model_copy(update={"status": status}))
    assert update_due(without_nones(item), NOON + timedelta(days=1)) is None
