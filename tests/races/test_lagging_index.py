"""The index tells for a while what is no longer so: it only suggests, the callback decides."""

import pytest

from chalicelib.callbacks.claim_next import claim_next
from chalicelib.platform.runtime import Runtime

from . import snapshot
from .builders import HERE, claim, phone_of, reach, submit
from .faulty_network import LaggingIndex, LostAnswers

ANA, BEN = "staff-ana", "staff-ben"


@pytest.fixture
def index(run: Runtime) -> LaggingIndex:
    """Three calls are owed, and the index lags behind everything from Ben's claim on."""
    for number in range(3):
        submit(run, phone=phone_of(number))
    return LaggingIndex(run.table.client)


def test_nobody_is_given_what_a_colleague_holds_or_closed(
    run: Runtime, index: LaggingIndex
) -> None:
    held = claim(run, BEN)
    index.lags = True
    others = {claim(run, f"staff-{number}").callback_id for number in range(2)}
    assert len(others | {held.callback_id}) == 3
    reach(run, BEN, held)
    assert claim_next(run, ANA, HERE, None) is None
    snapshot.check_whole(snapshot.read(run.table))


def test_a_claim_that_the_driver_sent_twice_knows_itself_though_the_index_does_not_show_it(
    run: Runtime, index: LaggingIndex
) -> None:
    claim(run, BEN)
    index.lags = True
    wire = LostAnswers(run.table.client)
    wire.to_lose = 1
    card = claim(run, ANA)
    assert wire.lost == 1
    mine = [each for each in snapshot.read(run.table).callbacks if each.claimed_by == ANA]
    assert [each.callback_id for each in mine] == [card.callback_id]
