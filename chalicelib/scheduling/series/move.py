"""Move the rest of a series: all of it, or nothing. Each visit stays the same visit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ...contacts import commitments_store as contact_ahead
from ...contacts.commitments import Ahead
from ...platform.errors import FieldProblem, InvalidInputError, RefusedError
from ...platform.runtime import Runtime
from ...platform.storage.events import Event
from ...platform.storage.writes import Write
from ..appointments import store
from ..appointments.change import as_written, change_writes, escort_anew, visit_ahead
from ..appointments.models import Appointment, AppointmentStatus
from ..errors import TimeTakenError
from ..slots.bookable import Wanted, wanted_by_staff
from ..slots.store import load_slot
from ..times import local_text
from ..waitlist.offer_many import offer_freed
from .book import Offers, is_busy, offers_for, planned, visits_of
from .models import MoveRestIn, PlannedMove, PlannedRest
from .planner import SeriesWish
from .store import MOVED, moved_put, series_event_put, was_moved

_TRIES = 6

_STANDS = {AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED, AppointmentStatus.FULFILLED}
"""A visit that stands so is one of the series; called off or missed, it is none any more."""


@dataclass(frozen=True)
class Move:
    """A visit, and where it is to be."""

    visit: Appointment
    starts_at: datetime

    @property
    def is_one(self) -> bool:
        """Does it go anywhere?"""
        return self.visit.starts_at != self.starts_at


def plan_rest(run: Runtime, series_id: str, given: MoveRestIn) -> PlannedRest:
    """Where the rest of the series could be moved, from the times on offer; nothing is kept.

    Raises NotFoundError, InvalidInputError, SeriesImpossibleError.
    """
    rest = _read(run, series_id, given, run.clock())
    moves = [*rest.moves().moves, *(Move(visit, visit.starts_at) for visit in rest.staying)]
    zone = rest.want.location.tz
    return PlannedRest(
        visits=[
            PlannedMove(
                appointment_id=move.visit.appointment_id,
                starts_at=move.starts_at,
                starts_local=local_text(move.starts_at, zone),
                before=move.visit.starts_at,
                moves=move.is_one,
            )
            for move in sorted(moves, key=lambda move: move.starts_at)
        ]
    )


def move_rest(
    run: Runtime, staff_id: str, series_id: str, given: MoveRestIn, key: str | None
) -> list[Appointment]:
    """Move every visit that has to go, in one transaction, or none; the whole series after it.

    It is planned with the times on offer and those that the visits have now; whichever can stay
    where it is stays. When one of the visits or times changed meanwhile, it is planned anew. The
    same ``key`` again changes nothing more. What becomes free is then offered to those who wait.
    Raises NotFoundError, InvalidInputError, SeriesImpossibleError, TimeTakenError.
    """
    identity = run.keyring.derived_id(f"move:{staff_id}", key) if key else None
    now = run.clock()
    lost: set[str] = set()
    for _ in range(_TRIES):
        if identity and was_moved(run.table, series_id, identity):
            return visits_of(run, series_id)
        rest = _read(run, series_id, given, now)
        try:
            after = _carry_out(rest, rest.moves(lost), staff_id, identity)
        except RefusedError as refused:
            if not refused.refused(MOVED):  # else the next look finds it done
                lost |= {name for name in refused.refusals if "~" in name}
        else:
            kept = {visit.slot_id for visit in after}
            freed = [visit.slot_id for visit in rest.moving if visit.slot_id not in kept]
            offer_freed(run, rest.want.location.id, freed, staff_id)
            return after
    raise TimeTakenError


def assigned(visits: Sequence[Appointment], starts: Sequence[datetime]) -> list[Move]:
    """Which visit goes where: whichever can stay stays, the others go in order of time. Pure.

    There are as many starts as visits.
    """
    left = sorted(starts)
    moves, going = [], []
    for visit in sorted(visits, key=lambda visit: visit.starts_at):
        if visit.starts_at in left:
            left.remove(visit.starts_at)
            moves.append(Move(visit, visit.starts_at))
        else:
            going.append(visit)
    return moves + [Move(visit, at) for visit, at in zip(going, left, strict=True)]


@dataclass(frozen=True)
class _Planned:
    """A plan for the rest, and what it was made of."""

    moves: list[Move]
    offers: Offers
    ahead: Ahead


@dataclass(frozen=True)
class _Rest:
    """A series as it was read: what is to be moved, and what stays."""

    run: Runtime
    series_id: str
    want: Wanted
    wish: SeriesWish
    visits: list[Appointment]
    moving: list[Appointment]
    staying: list[Appointment]

    def moves(self, lost: set[str] | None = None) -> _Planned:
        """The best plan. Raises SeriesImpossibleError."""
        ids = {visit.appointment_id for visit in self.moving}
        ahead = contact_ahead.load_ahead(self.run.table, self.moving[0].contact_id)
        others = tuple(visit for visit in ahead.visits if visit.appointment_id not in ids)
        offers = offers_for(self.run, self.want, self.wish.earliest_day, lost or ())
        now = self.run.clock()
        own = {visit.starts_at for visit in self.moving if visit.starts_at > now}
        around = replace(ahead, visits=others)
        free = [at for at in {*offers, *own} if not is_busy(around, self.want, at)]
        fixed = _one_a_date(self.staying, self.want)
        plan = planned(self.wish, free, self.want, fixed)
        new = [at for at in plan.starts if at not in set(fixed)]
        return _Planned(assigned(self.moving, new), offers, ahead)


def _read(run: Runtime, series_id: str, given: MoveRestIn, now: datetime) -> _Rest:
    """Raises NotFoundError, and InvalidInputError if there is nothing to move."""
    visits = visits_of(run, series_id)
    first = given.from_time or now
    moving = [
        visit
        for visit in visits
        if visit.status is AppointmentStatus.BOOKED and visit.starts_at >= first
    ]
    if not moving:
        message = "No visit of this series is booked from then on."
        raise InvalidInputError((FieldProblem(("from_time",), message),))
    staying = [visit for visit in visits if visit not in moving and visit.status in _STANDS]
    want = wanted_by_staff(run, moving[0].location_id, moving[0].service_id, now)
    count = len(moving) + len(_one_a_date(staying, want))
    wish = given.wish.for_series_of(count)
    return _Rest(run, series_id, want, wish, visits, moving, staying)


def _one_a_date(visits: Sequence[Appointment], want: Wanted) -> list[datetime]:
    """Their starts; of two on one date, as only the desk can make them, the later one."""
    zone = want.location.tz
    return list(
        {visit.starts_at.astimezone(zone).date(): visit.starts_at for visit in visits}.values()
    )


def _carry_out(
    rest: _Rest, plan: _Planned, staff_id: str, identity: str | None
) -> list[Appointment]:
    run, now = rest.run, rest.run.clock()
    writes: list[Write] = [moved_put(rest.series_id, identity, now)] if identity else []
    after = {visit.appointment_id: visit for visit in rest.visits}
    going = [move for move in plan.moves if move.is_one]
    for move in going:
        moved = _moved(rest, move, plan.offers[move.starts_at][0])
        after[moved.appointment_id] = as_written(move.visit, moved)
        writes += _writes_of(run, move.visit, moved, staff_id, now)
    if going:
        event = Event(
            event_id=run.ids.new(now),
            at=now,
            what="rescheduled",
            by=staff_id,
            details={"moved": len(going)},
        )
        writes.append(series_event_put(rest.series_id, event))
        writes.append(contact_ahead.count_visits(plan.ahead, len(going)))
    if writes:
        run.table.transact(writes)
    given_up = [move.visit.slot_id for move in going]
    patient = rest.moving[0].contact_id
    offer_freed(run, rest.want.location.id, given_up, staff_id, not_for=patient)
    return sorted(after.values(), key=lambda visit: visit.starts_at)


def _moved(rest: _Rest, move: Move, slot_id: str) -> Appointment:
    there = replace(rest.want, starts_at=move.starts_at)
    return move.visit.model_copy(
        update={
            "slot_id": slot_id,
            "bay": slot_id.rpartition("~")[2],
            "starts_at": there.starts_at,
            "ends_at": there.ends_at,
            "escort": escort_anew(rest.run, move.visit, there),
            "also_booked": False,  # a plan leaves out the times of other visits
        }
    )


def _writes_of(
    run: Runtime, before: Appointment, after: Appointment, staff_id: str, now: datetime
) -> list[Write]:
    """Six actions a visit: with twelve visits, far from the hundred that a transaction takes."""
    gone = contact_ahead.visit_delete(before.contact_id, before.appointment_id, before.starts_at)
    also: list[Write] = [
        store.free_slot_taken(as_written(before, after), now),
        *_slot_freed(run, before, now),
        gone,
        contact_ahead.visit_put(after.contact_id, visit_ahead(after)),
    ]
    details = {"from": before.slot_id, "to": after.slot_id}
    return change_writes(run, before, after, staff_id, "rescheduled", details, also)


def _slot_freed(run: Runtime, visit: Appointment, now: datetime) -> list[Write]:
    slot = load_slot(run.table, visit.slot_id)
    if slot is None or slot.appointment_id != visit.appointment_id:
        return []  # the visit has just been changed, and writing it will be refused
    return [store.slot_given_up(slot, slot.freed(now))]
