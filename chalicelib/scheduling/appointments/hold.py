"""Keep a time for a visitor for some minutes, while they tell us who they are."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from ...platform.clock import instant_text
from ...platform.errors import RefusedError
from ...platform.runtime import Runtime
from ..errors import TimeTakenError, TooManyHoldsError
from ..slots.bookable import Wanted, free_of, slots_at, wanted_by_visitor
from ..slots.models import Slot
from ..times import local_text
from . import store
from .models import Hold, HoldIn, HoldView

_TRIES = 6


def hold_time(run: Runtime, given: HoldIn, address: str, key: str | None) -> HoldView:
    """Hold one free bay at this start time, for as long as the clinic holds times.

    Two round trips: one look at the slots of that time, one transaction that takes a slot and one
    of the few places that this address has for holds. The same ``key`` again is the same hold
    while it lasts. Raises InvalidInputError, TimeNotOfferedError, TimeTakenError,
    TooManyHoldsError.
    """
    want = wanted_by_visitor(run, given.location_id, given.service_id, given.starts_at)
    now = run.clock()
    hold_id = run.keyring.derived_id(f"hold:{address}", key) if key else run.ids.new(now)
    holder = run.keyring.derived_id("holder", address)
    until = now + timedelta(minutes=run.clinic.scheduling.hold_minutes)
    place = 0
    for _ in range(_TRIES):
        slot = _pick(_free_or_mine(run, want, hold_id), hold_id)
        if slot.hold_id == hold_id and slot.hold_until and slot.hold_until > now:
            return _view(run, _hold_of(want, slot), want)
        kept = slot.held(hold_id, until, holder, place)
        hold = _hold_of(want, kept)
        try:
            run.table.transact([store.slot_taken(slot, kept), store.hold_counted(hold, now)])
        except RefusedError as refused:
            if refused.refused(store.HOLDER):
                place = _free_place(run, refused.old(store.HOLDER) or {}, now)
        else:
            return _view(run, hold, want)
    raise TimeTakenError


def _free_or_mine(run: Runtime, want: Wanted, hold_id: str) -> list[Slot]:
    """The free slots, or the one that this hold has already: an answer may have been lost."""
    slots = slots_at(run, want)
    mine = [slot for slot in slots if slot.hold_id == hold_id]
    return mine or free_of(slots, want, run.clock(), by_staff=False)


def _pick(slots: list[Slot], hold_id: str) -> Slot:
    """One of the slots; different holds begin at different ones, so that few meet."""
    return slots[int.from_bytes(hold_id[-4:].encode(), "big") % len(slots)]


def _hold_of(want: Wanted, slot: Slot) -> Hold:
    return Hold.model_validate(
        {
            "hold_id": slot.hold_id,
            "location_id": want.location.id,
            "service_id": want.service.id,
            "slot_id": slot.slot_id,
            "starts_at": want.starts_at,
            "ends_at": want.ends_at,
            "held_until": slot.hold_until,
            "holder": slot.holder,
            "place": slot.holder_place,
        }
    )


def _free_place(run: Runtime, taken: Mapping[str, Any], now: datetime) -> int:
    at = instant_text(now)
    for place in range(run.clinic.scheduling.most_holds_per_visitor):
        until = taken.get(f"h{place}")
        if until is None or until <= at:
            return place
    raise TooManyHoldsError


def _view(run: Runtime, hold: Hold, want: Wanted) -> HoldView:
    return HoldView(
        hold_token=run.keyring.seal("hold", hold.model_dump(mode="json")),
        held_until=hold.held_until,
        held_seconds=int((hold.held_until - run.clock()).total_seconds()),
        starts_at=hold.starts_at,
        starts_local=local_text(hold.starts_at, want.location.tz),
        ends_at=hold.ends_at,
    )
