"""Many times become free at once while many wait: each is offered to one, and nobody two."""

import itertools
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.people.identity import identify
from chalicelib.platform.errors import ConflictError, FrontdeskError, UnavailableError
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.history import load_events
from chalicelib.scheduling.appointments.book import book_as_staff, book_held_time
from chalicelib.scheduling.appointments.cancel import cancel
from chalicelib.scheduling.appointments.hold import hold_time
from chalicelib.scheduling.appointments.models import Appointment, BookIn, HoldIn, StaffBookIn
from chalicelib.scheduling.appointments.reschedule import Elsewhere, reschedule
from chalicelib.scheduling.appointments.store import load_appointment
from chalicelib.scheduling.call_off_models import CallOffIn
from chalicelib.scheduling.day.publish import publish
from chalicelib.scheduling.slots.expire_holds import expire_holds
from chalicelib.scheduling.slots.models import SlotStatus
from chalicelib.scheduling.slots.schemas import DaysIn
from chalicelib.scheduling.waitlist.call_off_entries import call_off_entries
from chalicelib.scheduling.waitlist.decline_offer import decline_offer
from chalicelib.scheduling.waitlist.join_waitlist import join_waitlist
from chalicelib.scheduling.waitlist.leave_waitlist import leave_waitlist
from chalicelib.scheduling.waitlist.models import StaffJoinIn, Ticket, WaitlistState
from chalicelib.scheduling.waitlist.offer_freed_slot import offer_freed_slots
from chalicelib.scheduling.waitlist.view_entry import view_entry
from tests.api.waiters import check_offers, slots_among
from tests.api.whole_table import everything
from tests.unit.scheduling.clinics import a_clinic, a_pool, a_template

from .barrier import TickingClock, all_at_once, at_once
from .booked import as_seen, rest
from .conftest import Clients, Tables, a_world, patiently
from .faulty_network import LostAnswers

DAY = date(2026, 11, 24)
HOURS = (9, 10, 11, 13)
BAYS = ("room-1", "room-2", "room-3")
WISH = {"first_day": "2026-11-24", "last_day": "2026-11-25"}


def harbor_clinic() -> Clinic:
    starts = [f"{hour:02}:00" for hour in HOURS]
    return a_clinic(a_template(*starts), pools=[a_pool("consult", *BAYS)], offer_minutes=30)


@pytest.fixture
def harbor(run: Runtime) -> Runtime:
    """Three rooms with four starts a day, for two days."""
    here = replace(patiently(run, run.table.client), clinic=harbor_clinic())
    last = DAY + timedelta(days=1)
    publish(here, "harbor", DaysIn.model_validate({"from": DAY, "to": last}))
    return here


def start(hour: int, day: date = DAY) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour + 5:02}:00:00+00:00")


def waits(run: Runtime, number: int, key: str | None = None, by: str = "visitor") -> Ticket:
    person = {"name": f"Waiter{number} Example", "phone": f"+1212555{1000 + number}"}
    given = {"service_id": "visit", "wish": WISH, **person}
    return join_waitlist(run, "harbor", StaffJoinIn.model_validate(given), by, key)


_visitors = itertools.count(2000)


def booked(run: Runtime, hour: int, day: date = DAY) -> Appointment:
    """A visit of somebody new."""
    person = {"name": "Robin Example", "phone": f"+1212555{next(_visitors)}"}
    given = {"service_id": "visit", "starts_at": start(hour, day), **person}
    return book_as_staff(run, "staff-ana", "harbor", StaffBookIn.model_validate(given), None)


def takes(run: Runtime, ticket: Ticket, number: int) -> Any:
    """Book what is offered, if anything is; the visit, or why not."""
    offer = view_entry(run, ticket).offer
    if offer is None:
        return None
    person = {"name": f"Waiter{number} Example", "phone": f"+1212555{1000 + number}"}
    given = {"hold_token": offer.hold_token, **person}
    return refusable(partial(book_held_time, run, BookIn.model_validate(given)))


def declines(run: Runtime, ticket: Ticket) -> Any:
    offer = view_entry(run, ticket).offer
    return (
        refusable(partial(decline_offer, run, ticket, offer.starts_at, "visitor"))
        if offer
        else None
    )


def refusable(act: Callable[[], Any]) -> Any:
    """What comes of it, or the refusal."""
    try:
        return act()
    except FrontdeskError as refused:
        return refused


def told(run: Runtime) -> Counter[str]:
    """How many offers were told of, by entry."""
    messages = [item for item in everything(run) if item["pk"].startswith("MESSAGE#")]
    return Counter(str(message["about"]) for message in messages)


def rest_while_many_offer(run: Runtime) -> None:
    """The three minutes pass, and the job runs four times at once."""
    all_at_once([partial(rest, run)] * 4)


def check_appointments(run: Runtime) -> None:
    """Every booked slot has its visit, and every visit that stands its slot."""
    items = everything(run)
    appointments = [Appointment.model_validate(i) for i in items if i["sk"] == "APPOINTMENT"]
    standing = {(v.appointment_id, v.slot_id) for v in appointments if v.status == "booked"}
    taken = [slot for slot in slots_among(items) if slot.status is SlotStatus.BOOKED]
    assert {(slot.appointment_id, slot.slot_id) for slot in taken} == standing


