"""Nobody can count from a form what is stored about whose number it names.

Where a call is open a form takes two round trips, else one: whatever else is known of the number,
and whatever the form says. A wish not to be contacted stands in for an open call.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.callbacks.claim import claim_callback
from chalicelib.callbacks.close_when_booked import Booked, ProvenRequest, answer_as_booked
from chalicelib.callbacks.log_incoming_call import log_incoming_call
from chalicelib.callbacks.merge_rules import (
    MOST_CRISES_OF_A_SENDER,
    MOST_OF_A_SENDER,
    MOST_SENDERS,
    MOST_WITH_CRISES,
)
from chalicelib.callbacks.models import AttemptIn, CallbackCard, ClaimedWrite, SnoozeIn
from chalicelib.callbacks.put_back_models import ReopenIn
from chalicelib.callbacks.record_attempt import record_attempt
from chalicelib.callbacks.reopen import reopen
from chalicelib.callbacks.snooze import snooze
from chalicelib.callbacks.undo_outcome import undo_outcome
from chalicelib.intake.submit_request import submit_request
from chalicelib.people.commitments import CallOwed
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.writes import Put
from chalicelib.platform.unit_of_work import VISITOR, UnitOfWork, carry_out
from tests.conftest import RoundTrips

from . import snapshot
from .builders import CRISIS, HERE, form, rings, token
from .conftest import Tables, in_table

Given = Callable[[Runtime], None]
Again = Callable[[Given], Callable[[], Runtime]]

HOME = "203.0.113.7"
"""The network address that the forms come from which are counted."""


def sends(run: Runtime, address: str = HOME, **typed: Any) -> None:
    """A form comes in."""
    submit_request(run, form(**typed), None, address)


def taken(run: Runtime) -> CallbackCard:
    """The only call, claimed by its card."""
    return claim_callback(run, "staff-ana", snapshot.read(run.table).only_open.callback_id)


def told(run: Runtime, disposition: str, person_id: str | None = None) -> CallbackCard:
    """The only call is made, and went so."""
    card = taken(run)
    said = {
        "claim": token(card),
        "disposition": disposition,
        "person_id": person_id,
        "done": "spoke-not-in-danger",
    }
    record_attempt(run, "staff-ana", card.callback_id, AttemptIn.model_validate(said))
    return card


def nothing(run: Runtime) -> None:
    """Nobody ever gave this number."""


def a_routine_call(run: Runtime) -> None:
    sends(run)


def an_urgent_call(run: Runtime) -> None:
    log_incoming_call(run, "staff-ana", HERE, rings(urgency="urgent"), None)


def a_crisis(run: Runtime) -> None:
    sends(run, message=CRISIS)


def a_call_put_off(run: Runtime) -> None:
    sends(run)
    told(run, "no-answer")


def a_crisis_put_off(run: Runtime) -> None:
    a_crisis(run)
    told(run, "no-answer")


def a_call_hastened_today(run: Runtime) -> None:
    a_call_put_off(run)
    sends(run, message=CRISIS)
    told(run, "no-answer")


def a_snoozed_call(run: Runtime) -> None:
    sends(run)
    card = taken(run)
    given = SnoozeIn(claim=token(card), until=run.clock() + timedelta(days=20))
    snooze(run, "staff-ana", card.callback_id, given)


def a_call_woken_by_a_form(run: Runtime) -> None:
    a_snoozed_call(run)
    sends(run, name="Kim Other")


def a_snooze_undone(run: Runtime) -> None:
    sends(run)
    card = taken(run)
    given = SnoozeIn(claim=token(card), until=run.clock() + timedelta(days=20))
    snooze(run, "staff-ana", card.callback_id, given)
    undo_outcome(run, "staff-ana", card.callback_id, ClaimedWrite(claim=token(card)))


def a_held_call(run: Runtime) -> None:
    sends(run)
    taken(run)


def a_held_snooze(run: Runtime) -> None:
    a_snoozed_call(run)
    taken(run)


def a_call_left_by_who_held_it(run: Runtime) -> None:
    a_held_call(run)
    run.clock.forward(minutes=60)  # type: ignore[attr-defined]


def a_call_answered_in_part(run: Runtime) -> None:
    sends(run, message=CRISIS)
    sends(run, name="Kim Other")
    first, *_ = snapshot.read(run.table).only_open.people
    told(run, "reached", first.person_id)


def a_call_with_a_wish(run: Runtime) -> None:
    sends(run)
    sends(run, name="Kim Other")
    first, *_ = snapshot.read(run.table).only_open.people
    told(run, "do-not-contact", first.person_id)


def a_call_full_of_this_address(run: Runtime) -> None:
    for _ in range(MOST_OF_A_SENDER):
        sends(run)


def a_call_full_of_its_crises(run: Runtime) -> None:
    for _ in range(MOST_CRISES_OF_A_SENDER + 1):
        sends(run, message=CRISIS)


def a_call_of_many_addresses(run: Runtime) -> None:
    for number in range(MOST_SENDERS + 1):
        sends(run, f"198.51.100.{number}")


def a_full_call(run: Runtime) -> None:
    for number in range(MOST_WITH_CRISES + 1):
        sends(run, f"198.51.100.{number}", message=CRISIS)


def a_full_snoozed_call(run: Runtime) -> None:
    a_full_call(run)
    card = taken(run)
    given = SnoozeIn(claim=token(card), until=run.clock() + timedelta(minutes=20))
    snooze(run, "staff-ana", card.callback_id, given)


def a_reopened_call(run: Runtime) -> None:
    sends(run)
    closed = told(run, "reached")
    (callback,) = snapshot.read(run.table).callbacks
    assert callback.closed_at is not None
    given = ReopenIn(closed_at=callback.closed_at)
    reopen(run, "staff-ana", closed.callback_id, given)


def a_call_booked_in_part(run: Runtime) -> None:
    sends(run)
    run.clock.forward(minutes=20)  # type: ignore[attr-defined]
    sends(run, name="Kim Other", screening=["pregnancy"])
    callback = snapshot.read(run.table).only_open
    first = callback.occasions[0]
    services = {"ketamine-consultation"}

    def booked(work: UnitOfWork) -> None:
        call = CallOwed(callback.callback_id, callback.promise_day.isoformat())
        made = Booked(call, callback.point_id, HERE, run.ids.new(run.clock()))
        answer_as_booked(work, made, ProvenRequest(first.of, first.person_id, services))

    carry_out(run, VISITOR, booked)
    assert snapshot.read(run.table).only_open.respond_by > callback.respond_by


def a_call_that_another_joined(run: Runtime) -> None:
    sends(run, message=CRISIS)
    told(run, "reached")
    (closed,) = snapshot.read(run.table).callbacks
    a_snoozed_call(run)
    assert closed.closed_at is not None
    again = reopen(run, "staff-ana", closed.callback_id, ReopenIn(closed_at=closed.closed_at))
    assert again.joined


def a_call_just_closed(run: Runtime) -> None:
    sends(run)
    told(run, "reached")


def a_wish(run: Runtime) -> None:
    sends(run)
    told(run, "do-not-contact")


def a_wish_of_another(run: Runtime) -> None:
    sends(run, name="Kim Other")
    told(run, "do-not-contact")


def a_nameless_wish(run: Runtime) -> None:
    log_incoming_call(run, "staff-ana", HERE, rings(name=None), None)
    told(run, "do-not-contact")


WISHES: tuple[Given, ...] = (a_wish, a_wish_of_another, a_nameless_wish)

OPEN: tuple[Given, ...] = (
    a_routine_call,
    an_urgent_call,
    a_crisis,
    a_call_put_off,
    a_crisis_put_off,
    a_call_hastened_today,
    a_snoozed_call,
    a_call_woken_by_a_form,
    a_snooze_undone,
    a_held_call,
    a_held_snooze,
    a_call_left_by_who_held_it,
    a_call_answered_in_part,
    a_call_with_a_wish,
    a_call_full_of_this_address,
    a_call_full_of_its_crises,
    a_call_of_many_addresses,
    a_full_call,
    a_full_snoozed_call,
    a_reopened_call,
    a_call_booked_in_part,
    a_call_that_another_joined,
)

NOT_OPEN: tuple[Given, ...] = (nothing, a_call_just_closed)

FORMS: tuple[dict[str, Any], ...] = (
    {},
    {"name": "Mallory Stranger"},
    {"message": CRISIS},
    {"screening": ["pregnancy"]},
    {"message": CRISIS, "screening": ["pregnancy", "history-of-psychosis"]},
    {"on_behalf_of": "Sam Example", "for_someone_else": True},
)
SPAM: dict[str, Any] = {"leave_blank": "http://example.com"}


def name_of(state: Given) -> str:
    """The name of a state, for the test that brings it about."""
    return state.__name__.replace("_", "-")


@pytest.fixture
def again(run: Runtime, new_table: Tables) -> Again:
    """Brings a state about, and from then on makes worlds in it."""

    def bring_about(state: Given) -> Callable[[], Runtime]:
        state(run)
        items = snapshot.read(run.table).items

        def make() -> Runtime:
            world = in_table(run, new_table())
            for start in range(0, len(items), 25):
                puts = [Put(item) for item in items[start : start + 25]]
                world.table.transact([replace(put, name=str(n)) for n, put in enumerate(puts)])
            return world

        return make

    return bring_about


def trips(run: Runtime, round_trips: RoundTrips, typed: dict[str, Any]) -> int:
    """So many transactions are sent for a form, and nothing else."""
    sent = round_trips.during(lambda: submit_request(run, form(**typed), None, HOME))
    assert set(sent) == {"TransactWriteItems"}
    return len(sent)


@pytest.mark.parametrize("state", OPEN, ids=name_of)
def test_a_form_takes_two_round_trips_however_the_call_stands_that_it_joins(
    run: Runtime, again: Again, round_trips: RoundTrips, state: Given
) -> None:
    make = again(state)
    brought_about = snapshot.read(run.table)
    snapshot.check_standing(brought_about)
    before = brought_about.only_open
    assert trips(make(), round_trips, SPAM) == 1, "it is owed no call"
    for typed in FORMS:
        world = make()
        assert trips(world, round_trips, typed) == 2, typed
        stored = snapshot.read(world.table)
        after = stored.only_open
        assert after.callback_id == before.callback_id
        assert len(after.occasions) + after.beyond == len(before.occasions) + before.beyond + 1
        snapshot.check_standing(stored)


@pytest.mark.parametrize("state", NOT_OPEN, ids=name_of)
def test_a_form_takes_one_where_no_call_is_open(
    again: Again, round_trips: RoundTrips, state: Given
) -> None:
    make = again(state)
    assert trips(make(), round_trips, SPAM) == 1
    for typed in FORMS:
        world = make()
        assert trips(world, round_trips, typed) == 1, typed
        snapshot.check_whole(snapshot.read(world.table))


@pytest.mark.parametrize("state", WISHES, ids=name_of)
def test_a_form_takes_as_many_where_somebody_asked_not_to_be_contacted(
    again: Again, round_trips: RoundTrips, state: Given
) -> None:
    """As many as where a call is open: so the call that it opens is marked from the start."""
    make = again(state)
    assert trips(make(), round_trips, SPAM) == 1, "it is owed no call"
    for typed in FORMS:
        world = make()
        assert trips(world, round_trips, typed) == 2, typed
        stored = snapshot.read(world.table)
        assert stored.only_open.do_not_contact
        snapshot.check_whole(stored)
