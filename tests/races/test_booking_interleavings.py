"""Visitors, the desk and both jobs at the same time, two hundred times over, against a plain model.

Every request to the table is a turn (see ``interleaver``), so others come between what a use
case reads and what it writes; some answers are lost, and time passes. After each write the table
has to say of each slot what the model says. What fails is shrunk to the few turns that it takes.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)

from chalicelib.platform.clock import instant_text
from chalicelib.platform.ids import Ids
from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.appointments.models import Appointment
from chalicelib.scheduling.day.publish import publish
from chalicelib.scheduling.slots.expire_holds import expire_holds
from chalicelib.scheduling.slots.models import Slot
from chalicelib.scheduling.slots.release_slots import release_slots
from chalicelib.scheduling.slots.schemas import DaysIn
from chalicelib.scheduling.slots.store import load_day, load_slot, slot_item
from chalicelib.scheduling.waitlist.offer_freed_slot import offer_freed_slots
from tests.unit.scheduling.clinics import a_clinic, a_pool, a_service, a_template

from . import snapshot
from .barrier import SharedBytes
from .booking_actors import (
    ADDRESSES,
    DAY,
    HARBOR,
    PHONES,
    STARTS,
    Act,
    Arrive,
    Block,
    Cancel,
    DeskBooks,
    ExpireHolds,
    HoldAndBook,
    HoldATime,
    Life,
    Move,
    OfferFreedSlots,
    ReleaseSlots,
    Unblock,
    live,
    written,
)
from .bookings_model import BOOKED, HELD, Book
from .conftest import Tables, in_table, through
from .interleaver import Person

ORDERS = 200
STEPS = 30
MOST_AT_ONCE = 4
EARLY = STARTS["09:00"] - timedelta(hours=2, minutes=20)

CLINIC = a_clinic(
    a_template(*STARTS, bays=["room-1", "room-2"]),
    a_template(*STARTS, bays=["room-3"], reserved={"for": ["first"], "release_hours_before": 2}),
    pools=[a_pool("consult", "room-1", "room-2", "room-3")],
    services=[a_service("visit", "consult", 60), a_service("first", "consult", 60)],
    cut_off_minutes=30,
    hold_minutes=10,
    most_holds_per_visitor=2,
)
"""Three rooms, each at nine and at eleven; one is kept for first visits until two hours
before. A time that is not taken half an hour before it begins is the desk's."""

who, start = st.sampled_from(sorted(PHONES)), st.sampled_from(sorted(STARTS))
which, bay = st.integers(0, 3), st.sampled_from(["room-1", "room-2"])
acts: st.SearchStrategy[Act] = st.one_of(
    st.builds(HoldAndBook, who, start),
    st.builds(DeskBooks, who, start),
    st.builds(HoldATime, who, start),
    st.builds(Move, which, start),
    st.builds(Cancel, which),
    st.builds(Arrive, which),
    st.builds(ReleaseSlots),
    st.builds(ExpireHolds),
    st.builds(OfferFreedSlots),
    st.builds(Block, bay),
    st.builds(Unblock, bay),
)


class Schedule(RuleBasedStateMachine):
    """A day, and those who want something of it."""

    def __init__(self, run: Runtime) -> None:
        super().__init__()
        self.now = EARLY
        self.book = Book()
        self.people: list[Person] = []
        self.began = 0
        self.failed = False
        self.carried_out: set[str | None] = set()
        self.run = replace(run, clinic=CLINIC, clock=lambda: self.now, ids=Ids(SharedBytes()))
        publish(self.run, HARBOR, DaysIn.model_validate({"from": DAY, "to": DAY}))
        for slot in load_day(self.run.table, HARBOR, DAY).slots:
            self.book.publish(slot)

    @property
    def waiting(self) -> list[Person]:
        """Who has not done yet what they came for."""
        return [person for person in self.people if not person.done]

    @precondition(lambda self: len(self.waiting) < MOST_AT_ONCE)
    @rule(act=acts)
    def begin(self, act: Act) -> None:
        """Somebody begins, and stops before their first request."""
        self.began += 1
        life = Life(f"life-{self.began}", self.run, self.book, self.now)

        def look() -> datetime:
            life.began = life.now = life.began or self.now
            return life.now

        person = Person(self.run.table.client, lambda _, request: self._wrote(life, request))
        life.run = replace(through(self.run, person.client), clock=look)
        self.people.append(person)
        self._with_care(lambda: person.begin(lambda: live(life, act)))

    @precondition(lambda self: self.waiting)
    @rule(number=st.integers(0, MOST_AT_ONCE - 1), requests=st.integers(1, 3), lost=st.booleans())
    def turn(self, number: int, requests: int, lost: bool) -> None:
        """Somebody who waits sends so many requests; the answer to a write may get lost."""
        person = self.waiting[number % len(self.waiting)]
        self.loses = lost
        for _ in range(requests):
            if not person.done:
                self._with_care(person.turn)
        self.loses = False

    @rule(minutes=st.sampled_from([1, 10, 45]))
    def pass_time(self, minutes: int) -> None:
        """Ten minutes, and a hold runs out; forty-five, and something may be due for slots."""
        self.now += timedelta(minutes=minutes)

    loses = False

    def teardown(self) -> None:
        """All come to an end, holds run out, the jobs tidy; then everything has to agree."""
        try:
            if not self.failed:
                self._finish()
        finally:
            for person in self.people:
                person.send_home()

    def _finish(self) -> None:
        while waiting := self.waiting:
            self._with_care(waiting[0].turn)
        check_whole(self.run, self.book, self.now)
        self.now += timedelta(minutes=13)
        for job in (expire_holds, offer_freed_slots, release_slots):
            assert job(self.run, lambda: 60.0).failed == 0
        check_none_leaked(self.run, self.now)

    def _with_care(self, act: Callable[[], None]) -> None:
        try:
            act()
        except BaseException:
            self.failed = True
            raise

    def _wrote(self, life: Life, request: dict[str, Any]) -> bool:
        wrote = written(request)
        assert life.about_to is not None
        token = request.get("ClientRequestToken")
        if wrote.items and (token is None or token not in self.carried_out):
            life.about_to(self.book, wrote)  # else it is a write that was carried out, sent again
        self.carried_out.add(token)
        for slot_id in wrote.slot_ids:
            stored = load_slot(self.run.table, slot_id)
            assert stored is not None
            self.book.check(stored)
        life.unheard = self.loses
        return life.unheard


