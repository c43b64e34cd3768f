"""A booking beside a call that stays open is written again without reading what holds still."""

from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib.callbacks import store
from chalicelib.callbacks.close_when_booked import stays_open
from chalicelib.platform.errors import RefusedError

OPEN = {"callback_id": "x", "state": "open"}
CLOSED = {**OPEN, "outcome": "reached"}


def after(refusals: dict[str, Any] | None) -> Any:
    """A unit of work of which these writes were refused; None before its first try."""
    return SimpleNamespace(refused=None if refusals is None else RefusedError(refusals))


def test_refused_for_nothing_but_an_open_call_the_rest_holds() -> None:
    assert stays_open(after({store.CALLBACK: OPEN}))


@pytest.mark.parametrize(
    "refusals",
    [
        None,
        {"slot": {"pk": "x"}},
        {store.CALLBACK: OPEN, "slot": {"pk": "x"}},
        {store.CALLBACK: CLOSED},
        {store.CALLBACK: None},
    ],
)
def test_otherwise_all_is_read_again(refusals: dict[str, Any] | None) -> None:
    assert not stays_open(after(refusals))
