"""A call is reopened while the same person turns to the clinic again."""

from collections.abc import Callable
from functools import partial

import pytest

from chalicelib.callbacks.put_back_models import ReopenIn
from chalicelib.callbacks.reopen import reopen
from chalicelib.platform.runtime import Runtime

from . import snapshot
from .barrier import all_at_once
from .builders import claim, reach, submit

Act = Callable[[], object]


@pytest.mark.parametrize("round_number", range(3))
def test_a_form_at_that_moment_leaves_one_call_with_both(run: Runtime, round_number: int) -> None:
    first = submit(run, "first")
    card = claim(run, "staff-ana")
    reach(run, "staff-ana", card)
    (closed,) = snapshot.read(run.table).callbacks
    assert closed.closed_at is not None
    meant = ReopenIn(closed_at=closed.closed_at)
    desk: list[Act] = [partial(reopen, run, "staff-ana", closed.callback_id, meant)] * 3
    visitors: list[Act] = [partial(submit, run, f"key-{n}") for n in range(3)]
    all_at_once(desk + visitors)
    stored = snapshot.read(run.table)
    assert len(stored.only_open.occasion_ids) == 4
    assert first.request_id in stored.only_open.occasion_ids
    snapshot.check_whole(stored)
