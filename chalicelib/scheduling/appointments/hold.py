"""Hold a time for a visitor for some minutes, while they tell us who they are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ...platform.clock import local_text, parse_instant
from ...platform.runtime import Runtime
from ...platform.storage.expressions import Item
from ...platform.unit_of_work import VISITOR, Once, UnitOfWork, carry_out, fingerprint
from ..slots.bookable import Wanted, free_slots, wanted_by_visitor
from ..slots.check_online import check_sender
from ..slots.models import Slot
from . import store
from .holder import Holder, holder_of
from .limit_holder import count_hold, hold_ends
from .models import Hold, HoldIn, HoldView


@dataclass(frozen=True)
class _Wish:
    """The holder, and the id of their hold."""

    holder: Holder
    hold_id: str
    invitation_id: str | None = None
    """The invitation that lets them hold it, also where the service is not open to all."""


def hold_time(
    run: Runtime,
    given: HoldIn,
    address: str,
    key: str | None,
    token: str | None = None,
    browser: str | None = None,
) -> HoldView:
    """Hold one free bay at this start time, for as long as the clinic holds times.

    Two round trips: one look at the slots of that time, one transaction that takes a slot and
    counts the hold for this ``address`` and this ``browser`` at it. The same ``key`` and wish again
    are the same hold while it lasts, whatever address they come from; then the key may be used
    anew. ``token`` is that of the request that was sent. Raises InvalidInputError,
    NotBookableOnlineError, RequestFirstError, TimeNotBookableError, TimeTakenError,
    TooManyHoldsError, IdempotencyConflictError.
    """

    def wanted(work: UnitOfWork) -> Wanted:
        want = _wanted(work, given)
        check_sender(run, want.service, given.request_id, token)
        return want

    return _hold_wanted(run, given, holder_of(run.keyring, address, browser), key, wanted)


def hold_when_invited(
    run: Runtime, given: HoldIn, holder: Holder, key: str | None, invitation_id: str
) -> HoldView:
    """As ``hold_time``, for whoever was invited to the service, whoever else may book it online.

    That invitation alone books it: else it would open the service to anybody, and more than once.
    """

    def wanted(work: UnitOfWork) -> Wanted:
        return _wanted(work, given, is_invited=True)

    return _hold_wanted(run, given, holder, key, wanted, invitation_id)


def _hold_wanted(
    run: Runtime,
    given: HoldIn,
    holder: Holder,
    key: str | None,
    wanted: Callable[[UnitOfWork], Wanted],
    invitation_id: str | None = None,
) -> HoldView:
    who = _Wish(holder, run.ids.new(run.clock()), invitation_id)
    purpose = f"hold:{invitation_id}" if invitation_id else "hold"
    request_id = run.keyring.derived_id(purpose, key) if key else None

    def held(work: UnitOfWork) -> HoldView:
        hold = _keep(work, wanted(work), who)
        if request_id:
            work.add(store.hold_put(request_id, hold, work.now))
        return _view(run, hold, work.now)

    return carry_out(run, VISITOR, held, once=_once(run, request_id, given))


def _once(run: Runtime, request_id: str | None, given: HoldIn) -> Once[HoldView] | None:
    """The identity of a request that brings a key, as long as its hold lasts."""
    if request_id is None:
        return None

    def as_before(item: Item) -> HoldView:
        return _view(run, Hold.model_validate(item), run.clock())

    def is_over(item: Mapping[str, Any]) -> bool:
        return parse_instant(item["held_until"]) <= run.clock()

    asked = fingerprint(run.keyring, given)
    return Once(store.hold_key(request_id), asked, as_before, is_over=is_over)


def _wanted(work: UnitOfWork, given: HoldIn, *, is_invited: bool = False) -> Wanted:
    run, location_id, service_id = work.run, given.location_id, given.service_id
    return wanted_by_visitor(
        run, location_id, service_id, given.starts_at, work.now, is_invited=is_invited
    )


def _keep(work: UnitOfWork, want: Wanted, who: _Wish) -> Hold:
    """Collect what keeps one of the free slots, and counts it for its holder."""
    slot = _pick(free_slots(work.run, want, work.now, by_staff=False), who.hold_id)
    counted = count_hold(work, who.holder, who.hold_id, want.location.phone)
    until = hold_ends(work.run.clinic, work.now)
    kept = slot.held(who.hold_id, until, who.holder.address, counted.address)
    work.add(store.slot_taken(slot, kept))
    return Hold(
        hold_id=who.hold_id,
        location_id=want.location.id,
        service_id=want.service.id,
        slot_id=kept.slot_id,
        starts_at=want.starts_at,
        ends_at=want.ends_at,
        held_until=until,
        holder=who.holder.address,
        hold_number=counted.address,
        browser=who.holder.browser,
        browser_number=counted.browser,
        invitation_id=who.invitation_id,
    )


def _pick(slots: Sequence[Slot], hold_id: str) -> Slot:
    """One of the slots; different holds begin at different ones, so that few meet."""
    return slots[int.from_bytes(hold_id[-4:].encode(), "big") % len(slots)]


def _view(run: Runtime, hold: Hold, now: datetime) -> HoldView:
    return HoldView(
        hold_token=run.keyring.seal("hold", hold.model_dump(mode="json")),
        held_until=hold.held_until,
        held_seconds=_seconds_left(hold, now),
        starts_at=hold.starts_at,
        starts_local=local_text(hold.starts_at, run.clinic.location(hold.location_id).tz),
        ends_at=hold.ends_at,
    )


def _seconds_left(hold: Hold, now: datetime) -> int:
    return int((hold.held_until - now).total_seconds())