def check_whole(run: Runtime, book: Book, now: datetime) -> None:
    """The table is the model's, whole: slots, visits, both ends of each, contacts, holders."""
    whole = snapshot.read(run.table)
    slots = {slot.slot_id: slot for slot in load_day(run.table, HARBOR, DAY).slots}
    appointments = {item["appointment_id"]: item for item in whole.of_kind("APPOINTMENT")}
    assert slots.keys() == book.chairs.keys()
    assert appointments.keys() == book.appointments.keys()
    for slot in slots.values():
        book.check(slot)
    asked = {
        appointment_id
        for appointment_id, appointment in book.appointments.items()
        if appointment.also_booked
    }
    assert {
        appointment_id for appointment_id, item in appointments.items() if item["also_booked"]
    } == asked
    check_both_ends(
        slots, {name: Appointment.model_validate(v) for name, v in appointments.items()}
    )
    check_indexes(whole, slots)
    for name in PHONES:
        check_contact(run, book, whole, name)
    for address in set(ADDRESSES.values()):
        check_holder(run, book, whole, address, now)


def check_both_ends(slots: dict[str, Slot], appointments: dict[str, Appointment]) -> None:
    """A visit that is to be has one slot, which has it; a booked slot has a visit."""
    taken = {slot.appointment_id: slot.slot_id for slot in slots.values() if slot.status == BOOKED}
    to_be = {v.appointment_id: v.slot_id for v in appointments.values() if v.status != "cancelled"}
    assert taken == to_be
    assert len(taken) == Counter(slot.status.value for slot in slots.values())[BOOKED]
    for appointment in appointments.values():
        assert (appointment.starts_at, appointment.bay) == (
            slots[appointment.slot_id].starts_at,
            slots[appointment.slot_id].bay,
        )


def check_indexes(whole: snapshot.Ledger, slots: dict[str, Slot]) -> None:
    """Each slot stands in the indexes where it belongs."""
    names = ("open_pk", "open_sk", "due_pk", "due_at")
    items = {(item["pk"], item["sk"]): item for item in whole.items}
    for slot in slots.values():
        wanted = slot_item(slot)
        stored = items[wanted["pk"], wanted["sk"]]
        assert {name: stored.get(name) for name in names} == {name: wanted[name] for name in names}


def check_contact(run: Runtime, book: Book, whole: snapshot.Ledger, name: str) -> None:
    """What lies ahead of somebody is what they have booked."""
    point_id = run.keyring.derived_id("contact", PHONES[name])
    mine = [item for item in whole.items if item["pk"] == f"POINT#{point_id}"]
    booked = [item for item in mine if item["sk"].startswith("OPEN#APPOINTMENT#")]
    ahead = {item["appointment_id"]: item["starts_at"] for item in booked}
    assert ahead == {
        appointment: instant_text(at) for appointment, at in book.ahead_of(name).items()
    }
    counted = [int(item["appointments"]) for item in mine if item["sk"] == "OPEN#!"]
    assert sum(counted) == book.counted.get(name, 0)


def check_holder(
    run: Runtime, book: Book, whole: snapshot.Ledger, address: str, now: datetime
) -> None:
    """The places that an address has for holds are taken as long as its holds last."""
    holder = run.keyring.derived_id("holder", address)
    places = [item for item in whole.items if item["pk"] == f"HOLDER#{holder}"]
    stored = {
        int(name[1:]): until
        for item in places
        for name, until in item.items()
        if name[0] == "h" and name[1:].isdigit() and until > instant_text(now)
    }
    taken = {place: until for (who, place), until in book.places.items() if who == holder}
    assert stored == {n: instant_text(until) for n, until in taken.items() if until > now}


def check_none_leaked(run: Runtime, now: datetime) -> None:
    """With every hold run out and the jobs done, nothing is held, nor waits for what is past.

    What was given up waits for the job that offers it, and can be had meanwhile.
    """
    for slot in load_day(run.table, HARBOR, DAY).slots:
        assert slot.status != HELD or slot.offer_at
        assert slot.status_at(now) != HELD
        assert slot.status != "free" or slot.cut_off_at > now


@pytest.mark.timeout(900)  # minutes of work on two busy cores
def test_in_two_hundred_orders_no_slot_is_booked_twice_and_none_is_lost(
    run: Runtime, new_table: Tables
) -> None:
    run_state_machine_as_test(
        lambda: Schedule(in_table(run, new_table())),  # type: ignore[arg-type]  # a factory will do
        settings=hypothesis.settings(
            max_examples=ORDERS,
            stateful_step_count=STEPS,
            phases=[hypothesis.Phase.generate, hypothesis.Phase.shrink],
            suppress_health_check=list(hypothesis.HealthCheck),
        ),
    )
