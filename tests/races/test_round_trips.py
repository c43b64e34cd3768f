"""What is sent to the table, counted by a hook on the client, when nobody is in the way."""

from functools import partial

from chalicelib.callbacks import service as desk
from chalicelib.callbacks.models import AttemptIn, Disposition
from chalicelib.core.runtime import Runtime
from tests.conftest import RoundTrips

from .people import claim, phone_of, submit, token
from .queued import fill_queue
from .wire import Capacity


def test_a_request_takes_one_round_trip(run: Runtime, round_trips: RoundTrips) -> None:
    assert round_trips.during(lambda: submit(run, "key")) == ["TransactWriteItems"]


def test_a_request_that_merges_takes_two(run: Runtime, round_trips: RoundTrips) -> None:
    submit(run)
    assert round_trips.during(lambda: submit(run, "key")) == ["TransactWriteItems"] * 2


def test_claiming_the_next_call_takes_two(run: Runtime, round_trips: RoundTrips) -> None:
    submit(run)
    submit(run, phone=phone_of(1))
    for who in ("staff-ana", "staff-ben"):
        assert round_trips.during(partial(claim, run, who)) == ["Query", "UpdateItem"]


def test_recording_an_attempt_takes_one(run: Runtime, round_trips: RoundTrips) -> None:
    for number, disposition in enumerate(Disposition):
        submit(run, phone=phone_of(number))
        card = claim(run, "staff-ana")
        given = AttemptIn(claim=token(card), disposition=disposition)
        act = partial(desk.record_attempt, run, "staff-ana", card.callback_id, given)
        assert round_trips.during(act) == ["TransactWriteItems"]


def test_claiming_the_next_of_300_calls_reads_a_page_of_the_queue_and_no_more(
    run: Runtime, round_trips: RoundTrips
) -> None:
    fill_queue(run, 300)
    capacity = Capacity()
    capacity.watch(run.table.client)
    assert round_trips.during(lambda: claim(run, "staff-ana")) == ["Query", "UpdateItem"]
    print(f"\nclaim next of 300: {capacity.units['Query']} RCU")
    assert capacity.units["Query"] <= 2.5
