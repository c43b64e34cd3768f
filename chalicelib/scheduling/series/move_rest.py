"""Move the rest of a series: all of it, or nothing. Each appointment stays the same one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from ...messaging.models import MessageKind
from ...people.commitments import Ahead
from ...people.keep_commitments import (
    appointment_ahead,
    count_booked,
    load_all_ahead,
    no_longer_ahead,
)
from ...platform.clock import local_text
from ...platform.errors import FieldProblem, InvalidInputError
from ...platform.runtime import Runtime
from ...platform.unit_of_work import Once, UnitOfWork, carry_out, fingerprint
from ..appointments.models import Appointment, AppointmentStatus
from ..appointments.note_booking import as_ahead
from ..appointments.note_change import give_up_slot, note_change
from ..appointments.reschedule import escort_anew, readiness_anew
from ..appointments.store import free_slot_taken
from ..slots.bookable import Wanted, wanted_by_staff
from ..slots.store import bay_of
from . import store
from .announce_series import announce_series
from .check_series import check_series
from .given_up_times import given_up_by
from .load_series import in_order, load_series
from .models import MoveRestIn, PlannedMove, PlannedRest, RescheduleRestIn
from .move_rules import STANDS, Move, assigned, one_a_date
from .plan_series import Bookable, bookable_for, is_busy, planned
from .planner import SeriesWish


def plan_rest(run: Runtime, series_id: str, given: MoveRestIn) -> PlannedRest:
    """Plan to move the rest of the series, from the times that can be had; nothing is kept.

    Raises NotFoundError, InvalidInputError, SeriesImpossibleError.
    """
    now = run.clock()
    rest = _read(run, series_id, given, now)
    moves = [*rest.planned(now).moves, *(Move(each, each.starts_at) for each in rest.staying)]
    zone = rest.want.location.tz
    return PlannedRest(
        appointments=[
            PlannedMove(
                appointment_id=move.appointment.appointment_id,
                starts_at=move.starts_at,
                starts_local=local_text(move.starts_at, zone),
                before=move.appointment.starts_at,
                moves=move.is_one,
            )
            for move in sorted(moves, key=lambda move: move.starts_at)
        ]
    )


def move_rest(
    run: Runtime, staff_id: str, series_id: str, given: RescheduleRestIn, key: str | None
) -> list[Appointment]:
    """Move every appointment that has to go, in one transaction, or none; the whole series then.

    It is planned with the times that can be had and those that the appointments have now; whichever
    can stay where it is stays. When one of them or a time changed meanwhile, it is planned anew.
    The same ``key`` again changes nothing more. What is given up rests, and is then offered to
    others. Raises NotFoundError, InvalidInputError, SeriesImpossibleError,
    IdempotencyConflictError.
    """
    now = run.clock()
    identity = run.keyring.derived_id(f"move:{staff_id}", key) if key else run.ids.new(now)
    moving = _Moving(run, series_id, given, identity)
    once = Once(
        store.moved_key(series_id, identity),
        fingerprint(run.keyring, given),
        lambda _made: load_series(run, series_id),
    )
    return carry_out(run, staff_id, moving.moved, once=once)


@dataclass(frozen=True)
class _Planned:
    """A plan for the rest, and what it was made of."""

    moves: list[Move]
    bookable: Bookable
    around: Ahead
    """All that lies ahead of the patient but what is to be moved."""


@dataclass(frozen=True)
class _Rest:
    """A series as it was read: what is to be moved, and what stays."""

    run: Runtime
    want: Wanted
    wish: SeriesWish
    moving: list[Appointment]
    staying: list[Appointment]
    all: list[Appointment]

    def planned(self, now: datetime, lost: Collection[str] = ()) -> _Planned:
        """The best plan. Raises SeriesImpossibleError."""
        ids = {each.appointment_id for each in self.moving}
        ahead = load_all_ahead(self.run, self.moving[0].point_id, self.moving[0].person_id)
        others = tuple(each for each in ahead.appointments if each.appointment_id not in ids)
        bookable = self._bookable(ahead.point_id, now, lost)
        own = {each.starts_at for each in self.moving if each.starts_at > now}
        around = replace(ahead, appointments=others)
        free = [at for at in {*bookable, *own} if not is_busy(around, self.want, at)]
        fixed = one_a_date(self.staying, self.want.location.tz)
        plan = planned(self.wish, free, self.want, fixed)
        new = [at for at in plan.starts if at not in set(fixed)]
        return _Planned(assigned(self.moving, new), bookable, around)

    def _bookable(self, point_id: str, now: datetime, lost: Collection[str]) -> Bookable:
        """The slots that can be had by start; first what they gave up a moment ago, as undone."""
        free = bookable_for(self.run, self.want, self.wish.earliest_day, now, lost)
        theirs = given_up_by(self.run, self.want, point_id, now)
        both = {at: [*theirs.get(at, []), *free.get(at, [])] for at in {*theirs, *free}}
        left = {at: [each for each in ids if each not in lost] for at, ids in both.items()}
        return {at: ids for at, ids in left.items() if ids and at > now}


def _read(run: Runtime, series_id: str, given: MoveRestIn, now: datetime) -> _Rest:
    """Raises NotFoundError, and InvalidInputError if there is nothing to move."""
    appointments = load_series(run, series_id)
    first = given.from_time or now
    moving = [
        each
        for each in appointments
        if each.status is AppointmentStatus.BOOKED and each.starts_at >= first
    ]
    if not moving:
        message = "No appointments in this series are booked from then on."
        raise InvalidInputError((FieldProblem(("from_time",), message),))
    staying = [each for each in appointments if each not in moving and each.status in STANDS]
    want = wanted_by_staff(run, moving[0].location_id, moving[0].service_id, now, now)
    count = len(moving) + len(one_a_date(staying, want.location.tz))
    wish = given.wish.for_series_of(count)
    return _Rest(run, want, wish, moving, staying, appointments)


@dataclass
class _Moving:
    """A rest that is being moved, with what the tellings so far have learned."""

    run: Runtime
    series_id: str
    given: RescheduleRestIn
    identity: str
    lost: set[str] = field(default_factory=set)
    """Slots that somebody else got; the index, which lags, may go on to show them."""
    _tried: set[str] = field(default_factory=set)

    def moved(self, work: UnitOfWork) -> list[Appointment]:
        """Collect every move; the whole series as it then stands."""
        self.lost.update(slot_id for slot_id in self._tried if work.was_refused(slot_id))
        rest = _read(self.run, self.series_id, self.given, work.now)
        plan = rest.planned(work.now, self.lost)
        going = [move for move in plan.moves if move.is_one]
        if self.given.override is None:
            starts = [move.starts_at for move in plan.moves]
            check_series(work, rest.want, starts, plan.around.counted_by_limits())
        self._tried = {plan.bookable[move.starts_at][0] for move in going}
        after = {each.appointment_id: each for each in rest.all}
        told = self._announced(work, going)
        for move in going:
            slot_id = plan.bookable[move.starts_at][0]
            there = replace(rest.want, starts_at=move.starts_at)
            is_busy_then = plan.around.busy(there.starts_at, there.ends_at)
            changes = {"message_id": told, "also_booked": is_busy_then}
            moved = _moved(work, there, move, slot_id, changes, asked_by=self.given.asked_by)
            after[moved.appointment_id] = moved
        if going:
            said = {"moved": len(going), "override": self.given.override}
            work.record(store.KIND, self.series_id, "rescheduled", **said)
            count_booked(work, plan.around, len(going))
        work.add(store.moved_put(self.series_id, self.identity, work.now))
        people = (each.person_id for each in rest.all)
        work.note_look(store.KIND, self.series_id, people, "changed")
        return in_order(after.values())

    def _announced(self, work: UnitOfWork, going: list[Move]) -> str | None:
        """The id of the message that tells of all moves, if there is one."""
        if not going:
            return None
        moving = [move.appointment for move in going]
        return announce_series(work, self.series_id, moving, MessageKind.SERIES_MOVED)[0].message_id


def _moved(
    work: UnitOfWork,
    there: Wanted,
    move: Move,
    slot_id: str,
    changes: Mapping[str, object],
    *,
    asked_by: str | None,
) -> Appointment:
    """Collect one move: six actions, so twelve of them are far from a transaction's hundred."""
    before = move.appointment
    there_then = {
        "slot_id": slot_id,
        "bay": bay_of(slot_id),
        "starts_at": there.starts_at,
        "ends_at": there.ends_at,
        "escort": escort_anew(work, before, there),
        "readiness": readiness_anew(work, before, there),
        "closing": None,
        **changes,
    }
    moved = {"from": before.slot_id, "to": slot_id, "asked_by": asked_by}
    give_up_slot(work, before)
    no_longer_ahead(work, before.point_id, before.appointment_id, before.starts_at)
    after = note_change(work, before, before.model_copy(update=there_then), "rescheduled", **moved)
    appointment_ahead(work, after.point_id, as_ahead(after))
    work.add(free_slot_taken(after, work.now))
    return after
