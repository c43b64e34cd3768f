"""Several people on one number, and several who write on their call at one moment."""

from collections.abc import Callable
from functools import partial

import pytest

from chalicelib.callbacks.close_when_booked import Booked, ProvenRequest, answer_as_booked
from chalicelib.callbacks.errors import CallbackChangedError, CallbackClosedError
from chalicelib.callbacks.merge_rules import MOST_OCCASIONS
from chalicelib.callbacks.models import AttemptIn, CallbackCard
from chalicelib.callbacks.record_attempt import record_attempt
from chalicelib.people.keep_commitments import load_ahead
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.unit_of_work import VISITOR, UnitOfWork, carry_out

from . import snapshot
from .barrier import all_at_once
from .builders import HERE, claim, submit

Act = Callable[[], object]
KIM = {"name": "Kim Example"}


def answer(run: Runtime, card: CallbackCard, disposition: str, person: int = 0) -> None:
    """The claimant answers one person, unless something new has to be looked at first."""
    assert card.claim is not None
    person_id = card.people[person].person_id
    said = {"claim": card.claim.token, "disposition": disposition, "person_id": person_id}
    try:
        record_attempt(run, "staff-ana", card.callback_id, AttemptIn.model_validate(said))
    except (CallbackChangedError, CallbackClosedError):
        return


@pytest.mark.parametrize("round_number", range(3))
def test_a_form_while_one_is_answered_is_owed_an_answer(run: Runtime, round_number: int) -> None:
    submit(run, "first")
    submit(run, "second", **KIM)
    card = claim(run, "staff-ana")
    desk: list[Act] = [partial(answer, run, card, "reached")]
    visitors: list[Act] = [partial(submit, run, f"key-{n}") for n in range(3)]
    all_at_once(desk + visitors)
    stored = snapshot.read(run.table)
    assert len(stored.only_open.unanswered) == 2
    assert len(stored.only_open.occasion_ids) == 5
    snapshot.check_whole(stored)


@pytest.mark.parametrize("round_number", range(3))
def test_a_form_while_somebody_asks_not_to_be_contacted_is_queued_once(
    run: Runtime, round_number: int
) -> None:
    submit(run, "first")
    card = claim(run, "staff-ana")
    desk: list[Act] = [partial(answer, run, card, "do-not-contact")]
    visitors: list[Act] = [partial(submit, run, f"key-{n}", **KIM) for n in range(3)]
    all_at_once(desk + visitors)
    stored = snapshot.read(run.table)
    assert any(each.name == "Kim Example" for each in stored.only_open.occasions)
    snapshot.check_whole(stored)


@pytest.mark.parametrize("round_number", range(3))
def test_a_booking_while_the_other_is_answered_leaves_nobody_and_loses_nothing(
    run: Runtime, round_number: int
) -> None:
    submit(run, "first")
    kim = submit(run, "second", **KIM)
    card = claim(run, "staff-ana")
    (person_id,) = [each.person_id for each in card.people if each.name == KIM["name"]]
    proven = ProvenRequest(kim.request_id, person_id, {"ketamine-consultation"})

    def booked(work: UnitOfWork) -> None:
        call = load_ahead(run, card.point_id).calls.get(HERE)
        if call:
            made = Booked(call, card.point_id, HERE, "0" * 26)
            answer_as_booked(work, made, proven)

    all_at_once([partial(answer, run, card, "reached"), partial(carry_out, run, VISITOR, booked)])
    (callback,) = snapshot.read(run.table).callbacks
    owed = {each.of for person in callback.unanswered for each in person.unanswered}
    assert kim.request_id not in owed
    assert (callback.outcome is not None) == (not owed)
    snapshot.check_whole(snapshot.read(run.table))


def test_however_many_forms_come_at_once_a_call_keeps_so_many_and_counts_the_others(
    run: Runtime,
) -> None:
    for number in range(MOST_OCCASIONS - 4):
        submit(run, f"early-{number}")
    acts: list[Act] = [partial(submit, run, f"key-{number}") for number in range(12)]
    all_at_once(acts)
    callback = snapshot.read(run.table).only_open
    assert (len(callback.occasions), callback.beyond) == (MOST_OCCASIONS, 8)


@pytest.mark.parametrize("round_number", range(3))
def test_a_flag_that_several_check_at_once_in_a_full_call_is_carried_once(
    run: Runtime, round_number: int
) -> None:
    for number in range(MOST_OCCASIONS):
        submit(run, f"early-{number}")
    flagged = ["pregnancy"]
    all_at_once([partial(submit, run, f"key-{n}", screening=flagged) for n in range(6)])
    callback = snapshot.read(run.table).only_open
    assert callback.flags == flagged
    assert callback.beyond == 6
