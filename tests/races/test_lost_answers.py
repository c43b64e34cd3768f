"""The table carries a write out, and the answer never arrives: all stands once, and is told once.

Each verb is done in two worlds alike, and in one of them its answer is lost. Either the driver
notices and sends the same again, or it does not, and the client calls again a while later.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from pydantic import BaseModel

from chalicelib.callbacks.add_note import add_note
from chalicelib.callbacks.claim import renew_claim
from chalicelib.callbacks.claim_next import claim_next
from chalicelib.callbacks.close_callback import close_callback
from chalicelib.callbacks.hand_back import hand_back
from chalicelib.callbacks.log_incoming_call import log_incoming_call
from chalicelib.callbacks.models import (
    AttemptIn,
    CallbackCard,
    ClaimedWrite,
    CloseIn,
    CloseReason,
    Disposition,
    HandBackIn,
    NoteIn,
    SnoozeIn,
)
from chalicelib.callbacks.record_attempt import record_attempt
from chalicelib.callbacks.return_stale_claims import return_stale_claims
from chalicelib.callbacks.snooze import snooze
from chalicelib.clinic import Clinic
from chalicelib.platform.errors import UnavailableError
from chalicelib.platform.runtime import Runtime
from tests.conftest import MONDAY_MORNING

from . import snapshot
from .barrier import TickingClock
from .builders import HERE, claim, rings, submit, token
from .conftest import Clients, Tables, a_world, through
from .faulty_network import LostAnswers
from .interleaver import Person

ANA = "staff-ana"

Given = BaseModel | None
Verb = Callable[[Runtime, CallbackCard], Callable[[], Given]]
"""What somebody does in a world where Ana has claimed the card: ready to be repeated."""


@dataclass
class World:
    """A world in which somebody waits for a call."""

    run: Runtime
    wire: LostAnswers


NewWorld = Callable[[int], World]


@pytest.fixture
def new_world(new_client: Clients, new_table: Tables, clinic: Clinic) -> NewWorld:
    """Makes worlds that are all alike; a request is sent so many times by the driver."""

    def make(sends: int) -> World:
        client = new_client(sends=sends)
        world = a_world(client, new_table(), TickingClock(), clinic)
        submit(world)
        return World(world, LostAnswers(client))

    return make


def an_attempt(disposition: Disposition) -> Verb:
    def prepare(run: Runtime, held: CallbackCard) -> Callable[[], Given]:
        given = AttemptIn(claim=token(held), disposition=disposition, note="rang for long")
        return lambda: record_attempt(run, ANA, held.callback_id, given)

    return prepare


def snoozed(run: Runtime, held: CallbackCard) -> Callable[[], Given]:
    given = SnoozeIn(claim=token(held), until=MONDAY_MORNING + timedelta(hours=3))
    return lambda: snooze(run, ANA, held.callback_id, given)


def noted(run: Runtime, held: CallbackCard) -> Callable[[], Given]:
    given = NoteIn(claim=token(held), note="asks for Dr. Example")
    return lambda: add_note(run, ANA, held.callback_id, given)


def closed(run: Runtime, held: CallbackCard) -> Callable[[], Given]:
    given = CloseIn(claim=token(held), reason=CloseReason.RESOLVED)
    return lambda: close_callback(run, ANA, held.callback_id, given)


def handed_back(run: Runtime, held: CallbackCard) -> Callable[[], Given]:
    return lambda: hand_back(run, ANA, held.callback_id, HandBackIn(claim=token(held)))


def submitted(run: Runtime, held: CallbackCard) -> Callable[[], Given]:
    return lambda: submit(run, "a key")


def logged(run: Runtime, held: CallbackCard) -> Callable[[], Given]:
    return lambda: log_incoming_call(run, ANA, HERE, rings(claim=True), "a key")


VERBS: dict[str, Verb] = {
    "submit": submitted,
    "log a call": logged,
    "no answer": an_attempt(Disposition.NO_ANSWER),
    "reached": an_attempt(Disposition.REACHED),
    "do not contact": an_attempt(Disposition.DO_NOT_CONTACT),
    "snooze": snoozed,
    "note": noted,
    "close": closed,
    "hand back": handed_back,
}


def insisted(act: Callable[[], Given]) -> Given:
    """What a client does who heard nothing: call again, the very same."""
    try:
        return act()
    except UnavailableError:
        return act()


@pytest.mark.parametrize("sends", [3, 1], ids=["the driver repeats", "the client repeats"])
@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS.keys())
def test_what_was_written_stands_once_and_the_answer_is_the_same(
    new_world: NewWorld, verb: Verb, sends: int
) -> None:
    quiet, lossy = new_world(sends), new_world(sends)
    acts = [verb(world.run, claim(world.run, ANA)) for world in (quiet, lossy)]
    told = acts[0]()
    lossy.wire.to_lose = 1
    told_after_a_loss = insisted(acts[1])
    assert lossy.wire.lost == 1
    assert told_after_a_loss == told
    undisturbed, disturbed = snapshot.read(quiet.run.table), snapshot.read(lossy.run.table)
    assert without_ids(disturbed) == without_ids(undisturbed)
    snapshot.check_whole(disturbed)


def without_ids(whole: snapshot.Ledger) -> list[snapshot.Item]:
    """The items, with neither keys nor ids, which are drawn anew when something is sent again."""
    named = {"pk", "sk", "event_id", "call_id", "last_write", "claims"}
    items = [
        {name: value for name, value in item.items() if name not in named} for item in whole.items
    ]
    return sorted(items, key=str)


@pytest.mark.parametrize("sends", [3, 1], ids=["the driver repeats", "the client repeats"])
def test_claiming_the_next_call_with_a_key_takes_one_call(new_world: NewWorld, sends: int) -> None:
    quiet, lossy = new_world(sends), new_world(sends)
    for world in (quiet, lossy):
        submit(world.run, phone="+12125550124")
    told = claim(quiet.run, ANA, "a key")
    lossy.wire.to_lose = 1
    assert insisted(lambda: claim(lossy.run, ANA, "a key")) == told
    assert lossy.wire.lost == 1
    (held,) = (each for each in snapshot.read(lossy.run.table).callbacks if each.claimed_by)
    assert held.fence == 1


def test_claiming_without_a_key_takes_one_call_when_the_driver_repeats(new_world: NewWorld) -> None:
    """The second sending finds the callback taken: by itself."""
    world = new_world(3)
    submit(world.run, phone="+12125550124")
    world.wire.to_lose = 1
    card = claim(world.run, ANA)
    assert world.wire.lost == 1
    (held,) = (each for each in snapshot.read(world.run.table).callbacks if each.claimed_by)
    assert held.callback_id == card.callback_id
    assert held.fence == 1


@pytest.mark.parametrize("sends", [3, 1], ids=["the driver repeats", "the client repeats"])
def test_a_renewal_is_made_under_the_same_fence(new_world: NewWorld, sends: int) -> None:
    world = new_world(sends)
    card = claim(world.run, ANA)
    held = ClaimedWrite(claim=token(card))
    world.wire.to_lose = 1
    renewed = insisted(lambda: renew_claim(world.run, ANA, card.callback_id, held.claim))
    assert world.wire.lost == 1
    assert renewed is not None
    (stored,) = snapshot.read(world.run.table).callbacks
    assert stored.fence == 1
    snapshot.check_whole(snapshot.read(world.run.table))


def test_a_claim_that_ended_while_it_was_asked_for_again_is_not_given_out(
    run: Runtime, clock: TickingClock
) -> None:
    """The queue still shows it as Ana's; before she has read it, its lease runs out."""
    submit(run)
    mine = claim(run, ANA, "a key")
    clock.forward(minutes=9)
    ana = Person(run.table.client, lambda _person, _request: False)
    told: list[CallbackCard | None] = []
    world = through(run, ana.client)
    ana.begin(lambda: told.append(claim_next(world, ANA, HERE, "a key")))
    ana.turn()
    clock.forward(minutes=2)
    assert claim(run, "staff-ben").callback_id == mine.callback_id
    while not ana.done:
        ana.turn()
    assert told == [None]


def test_what_the_job_did_counts_as_done_when_the_driver_repeats(new_world: NewWorld) -> None:
    """Its transaction has no other identity than its token."""
    world = new_world(3)
    claim(world.run, ANA)
    world.run.clock.forward(minutes=11)  # type: ignore[attr-defined]
    world.wire.to_lose = 1
    report = return_stale_claims(world.run, lambda: 60.0)
    assert world.wire.lost == 1
    assert (report.done, report.skipped, report.failed) == (1, 0, 0)
