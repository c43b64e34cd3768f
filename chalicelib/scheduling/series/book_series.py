"""Book a series of infusions: all of it, or none."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from ...callbacks.close_when_booked import stays_open
from ...messaging.models import MessageKind
from ...people.commitments import Ahead
from ...people.identity import Identity
from ...people.keep_commitments import load_all_ahead
from ...platform.runtime import Runtime
from ...platform.storage.expressions import Item
from ...platform.unit_of_work import Once, UnitOfWork, carry_out, fingerprint
from ..appointments.check_age import check_age_known, only_if_adult
from ..appointments.models import Appointment
from ..appointments.note_booking import (
    About,
    Said,
    identity_of,
    new_appointment,
    note_booked,
    note_for_person,
)
from ..appointments.store import free_slot_taken
from ..slots.bookable import Wanted
from ..times import minute_text
from . import store
from .announce_series import announce_series
from .check_series import check_series
from .load_series import appointments_of
from .models import BookSeriesIn, Series
from .plan_series import Bookable, bookable_for, is_busy, planned, wanted_infusion


def book_series(
    run: Runtime, staff_id: str, location_id: str, given: BookSeriesIn, key: str | None
) -> list[Appointment]:
    """Plan a series and book every infusion of it in one transaction, or none; its appointments.

    Three round trips: the times that can be had, what lies ahead of the person, the transaction;
    that is sent again where others are owed a call there, too. When somebody was faster at one of
    the times, it is planned anew with what is left. The same ``key`` again is the same series.
    Raises InvalidInputError, SeriesImpossibleError, AppointmentsCloseError, UnderAgeError,
    IdempotencyConflictError.
    """
    now = run.clock()
    series_id = run.keyring.derived_id(f"series:{staff_id}", key) if key else run.ids.new(now)
    want = wanted_infusion(run, location_id, given, now)
    identity = identity_of(run, given)
    series = _NewSeries(run, series_id, want, given, identity)

    def as_before(made: Item) -> list[Appointment]:
        return appointments_of(run, Series.model_validate(made))

    asked = fingerprint(run.keyring, given, location_id)
    once = Once(store.series_key(series_id), asked, as_before)
    return carry_out(run, staff_id, series.booked, once=once)


@dataclass
class _NewSeries:
    """A series that is being booked, with what the tellings so far have learned."""

    run: Runtime
    series_id: str
    want: Wanted
    given: BookSeriesIn
    identity: Identity
    lost: set[str] = field(default_factory=set)
    """Slots that somebody else got; the index, which lags, may go on to show them."""
    _tried: set[str] = field(default_factory=set)
    _read: tuple[Bookable, Ahead] | None = None

    def booked(self, work: UnitOfWork) -> list[Appointment]:
        """Collect the whole series; its appointments, in order of time."""
        check_age_known(work, self.given)
        self.lost.update(slot_id for slot_id in self._tried if work.was_refused(slot_id))
        if self._read is None or not stays_open(work):
            self._read = self._look(work)
        bookable, ahead = self._read
        appointments = announce_series(
            work, self.series_id, self._planned(work, bookable, ahead), MessageKind.SERIES_BOOKED
        )
        self._tried = {each.slot_id for each in appointments}
        self._note(work, appointments)
        about = About(self.given.callback_id)
        note_for_person(work, appointments, self.identity, ahead, about=about)
        return appointments

    def _look(self, work: UnitOfWork) -> tuple[Bookable, Ahead]:
        earliest_day = self.given.wish.earliest_day
        bookable = bookable_for(self.run, self.want, earliest_day, work.now, self.lost)
        ahead = load_all_ahead(self.run, self.identity.point_id, self.identity.person_id)
        return bookable, ahead

    def _planned(self, work: UnitOfWork, bookable: Bookable, ahead: Ahead) -> list[Appointment]:
        free = [at for at in bookable if not is_busy(ahead, self.want, at)]
        starts = planned(self.given.wish, free, self.want).starts
        if self.given.override is None:
            check_series(work, self.want, starts, ahead.counted_by_limits())
        return [self._appointment(work, ahead, at, bookable[at][0]) for at in starts]

    def _appointment(
        self, work: UnitOfWork, ahead: Ahead, starts_at: datetime, slot_id: str
    ) -> Appointment:
        one = Wanted(self.want.location, self.want.service, starts_at)
        purpose, start = f"of-series:{self.series_id}", minute_text(starts_at)
        appointment_id = self.run.keyring.derived_id(purpose, start)
        booked = new_appointment(work, one, self.given, ahead, appointment_id, slot_id)
        also_booked = ahead.busy(one.starts_at, one.ends_at)
        return booked.model_copy(update={"series_id": self.series_id, "also_booked": also_booked})

    def _note(self, work: UnitOfWork, appointments: list[Appointment]) -> None:
        series = Series(
            series_id=self.series_id,
            location_id=self.want.location.id,
            point_id=self.identity.point_id,
            person_id=self.identity.person_id,
            service_id=self.want.service.id,
            appointment_ids=[each.appointment_id for each in appointments],
            booked_by=work.by,
            booked_at=work.now,
        )
        work.add(store.series_put(series))
        work.record(store.KIND, self.series_id, "booked")
        work.note_look(store.KIND, self.series_id, (series.person_id,), "booked")
        for each in appointments:
            work.add(free_slot_taken(each, work.now))
            note_booked(work, each, Said(self.given.override, self.given.despite_age))
        if not self.given.despite_age:
            first = appointments[0]
            want = replace(self.want, starts_at=first.starts_at)
            only_if_adult(work, want, first.person_id)
