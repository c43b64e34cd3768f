"""Somebody turns to the clinic many times at once, and is owed one call."""

from collections.abc import Callable
from functools import partial
from random import Random

import pytest

from chalicelib.callbacks.claim_next import claim_next
from chalicelib.callbacks.log_incoming_call import log_incoming_call
from chalicelib.callbacks.read_queue import list_queue
from chalicelib.callbacks.store import lease_due, position_of
from chalicelib.clinic import Source, Urgency
from chalicelib.platform.runtime import Runtime

from . import snapshot
from .barrier import all_at_once, at_once
from .builders import CRISIS, HERE, claim, phone_of, rings, submit
from .conftest import through
from .faulty_network import Contended

THREADS = 16

Act = Callable[[], object]


def test_sixteen_requests_at_once_merge_into_one_callback_that_keeps_the_earliest_promise(
    run: Runtime,
) -> None:
    receipts = at_once(lambda n: submit(run, f"key-{n}"), range(THREADS))
    stored = snapshot.read(run.table)
    callback = stored.only_open
    assert sorted(callback.occasion_ids) == sorted(each.request_id for each in receipts)
    assert callback.respond_by == min(each.respond_by for each in receipts)
    snapshot.check_whole(stored)


def test_calls_and_forms_of_every_urgency_at_once_are_none_of_them_lost(run: Runtime) -> None:
    """The promises lie far apart here, so that each merge may have to move the one before."""
    kinds = [(source, urgency) for source in Source if not source.is_ours for urgency in Urgency]
    calls = [rings(source=source, urgency=urgency) for source, urgency in kinds]
    Random(1).shuffle(calls)  # noqa: S311
    logged = at_once(
        lambda call: log_incoming_call(run, "staff-ana", HERE, call, None), calls + calls
    )
    stored = snapshot.read(run.table)
    callback = stored.only_open
    assert len(callback.occasion_ids) == len(logged) == 24
    assert callback.respond_by == min(each.respond_by for each in logged)
    assert callback.urgency is Urgency.CRISIS
    snapshot.check_whole(stored)


def test_one_crisis_among_many_requests_puts_the_callback_at_the_very_front(run: Runtime) -> None:
    others = [submit(run, phone=phone_of(n)) for n in range(3)]
    asked = ["Could this help me?"] * (THREADS - 1) + [CRISIS]
    receipts = at_once(lambda message: submit(run, message=message), asked)
    first, *_ = list_queue(run, HERE, None, 50).entries
    stored = snapshot.read(run.table)
    callback = next(each for each in stored.open_callbacks if len(each.occasion_ids) == THREADS)
    assert callback.urgency is Urgency.CRISIS
    assert callback.respond_by == receipts[-1].respond_by
    assert first.callback_id == callback.callback_id
    assert len(stored.open_callbacks) == len(others) + 1
    snapshot.check_whole(stored)
    assert claim(run, "staff-ana").callback_id == callback.callback_id


def test_a_crisis_that_comes_in_while_the_call_is_held_keeps_the_lease_and_then_leads(
    run: Runtime,
) -> None:
    submit(run)
    other = submit(run, phone=phone_of(1))
    card = claim(run, "staff-ana")
    assert card.claim is not None
    at_once(lambda n: submit(run, message=CRISIS if n == 7 else ""), range(THREADS))
    stored = snapshot.read(run.table)
    callback = next(each for each in stored.callbacks if each.callback_id == card.callback_id)
    assert len(callback.occasion_ids) == THREADS + 1
    entry = next(item for item in stored.due if item["callback_id"] == card.callback_id)
    assert entry["due_at"] == lease_due(card.claim.lease_until)
    assert entry["position"] == position_of(Urgency.CRISIS, callback.respond_by)
    snapshot.check_whole(stored)
    run.clock.forward(minutes=11)  # type: ignore[attr-defined]
    assert claim(run, "staff-ben").callback_id == card.callback_id
    assert claim(run, "staff-cleo").occasions == [other.request_id]


@pytest.mark.parametrize("round_number", range(3))
def test_requests_and_claims_that_get_in_each_others_way_are_carried_out_all_the_same(
    run: Runtime, round_number: int
) -> None:
    """Where DynamoDB cancels one of two writes to the same item at the same time."""
    contended = Contended(run.table.client)
    world = through(run, contended, contended.pause)
    submit(world, "first")
    held: list[str] = []

    def work(staff_id: str) -> None:
        card = claim_next(world, staff_id, HERE, None)
        if card is not None:
            held.append(card.callback_id)

    visitors: list[Act] = [partial(submit, world, f"key-{n}") for n in range(6)]
    agents: list[Act] = [partial(work, f"staff-{n}") for n in range(2)]
    all_at_once(visitors + agents)
    stored = snapshot.read(run.table)
    assert len(stored.only_open.occasion_ids) == 7
    assert held == [stored.only_open.callback_id]
    assert contended.conflicts > 0
    snapshot.check_whole(stored)
