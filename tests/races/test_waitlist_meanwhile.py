"""Something else happens just before the waitlist writes: it is noticed, and looked at again."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from chalicelib.people.identity import identify
from chalicelib.people.person_store import do_not_contact_update
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.history import load_events
from chalicelib.scheduling.appointments.book import book_as_staff, book_held_time
from chalicelib.scheduling.appointments.cancel import cancel
from chalicelib.scheduling.appointments.hold import hold_time
from chalicelib.scheduling.appointments.models import Appointment, BookIn, HoldIn, StaffBookIn
from chalicelib.scheduling.call_off_models import CallOffIn
from chalicelib.scheduling.day.block import block, unblock
from chalicelib.scheduling.day.publish import publish
from chalicelib.scheduling.errors import HoldLostError
from chalicelib.scheduling.slots.schemas import BayDayIn, BlockIn, DaysIn
from chalicelib.scheduling.waitlist.call_off_entries import call_off_entries
from chalicelib.scheduling.waitlist.join_waitlist import join_waitlist
from chalicelib.scheduling.waitlist.leave_waitlist import leave_waitlist
from chalicelib.scheduling.waitlist.models import StaffJoinIn, Ticket
from chalicelib.scheduling.waitlist.view_entry import view_entry
from tests.api.waiters import check_offers
from tests.api.whole_table import everything
from tests.unit.scheduling.clinics import a_clinic, a_pool, a_service, a_template

from .booked import as_seen, rest
from .conftest import through

DAY = date(2026, 11, 24)
NINE, TEN = "2026-11-24T14:00:00Z", "2026-11-24T15:00:00Z"
ROBIN, SAM = "+12125550101", "+12125550102"


class Meanwhile:
    """A client that lets something happen before the first so many transactions that it sends."""

    def __init__(self, client: Any, happens: Callable[[], object], times: int) -> None:
        self._client = client
        self._happens = happens
        self._times = times

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def transact_write_items(self, **request: Any) -> Any:
        self._times -= 1
        if self._times >= 0:
            self._happens()
        return self._client.transact_write_items(**request)


@pytest.fixture
def harbor(run: Runtime) -> Runtime:
    """Two rooms with starts at nine and ten, for two services."""
    clinic = a_clinic(
        a_template("09:00", "10:00"),
        pools=[a_pool("consult", "room-1", "room-2")],
        services=[a_service("visit", "consult", 60), a_service("talk", "consult", 60)],
    )
    here = replace(run, clinic=clinic)
    publish(here, "harbor", DaysIn.model_validate({"from": DAY, "to": DAY}))
    return here


def while_(run: Runtime, happens: Callable[[], object], times: int = 1) -> Runtime:
    """The same world, where something happens before the next write, or the next few."""
    return through(run, Meanwhile(run.table.client, happens, times))


def waits(run: Runtime, phone: str = ROBIN, wanted: str = "visit", **times: str) -> Ticket:
    return _joins(run, "visitor", phone, wanted, times)


def is_put_on(run: Runtime, phone: str = ROBIN, wanted: str = "visit", **times: str) -> Ticket:
    """By staff, who look at what else they know of the person."""
    return _joins(run, "ana", phone, wanted, times)


def _joins(run: Runtime, by: str, phone: str, wanted: str, times: dict[str, str]) -> Ticket:
    wish = {"first_day": str(DAY), "last_day": str(DAY), **times}
    given = {"service_id": wanted, "wish": wish, "name": "Robin Example", "phone": phone}
    return join_waitlist(run, "harbor", StaffJoinIn.model_validate(given), by, None)


def book(run: Runtime, at: str, phone: str = "+12125550199", wanted: str = "visit") -> Appointment:
    given = {"service_id": wanted, "starts_at": at, "name": "Robin Example", "phone": phone}
    return book_as_staff(run, "ana", "harbor", StaffBookIn.model_validate(given), None)


def calls_off(run: Runtime, appointment: Appointment) -> Callable[[], object]:
    return partial(cancel, run, as_seen(appointment, "ana"), None)


def state(run: Runtime, ticket: Ticket) -> str:
    return str(view_entry(run, ticket).state)


def history(run: Runtime, ticket: Ticket) -> list[str]:
    return [event.what for event in load_events(run.table, "WAITLIST", ticket.entry_id)]


def test_who_leaves_while_they_are_offered_a_time_passes_it_on(harbor: Runtime) -> None:
    appointment, robin, sam = book(harbor, NINE), waits(harbor), waits(harbor, SAM)
    calls_off(harbor, appointment)()
    leave_waitlist(while_(harbor, partial(rest, harbor)), robin, "visitor")
    rest(harbor)
    assert (state(harbor, robin), state(harbor, sam)) == ("left", "offered")
    assert check_offers(harbor) == 1


def test_who_leaves_just_before_is_not_offered_it(harbor: Runtime) -> None:
    appointment, robin, sam = book(harbor, NINE), waits(harbor), waits(harbor, SAM)
    calls_off(harbor, appointment)()
    rest(while_(harbor, lambda: leave_waitlist(harbor, robin, "visitor")))
    assert (state(harbor, robin), state(harbor, sam)) == ("left", "offered")
    assert check_offers(harbor) == 1


def test_who_leaves_just_before_the_same_again_has_left_once(harbor: Runtime) -> None:
    robin = waits(harbor)
    leaves = partial(leave_waitlist, harbor, robin, "visitor")
    again = leave_waitlist(while_(harbor, leaves), robin, "visitor")
    assert again == leaves()
    assert history(harbor, robin) == ["joined", "left"]


def test_who_leaves_just_before_they_are_booked_has_left(harbor: Runtime) -> None:
    robin = waits(harbor)
    leaves = partial(leave_waitlist, harbor, robin, "visitor")
    book(while_(harbor, leaves), NINE, ROBIN)
    assert state(harbor, robin) == "left"
    assert history(harbor, robin) == ["joined", "left"]


def test_who_is_booked_just_before_they_leave_was_booked(harbor: Runtime) -> None:
    robin = is_put_on(harbor)
    view = leave_waitlist(while_(harbor, partial(book, harbor, NINE, ROBIN)), robin, "visitor")
    assert str(view.state) == "booked"
    assert history(harbor, robin) == ["joined", "booked"]


def test_of_two_times_offered_by_two_runs_at_once_each_is_offered_once(harbor: Runtime) -> None:
    nine, ten = book(harbor, NINE), book(harbor, TEN, "+12125550198")
    robin, sam = waits(harbor), waits(harbor, SAM)
    calls_off(harbor, nine)()
    calls_off(harbor, ten)()
    report = rest(while_(harbor, partial(rest, harbor)))
    assert (report.done, report.skipped) == (0, 2)
    offers = [view_entry(harbor, ticket).offer for ticket in (robin, sam)]
    assert [offer and offer.starts_at.hour for offer in offers] == [14, 15]
    assert check_offers(harbor) == 2
    assert set(told(harbor).values()) == {1}


def test_one_person_who_waits_for_two_services_is_asked_about_one(harbor: Runtime) -> None:
    nine, ten = book(harbor, NINE), book(harbor, TEN, "+12125550198")
    early = is_put_on(harbor, latest_time="09:00")
    late = is_put_on(harbor, wanted="talk", earliest_time="10:00")
    calls_off(harbor, nine)()
    calls_off(harbor, ten)()
    rest(while_(harbor, partial(rest, harbor)))
    assert (state(harbor, early), state(harbor, late)) == ("offered", "waiting")
    assert check_offers(harbor) == 1


def test_who_books_for_that_time_meanwhile_is_passed_over(harbor: Runtime) -> None:
    appointment, robin = book(harbor, NINE), is_put_on(harbor, wanted="talk")
    sam = waits(harbor, SAM)
    calls_off(harbor, appointment)()
    rest(while_(harbor, lambda: book(harbor, NINE, ROBIN)))
    assert (state(harbor, robin), state(harbor, sam)) == ("waiting", "offered")
    assert check_offers(harbor) == 1


def test_who_asks_not_to_be_contacted_meanwhile_is_passed_over(harbor: Runtime) -> None:
    appointment, robin, sam = book(harbor, NINE), is_put_on(harbor), waits(harbor, SAM)
    robin_id = identify(harbor.keyring, ROBIN, None, "Robin Example").person_id
    quiet = do_not_contact_update(robin_id, harbor.clock())
    calls_off(harbor, appointment)()
    rest(while_(harbor, lambda: harbor.table.transact([quiet])))
    assert (state(harbor, robin), state(harbor, sam)) == ("waiting", "offered")


def test_who_is_offered_a_time_while_they_book_another_passes_it_on(harbor: Runtime) -> None:
    appointment, robin, sam = book(harbor, NINE), is_put_on(harbor), waits(harbor, SAM)
    calls_off(harbor, appointment)()
    booked = book(while_(harbor, partial(rest, harbor)), TEN, ROBIN)
    assert booked.starts_at.hour == 15
    rest(harbor)
    assert (state(harbor, robin), state(harbor, sam)) == ("booked", "offered")
    assert check_offers(harbor) == 1


def test_a_wish_changed_meanwhile_counts(harbor: Runtime) -> None:
    appointment, robin = book(harbor, NINE), is_put_on(harbor)
    calls_off(harbor, appointment)()
    rest(while_(harbor, partial(is_put_on, harbor, earliest_time="10:00")))
    assert state(harbor, robin) == "waiting"
    assert check_offers(harbor) == 0


def test_a_time_is_free_for_all_though_the_list_never_stands_still(harbor: Runtime) -> None:
    appointment, robin = book(harbor, NINE), is_put_on(harbor)
    calls_off(harbor, appointment)()
    report = rest(while_(harbor, partial(is_put_on, harbor), times=100))
    assert report.done == 1
    assert state(harbor, robin) == "waiting"
    assert check_offers(harbor) == 0
    assert book(harbor, NINE).starts_at.hour == 14


def test_a_stranger_who_joins_meanwhile_with_the_same_number_and_name_is_in_nobodys_way(
    harbor: Runtime,
) -> None:
    for join in (waits, is_put_on):
        appointment, robin = book(harbor, NINE), join(harbor)
        calls_off(harbor, appointment)()
        strangers: list[Ticket] = []
        report = rest(while_(harbor, partial(_joins_too, harbor, strangers), times=3))
        assert report.done == 1
        assert (state(harbor, robin), len(strangers)) == ("offered", 1)
        assert history(harbor, robin) == ["joined", "offered"]
        for ticket in (robin, *strangers):
            leave_waitlist(harbor, ticket, "ana")
        rest(harbor)


def test_a_visitor_who_books_meanwhile_with_the_same_number_takes_no_offer_away(
    harbor: Runtime,
) -> None:
    appointment, robin = book(harbor, NINE, SAM), waits(harbor)
    calls_off(harbor, appointment)()
    held = hold_time(harbor, _hold(TEN), "10.0.0.1", None)
    given = {"hold_token": held.hold_token, "name": "Robin Example", "phone": ROBIN}
    books = partial(book_held_time, harbor, BookIn.model_validate(given))
    report = rest(while_(harbor, books))
    assert report.done == 1
    assert state(harbor, robin) == "offered"
    assert check_offers(harbor) == 1


def test_an_offer_left_while_it_is_booked_with_another_number_ends_in_one_way(
    harbor: Runtime,
) -> None:
    appointment, robin = book(harbor, NINE), waits(harbor)
    calls_off(harbor, appointment)()
    rest(harbor)
    offer = view_entry(harbor, robin).offer
    assert offer
    given = {"hold_token": offer.hold_token, "name": "Kim Example", "phone": SAM}
    leaves = partial(leave_waitlist, harbor, robin, "visitor")
    with pytest.raises(HoldLostError):
        book_held_time(while_(harbor, leaves), BookIn.model_validate(given))
    assert state(harbor, robin) == "left"
    assert check_offers(harbor) == 0


def test_all_of_one_number_is_called_off_though_one_leaves_and_one_joins_meanwhile(
    harbor: Runtime,
) -> None:
    appointment = book(harbor, NINE)
    tickets, by_staff = [waits(harbor), waits(harbor)], is_put_on(harbor)
    other = waits(harbor, SAM, latest_time="08:00")
    calls_off(harbor, appointment)()
    rest(harbor)
    point_id = identify(harbor.keyring, ROBIN, None).point_id
    later: list[Ticket] = []

    def meanwhile() -> None:
        leave_waitlist(harbor, tickets[1], "visitor")
        later.append(waits(harbor))

    given = CallOffIn(point_id=point_id)
    after = call_off_entries(while_(harbor, meanwhile), "ana", "harbor", given)
    assert [line.entry_id for line in after.entries] == [by_staff.entry_id, other.entry_id]
    assert {state(harbor, ticket) for ticket in (*tickets, *later)} == {"left"}
    assert check_offers(harbor) == 0


def _joins_too(run: Runtime, tickets: list[Ticket]) -> None:
    tickets.append(waits(run))


def _hold(at: str) -> HoldIn:
    wish = {"location_id": "harbor", "service_id": "visit", "starts_at": at}
    return HoldIn.model_validate(wish)


class KilledError(BaseException):
    """The process is gone. No ``except Exception`` takes it for a failure."""


class Killed(Meanwhile):
    """A client whose process is killed just before it writes, or just after."""

    def __init__(self, client: Any, *, after: bool) -> None:
        super().__init__(client, lambda: None, 0)
        self._after = after

    def transact_write_items(self, **request: Any) -> Any:
        if self._after:
            self._client.transact_write_items(**request)
        raise KilledError


@pytest.mark.parametrize("after", [False, True])
def test_a_job_that_is_killed_around_an_offer_leaves_the_rest_to_the_next_and_tells_nobody_twice(
    harbor: Runtime, after: bool
) -> None:
    nine, ten = book(harbor, NINE), book(harbor, TEN, "+12125550198")
    tickets = [waits(harbor), waits(harbor, SAM)]
    calls_off(harbor, nine)()
    calls_off(harbor, ten)()
    with pytest.raises(KilledError):
        rest(through(harbor, Killed(harbor.table.client, after=after)))
    assert rest(harbor).done == (1 if after else 2)
    assert {state(harbor, ticket) for ticket in tickets} == {"offered"}
    assert check_offers(harbor) == 2
    assert told(harbor) == {ticket.entry_id: 1 for ticket in tickets}


def test_what_an_unblocked_room_frees_is_offered_though_nothing_came_after_that_write(
    harbor: Runtime,
) -> None:
    room = {"date": str(DAY), "bay": "room-1"}
    blocked = BlockIn.model_validate({**room, "reason": "Broken lamp"})
    block(harbor, "ana", "harbor", blocked)
    tickets = [waits(harbor), waits(harbor, SAM)]
    with pytest.raises(KilledError):
        unblock(
            through(harbor, Killed(harbor.table.client, after=True)),
            "ana",
            "harbor",
            BayDayIn.model_validate(room),
        )
    assert rest(harbor).done == 2
    assert {state(harbor, ticket) for ticket in tickets} == {"offered"}


def told(run: Runtime) -> Counter[str]:
    """How many offers were told of, by entry."""
    messages = [item for item in everything(run) if item["pk"].startswith("MESSAGE#")]
    return Counter(str(message["about"]) for message in messages)
