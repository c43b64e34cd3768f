"""A place on the waitlist is given up as it was read, and not once it was offered a time since."""

from dataclasses import replace

import pytest

from chalicelib.platform.errors import RefusedError
from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.waitlist import store
from tests.published import publish_days

from .conftest import Caller, Rest
from .waiters import book, cancel, join, state


def test_what_was_offered_a_time_since_it_was_read_keeps_its_place(
    run: Runtime, visitor: Caller, desk: Caller, rest: Rest
) -> None:
    publish_days(run, "new-york", "2026-11-25", "2026-11-27")
    appointment, entry = book(desk), join(visitor)
    (as_read,) = store.load_waiting(run.table, "new-york")
    cancel(desk, appointment)
    rest()
    write = replace(store.entry_cleared(store.commitment_of(as_read)), name="place")
    with pytest.raises(RefusedError):
        run.table.transact([write])
    assert state(visitor, entry) == "offered"


def test_what_is_gone_already_refuses_nothing(run: Runtime, visitor: Caller) -> None:
    publish_days(run, "new-york", "2026-11-25", "2026-11-27")
    join(visitor)
    (as_read,) = store.load_waiting(run.table, "new-york")
    for _ in range(2):
        run.table.transact([store.entry_cleared(store.commitment_of(as_read))])
    assert list(store.load_waiting(run.table, "new-york")) == []
