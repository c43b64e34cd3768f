"""What is sent to the table, counted by a hook on the client, when nobody is in the way."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from chalicelib.callbacks.close_when_booked import Booked, ProvenRequest, answer_as_booked
from chalicelib.callbacks.models import AfterWrite, AttemptIn, Disposition
from chalicelib.callbacks.record_attempt import record_attempt
from chalicelib.intake.take_call import take_next
from chalicelib.people.commitments import CallOwed
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.unit_of_work import VISITOR, UnitOfWork, carry_out
from chalicelib.scheduling.errors import HoldLostError
from tests.conftest import RoundTrips

from . import booked, snapshot
from .builders import CRISIS, HERE, claim, phone_of, submit, token
from .faulty_network import Capacity
from .queued import fill_queue


def test_a_request_takes_one_round_trip(run: Runtime, round_trips: RoundTrips) -> None:
    assert round_trips.during(lambda: submit(run, "key")) == ["TransactWriteItems"]


def test_a_request_that_merges_takes_two(run: Runtime, round_trips: RoundTrips) -> None:
    submit(run)
    assert round_trips.during(lambda: submit(run, "key")) == ["TransactWriteItems"] * 2


def test_answering_one_of_two_people_takes_one(run: Runtime, round_trips: RoundTrips) -> None:
    submit(run)
    submit(run, name="Kim Example")
    card = claim(run, "staff-ana")
    first, second = (each.person_id for each in card.people)
    claimed = card.claim
    assert claimed is not None
    for person_id in (first, second):
        said = {"claim": claimed.token, "disposition": "reached", "person_id": person_id}
        given = AttemptIn.model_validate(said)
        told: list[AfterWrite] = []

        def reach(given: AttemptIn = given, told: list[AfterWrite] = told) -> None:
            told.append(record_attempt(run, "staff-ana", card.callback_id, given))

        assert round_trips.during(reach) == ["TransactWriteItems"]
        claimed = told[0].claim or claimed
    assert told[0].outcome == "reached"


def test_claiming_the_next_call_takes_three(run: Runtime, round_trips: RoundTrips) -> None:
    submit(run)
    submit(run, phone=phone_of(1))
    for who in ("staff-ana", "staff-ben"):
        assert round_trips.during(partial(claim, run, who)) == [
            "Query",
            "TransactWriteItems",
            "Query",
        ]


def test_what_they_wrote_and_who_they_are_takes_one_more_for_both(
    run: Runtime, round_trips: RoundTrips
) -> None:
    submit(run)
    submit(run, name="Kim Other")
    assert round_trips.during(lambda: take_next(run, "staff-ana", HERE, None)) == [
        "Query",
        "TransactWriteItems",
        "Query",
        "BatchGetItem",
    ]


def test_recording_an_attempt_takes_one(run: Runtime, round_trips: RoundTrips) -> None:
    for number, disposition in enumerate(Disposition):
        submit(run, phone=phone_of(number))
        card = claim(run, "staff-ana")
        given = AttemptIn(claim=token(card), disposition=disposition)
        act = partial(record_attempt, run, "staff-ana", card.callback_id, given)
        assert round_trips.during(act) == ["TransactWriteItems"]


def test_claiming_the_next_of_300_calls_reads_a_page_of_the_queue_and_no_more(
    run: Runtime, round_trips: RoundTrips
) -> None:
    fill_queue(run, 300)
    capacity = Capacity()
    capacity.watch(run.table.client)
    assert round_trips.during(lambda: claim(run, "staff-ana")) == [
        "Query",
        "TransactWriteItems",
        "Query",
    ]
    print(f"\nclaim next of 300: {capacity.units['Query']} RCU")
    assert capacity.units["Query"] <= 2.5 + 1  # one for the callback with its history


class TestBooking:
    """How many read and write units each takes is printed; the round trips are promised."""

    @pytest.fixture
    def counted(self, run: Runtime) -> Iterator[Capacity]:
        """Three weeks are published; what is consumed from now on is told at the end."""
        booked.publish(run)
        capacity = Capacity()
        capacity.watch(run.table.client)
        yield capacity
        print(f"\n{dict(capacity.units)} units")

    def test_two_weeks_of_availability_take_one(
        self, run: Runtime, counted: Capacity, round_trips: RoundTrips
    ) -> None:
        assert round_trips.during(lambda: booked.look(run)) == ["Query"]
        assert counted.units["Query"] <= 8

    def test_holding_a_time_takes_two(
        self, run: Runtime, counted: Capacity, round_trips: RoundTrips
    ) -> None:
        sent = round_trips.during(lambda: booked.hold(run))
        assert sent == ["Query", "TransactWriteItems"]

    def test_booking_it_takes_two(
        self, run: Runtime, counted: Capacity, round_trips: RoundTrips
    ) -> None:
        held = booked.hold(run)
        sent = round_trips.during(lambda: booked.book(run, held))
        assert sent == ["Query", "TransactWriteItems"]

    @pytest.mark.parametrize("why", [{}, {"message": CRISIS}, {"screening": ["pregnancy"]}])
    def test_so_does_booking_beside_a_call_that_is_owed(
        self, run: Runtime, counted: Capacity, round_trips: RoundTrips, why: dict[str, Any]
    ) -> None:
        submit(run, phone=phone_of(1000), **why)
        held = booked.hold(run)
        sent = round_trips.during(lambda: booked.book(run, held))
        assert sent == ["Query", "TransactWriteItems"]
        assert claim(run, "staff-ana").phone == phone_of(1000)

    @pytest.mark.parametrize(
        ("why", "trips"), [({}, 1), ({"message": CRISIS}, 2), ({"screening": ["pregnancy"]}, 2)]
    )
    def test_answering_a_request_by_it_takes_one_more_where_the_call_stays(
        self, run: Runtime, round_trips: RoundTrips, why: dict[str, Any], trips: int
    ) -> None:
        request = submit(run, **why)
        callback = snapshot.read(run.table).only_open
        call = CallOwed(callback.callback_id, callback.promise_day.isoformat())
        services = {"ketamine-consultation"}
        proven = ProvenRequest(request.request_id, callback.opened_by, services)
        made = Booked(call, callback.point_id, HERE, run.ids.new(run.clock()))

        def answered(work: UnitOfWork) -> None:
            answer_as_booked(work, made, proven)

        sent = round_trips.during(lambda: carry_out(run, VISITOR, answered))
        assert sent == ["TransactWriteItems"] * trips

    def test_booking_takes_two_while_another_visit_is_booked_then(
        self, run: Runtime, counted: Capacity, round_trips: RoundTrips
    ) -> None:
        booked.book(run, booked.hold(run))
        held = booked.hold(run, 1)
        sent = round_trips.during(lambda: booked.book(run, held))
        assert sent == ["Query", "TransactWriteItems"]

    def test_a_hold_that_is_lost_is_told_in_two(
        self, run: Runtime, counted: Capacity, round_trips: RoundTrips
    ) -> None:
        held = booked.hold(run)
        booked.book(run, held)

        def book_again() -> None:
            with pytest.raises(HoldLostError):
                booked.book(run, held, visitor=1)

        assert round_trips.during(book_again) == ["Query", "TransactWriteItems"]

    def test_an_induction_of_eight_takes_three(
        self, run: Runtime, counted: Capacity, round_trips: RoundTrips
    ) -> None:
        sent = round_trips.during(lambda: booked.book_eight(run))
        assert sent == ["Query", "Query", "TransactWriteItems"]

    def test_so_does_one_beside_other_bookings_and_holds(
        self, run: Runtime, counted: Capacity, round_trips: RoundTrips
    ) -> None:
        booked.hold(run, 1)
        booked.book(run, booked.hold(run, 2), 2)
        sent = round_trips.during(lambda: booked.book_eight(run))
        assert sent == ["Query", "Query", "TransactWriteItems"]

    def test_so_does_one_for_somebody_who_sent_several_forms(
        self, run: Runtime, counted: Capacity, round_trips: RoundTrips
    ) -> None:
        for _ in range(3):
            submit(run)
        sent = round_trips.during(lambda: booked.book_eight(run))
        assert sent == ["Query", "Query", "TransactWriteItems"]
        (callback,) = snapshot.read(run.table).callbacks
        assert callback.outcome == "booked"

    @pytest.mark.parametrize(
        "other", [{"name": "Kim Other"}, {"screening": ["pregnancy"]}, {"message": CRISIS}]
    )
    def test_and_one_more_where_the_call_is_for_more_than_they_came_for(
        self, run: Runtime, counted: Capacity, round_trips: RoundTrips, other: dict[str, Any]
    ) -> None:
        submit(run)
        submit(run, **other)
        sent = round_trips.during(lambda: booked.book_eight(run))
        assert sent == ["Query", "Query", "TransactWriteItems", "TransactWriteItems"]
        assert snapshot.read(run.table).only_open.outcome is None