@pytest.mark.parametrize("waiting", [1, 4, 12])
def test_of_twelve_times_freed_at_once_each_goes_to_one_who_waits_and_the_rest_are_free(
    harbor: Runtime, waiting: int
) -> None:
    appointments = [booked(harbor, hour) for hour in HOURS for _ in BAYS]
    tickets = [waits(harbor, number) for number in range(waiting)]
    at_once(
        lambda appointment: cancel(harbor, as_seen(appointment, "staff-ana"), None), appointments
    )
    assert check_offers(harbor) == 0
    rest_while_many_offer(harbor)
    assert check_offers(harbor) == waiting
    assert {view_entry(harbor, ticket).state for ticket in tickets} == {WaitlistState.OFFERED}
    assert told(harbor) == {ticket.entry_id: 1 for ticket in tickets}
    statuses = Counter(slot.status for slot in slots_among(everything(harbor)) if slot.date == DAY)
    assert statuses == {"held": waiting} | ({"free": 12 - waiting} if waiting < 12 else {})
    check_appointments(harbor)


def test_one_time_passed_on_by_everybody_at_once_ends_with_one_or_none(harbor: Runtime) -> None:
    appointment = booked(harbor, 9)
    tickets = [waits(harbor, number) for number in range(6)]
    cancel(harbor, as_seen(appointment, "staff-ana"), None)
    for number in range(len(tickets)):
        rest_while_many_offer(harbor)
        assert check_offers(harbor) == 1, number
        at_once(lambda ticket: declines(harbor, ticket), tickets)
        assert check_offers(harbor) == 0
    rest(harbor)
    assert check_offers(harbor) == 0
    assert set(told(harbor).values()) == {1}
    assert len(told(harbor)) == len(tickets)


def test_joined_from_many_windows_at_once_somebody_waits_once(harbor: Runtime) -> None:
    """Whom staff put on the list. Each of a visitor's windows has an entry of its own."""
    tickets = at_once(lambda _: waits(harbor, 1, by="staff-ana"), range(8))
    assert len({ticket.ticket_id for ticket in tickets}) == 8
    assert len({ticket.entry_id for ticket in tickets}) == 1
    check_offers(harbor)


def test_joined_from_many_windows_at_once_a_visitor_has_as_many_entries_and_none_is_refused(
    harbor: Runtime,
) -> None:
    tickets = at_once(lambda _: waits(harbor, 1), range(8))
    assert len({ticket.entry_id for ticket in tickets}) == 8
    assert {view_entry(harbor, ticket).state for ticket in tickets} == {WaitlistState.WAITING}
    check_offers(harbor)


def test_called_off_twice_at_once_each_entry_of_a_number_ends_once(harbor: Runtime) -> None:
    tickets = [waits(harbor, 1) for _ in range(20)]
    other = waits(harbor, 2)
    point_id = identify(harbor.keyring, "+12125551001", None).point_id
    given = CallOffIn(point_id=point_id)
    lists = all_at_once([partial(call_off_entries, harbor, "staff-ana", "harbor", given)] * 4)
    for after in lists:
        assert [line.entry_id for line in after.entries] == [other.entry_id]
    assert all(history(harbor, ticket) == ["joined", "left"] for ticket in tickets)
    check_offers(harbor)


def test_taken_declined_left_and_lapsed_at_once_an_offer_ends_in_one_way(harbor: Runtime) -> None:
    for round_ in range(6):
        appointment, one = booked(harbor, 9), waits(harbor, 2 * round_)
        two = waits(harbor, 2 * round_ + 1)
        cancel(harbor, as_seen(appointment, "staff-ana"), None)
        rest(harbor)
        ends = all_at_once(
            [
                partial(takes, harbor, one, 2 * round_),
                partial(declines, harbor, one),
                partial(refusable, partial(leave_waitlist, harbor, one, "visitor")),
            ]
        )
        rest(harbor)
        states = (view_entry(harbor, one).state, view_entry(harbor, two).state)
        if isinstance(ends[0], Appointment):
            assert states == (WaitlistState.BOOKED, WaitlistState.WAITING)
            cancel(harbor, as_seen(ends[0], "staff-ana"), None)
        else:
            assert states == (WaitlistState.LEFT, WaitlistState.OFFERED)
        check_offers(harbor)
        check_appointments(harbor)
        leave_waitlist(harbor, one, "staff-ana")
        leave_waitlist(harbor, two, "staff-ana")
        rest(harbor)


def test_who_leaves_while_a_time_becomes_free_takes_none_along(harbor: Runtime) -> None:
    for round_ in range(8):
        appointments = [booked(harbor, 9) for _ in BAYS]
        tickets = [waits(harbor, 3 * round_ + number) for number in range(3)]
        acts: list[Callable[[], Any]] = []
        for appointment, ticket in zip(appointments, tickets, strict=True):
            acts.append(partial(cancel, harbor, as_seen(appointment, "staff-ana"), None))
            acts.append(partial(leave_waitlist, harbor, ticket, "visitor"))
            acts.append(partial(rest, harbor))
        all_at_once(acts)
        rest(harbor)
        assert check_offers(harbor) == 0
        statuses = {slot.status for slot in slots_among(everything(harbor))}
        assert statuses == {SlotStatus.FREE}


