"""Plan a series of infusions and book it: all of it, or none."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ...clinic.hours import first_instant
from ...contacts import commitments_store as contact_ahead
from ...contacts.commitments import Ahead
from ...contacts.service import Identity
from ...platform.errors import NotFoundError, RefusedError, UnavailableError
from ...platform.runtime import Runtime
from ...platform.storage.events import Event
from ...platform.storage.writes import Write
from ..appointments import change, store
from ..appointments.change import contact_writes, new_appointment, visit_writes
from ..appointments.models import Appointment, AppointmentStatus
from ..appointments.note_booking import identity_of
from ..errors import SeriesImpossibleError, TimeTakenError, VersionError
from ..slots.availability import earliest_start, last_bookable_day
from ..slots.bookable import Wanted, wanted_by_staff
from ..slots.store import load_open, slot_id_of
from ..times import local_text, minute_text
from .models import (
    BookSeriesIn,
    CancelRestIn,
    PlannedSeries,
    PlannedStart,
    PlanSeriesIn,
    Series,
    in_words,
)
from .planner import NoPlan, Plan, SeriesWish, plan_series
from .store import load_series, series_event_put, series_put

_TRIES = 6

Offers = dict[datetime, list[str]]
"""The bays that are free, by start."""


@dataclass(frozen=True)
class OfferedPlace:
    """A slot that the index offers."""

    slot_id: str

    def writes(self, visit: Appointment) -> list[Write]:
        """Take the slot, if it is free as the index says."""
        return [store.free_slot_taken(visit, visit.booked_at)]


def plan(run: Runtime, location_id: str, given: PlanSeriesIn) -> PlannedSeries:
    """A plan that keeps the wish, from the times that are on offer now; nothing is kept.

    Raises InvalidInputError, SeriesImpossibleError.
    """
    want = _wanted(run, location_id, given)
    starts = planned(given.wish, list(offers_for(run, want, given.wish.earliest_day)), want).starts
    zone = want.location.tz
    return PlannedSeries(
        starts=[PlannedStart(starts_at=at, starts_local=local_text(at, zone)) for at in starts]
    )


def book_series(
    run: Runtime, staff_id: str, location_id: str, given: BookSeriesIn, key: str | None
) -> Series:
    """Plan a series and book every infusion of it in one transaction, or none.

    Three round trips: the times on offer, what lies ahead of the contact, the transaction. When
    somebody was faster at one of the times, it is planned anew with what is left. The same ``key``
    again is the same series. Raises InvalidInputError, SeriesImpossibleError, TimeTakenError.
    """
    want = _wanted(run, location_id, given)
    identity = identity_of(run, given.phone, given.email)
    now = run.clock()
    series_id = run.keyring.derived_id(f"series:{staff_id}", key) if key else run.ids.new(now)
    lost: set[str] = set()
    for _ in range(_TRIES):
        offers = offers_for(run, want, given.wish.earliest_day, lost)
        ahead = contact_ahead.load_ahead(run.table, identity.contact_id)
        free = [at for at in offers if not is_busy(ahead, want, at)]
        starts = planned(given.wish, free, want).starts
        try:
            return _book(run, staff_id, want, given, identity, ahead, series_id, offers, starts)
        except RefusedError as refused:
            if refused.refused(store.SERIES):
                return Series.model_validate(refused.old(store.SERIES))
            lost |= {name for name in refused.refusals if "~" in name}
    raise TimeTakenError


def _book(
    run: Runtime,
    staff_id: str,
    want: Wanted,
    given: BookSeriesIn,
    identity: Identity,
    ahead: Ahead,
    series_id: str,
    offers: Offers,
    starts: Sequence[datetime],
) -> Series:
    visits = [
        _visit(run, staff_id, want, given, identity, ahead, series_id, at, offers[at][0])
        for at in starts
    ]
    now = run.clock()
    series = Series(
        series_id=series_id,
        location_id=want.location.id,
        contact_id=identity.contact_id,
        service_id=want.service.id,
        appointment_ids=[visit.appointment_id for visit in visits],
        booked_by=staff_id,
        booked_at=now,
    )
    event = Event(event_id=run.ids.new(now), at=now, what="booked", by=staff_id)
    writes: list[Write] = [series_put(series), series_event_put(series_id, event)]
    for visit in visits:
        writes += OfferedPlace(visit.slot_id).writes(visit)
        writes += visit_writes(run, visit)
    writes += contact_writes(run, visits, identity, ahead)
    run.table.transact(writes)
    return series


def _visit(
    run: Runtime,
    staff_id: str,
    want: Wanted,
    given: BookSeriesIn,
    identity: Identity,
    ahead: Ahead,
    series_id: str,
    starts_at: datetime,
    slot_id: str,
) -> Appointment:
    one = Wanted(want.location, want.service, starts_at)
    appointment_id = run.keyring.derived_id(f"of-series:{series_id}", minute_text(starts_at))
    place = OfferedPlace(slot_id)
    visit = new_appointment(run, one, given, identity, appointment_id, staff_id, place, ahead)
    return visit.model_copy(update={"series_id": series_id})


def cancel_rest(
    run: Runtime, staff_id: str, series_id: str, given: CancelRestIn
) -> list[Appointment]:
    """Call off every visit of the series that lies ahead; those are all given back.

    One visit after another, each whole in itself. One that somebody changed meanwhile is looked at
    again: called off if it is still ahead, and else left as it now is. Should the table fail on
    the way, the same call made again goes on. Raises NotFoundError, UnavailableError.
    """
    first = given.from_time or run.clock()
    visits = visits_of(run, series_id)
    return [_called_off(run, staff_id, visit, first, given.reason) for visit in visits]


def _called_off(
    run: Runtime, staff_id: str, visit: Appointment, first: datetime, reason: str | None
) -> Appointment:
    for _ in range(_TRIES):
        if visit.status is not AppointmentStatus.BOOKED or visit.starts_at < first:
            return visit
        try:
            return change.cancel(run, visit, staff_id, reason)
        except VersionError:
            visit = change.load_for_staff(run, visit.appointment_id)
    raise UnavailableError("Others keep changing this series. Send it again: it goes on.")


def visits_of(run: Runtime, series_id: str) -> list[Appointment]:
    """The visits of a series as they now stand, in order of time. Raises NotFoundError."""
    series = load_series(run.table, series_id)
    if series is None:
        raise NotFoundError("There is no such series.")
    visits = (store.load_appointment(run.table, each) for each in series.appointment_ids)
    return sorted((visit for visit in visits if visit), key=lambda visit: visit.starts_at)


def _wanted(run: Runtime, location_id: str, given: PlanSeriesIn) -> Wanted:
    """The service; the start is only a beginning. Raises InvalidInputError."""
    return wanted_by_staff(run, location_id, given.service_id, run.clock())


def offers_for(
    run: Runtime, want: Wanted, earliest_day: date, lost: Collection[str] = ()
) -> Offers:
    """The free bays by start, from the earliest day on to the last that can be booked."""
    now, zone = run.clock(), want.location.tz
    first = max(
        first_instant(earliest_day, 0, zone),
        earliest_start(run.clinic, want.service, now),
    )
    horizon = last_bookable_day(run.clinic, want.location, now)
    last = first_instant(horizon, 24 * 60, zone)
    offers: Offers = {}
    if first >= last:
        return offers
    for entry in load_open(run.table, want.location.id, want.service.pool, first, last):
        slot_id = slot_id_of(want.location, entry)
        if entry.can_be_had_for(want.service, now) and slot_id not in lost:
            offers.setdefault(datetime.fromisoformat(entry.start), []).append(slot_id)
    return offers


def planned(
    wish: SeriesWish,
    offered: Iterable[datetime],
    want: Wanted,
    fixed: Iterable[datetime] = (),
) -> Plan:
    """The best plan. Raises SeriesImpossibleError with what stood in the way, and what could be."""
    answer = plan_series(wish, offered, want.location.tz, fixed)
    if isinstance(answer, NoPlan):
        beside: dict[str, object] = {"most_possible": answer.most_possible}
        if answer.offer is not None:
            beside |= {
                "in_the_way": answer.offer.limit.value,
                "nearest_offer": answer.offer.model_dump(mode="json"),
            }
        raise SeriesImpossibleError(in_words(answer), beside)
    return answer


def is_busy(ahead: Ahead, want: Wanted, at: datetime) -> bool:
    """Has the contact another visit while this one would take place?"""
    return ahead.busy(at, at + timedelta(minutes=want.service.bay_minutes))