@pytest.mark.parametrize("seed", range(4))
def test_a_busy_hour_leaks_no_slot_and_no_offer(
    harbor: Runtime, clock: TickingClock, seed: int
) -> None:
    luck = Random(seed)  # noqa: S311  # the same each time, and guards nothing
    appointments = {booked(harbor, hour).appointment_id for hour in HOURS for _ in BAYS}
    tickets = {number: waits(harbor, number) for number in range(8)}

    def calls_off(appointment_id: str) -> Any:
        appointment = load_appointment(harbor.table, appointment_id)
        return refusable(
            lambda: appointment and cancel(harbor, as_seen(appointment, "staff-ana"), None)
        )

    def moves(appointment_id: str) -> Any:
        appointment = load_appointment(harbor.table, appointment_id)
        hour, day = luck.choice(HOURS), DAY + timedelta(days=luck.choice([0, 1]))

        def move() -> Any:
            assert appointment is not None
            there = Elsewhere(start(hour, day))
            return reschedule(harbor, as_seen(appointment, "staff-ana"), there)

        return refusable(move)

    def holds(number: int) -> Any:
        at = start(luck.choice(HOURS))
        wish = HoldIn.model_validate(
            {"location_id": "harbor", "service_id": "visit", "starts_at": at}
        )
        return refusable(partial(hold_time, harbor, wish, f"10.0.0.{number}", None))

    for _ in range(6):
        one, other = luck.sample(sorted(appointments), 2)
        number = luck.randrange(8)
        ends = all_at_once(
            [
                partial(calls_off, one),
                partial(moves, other),
                partial(takes, harbor, tickets[number], number),
                partial(declines, harbor, tickets[luck.randrange(8)]),
                partial(holds, luck.randrange(50)),
                partial(expire_holds, harbor, lambda: 60.0),
                partial(expire_holds, harbor, lambda: 60.0),
                partial(offer_freed_slots, harbor, lambda: 60.0),
                partial(offer_freed_slots, harbor, lambda: 60.0),
                partial(waits, harbor, luck.randrange(8)),
            ]
        )
        for end in ends:
            assert not isinstance(end, UnavailableError)
            assert not isinstance(end, FrontdeskError) or isinstance(end, ConflictError), end
            if isinstance(end, Appointment) and end.status == "booked":
                appointments.add(end.appointment_id)
        check_offers(harbor)
        check_appointments(harbor)
        clock.forward(minutes=luck.choice([0, 5, 31]))
    assert expire_holds(harbor, lambda: 60.0).failed == 0
    rest(harbor)
    check_offers(harbor)


@pytest.mark.parametrize("sends", [1, 3])
def test_a_lost_answer_to_joining_is_one_place_with_one_token(
    new_client: Clients, new_table: Tables, sends: int
) -> None:
    client = new_client(sends=sends)
    world = a_world(client, new_table(), TickingClock(), harbor_clinic())
    wire = LostAnswers(client)
    wire.to_lose = 1
    first = refusable(partial(waits, world, 1, key="k"))
    assert wire.lost == 1
    ticket = waits(world, 1, key="k")
    assert isinstance(first, UnavailableError if sends == 1 else Ticket)
    assert ticket.entry_id == ticket.ticket_id
    assert view_entry(world, ticket).state is WaitlistState.WAITING
    check_offers(world)


def test_sent_twice_at_once_under_one_key_somebody_joins_once_and_is_told_the_same(
    harbor: Runtime,
) -> None:
    tickets = at_once(lambda _: waits(harbor, 1, key="k"), range(6))
    assert all(ticket == tickets[0] for ticket in tickets)
    assert history(harbor, tickets[0]) == ["joined"]
    check_offers(harbor)


def test_an_offer_declined_twice_at_once_is_declined_once(harbor: Runtime) -> None:
    appointment, ticket = booked(harbor, 9), waits(harbor, 1)
    cancel(harbor, as_seen(appointment, "staff-ana"), None)
    rest(harbor)
    no = partial(decline_offer, harbor, ticket, start(9), "visitor")
    answers = all_at_once([no] * 4)
    assert {answer.state for answer in answers} == {WaitlistState.WAITING}
    assert history(harbor, ticket) == ["joined", "offered", "declined"]


def test_who_leaves_twice_at_once_has_left_once(harbor: Runtime) -> None:
    ticket = waits(harbor, 1)
    answers = all_at_once([partial(leave_waitlist, harbor, ticket, "visitor")] * 4)
    assert all(answer == answers[0] for answer in answers)
    assert history(harbor, ticket) == ["joined", "left"]


def history(run: Runtime, ticket: Ticket) -> list[str]:
    return [event.what for event in load_events(run.table, "WAITLIST", ticket.entry_id)]
