"""A process that is gone in the middle of whatever it did, or during which something happens."""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from chalicelib.platform.runtime import Runtime
from tests.quick_moto import items_of


class Killed(BaseException):
    """The process is gone."""


@dataclass
class Killer:
    """Kills the process before or after one of its calls."""

    at: int
    after: bool
    calls: int = 0

    def before_call(self, **_: Any) -> None:
        """Count a call, and kill before it is made."""
        self.calls += 1
        if self.calls == self.at and not self.after:
            raise Killed

    def after_call(self, **_: Any) -> None:
        """Kill once it was carried out, before its answer is read."""
        if self.calls == self.at and self.after:
            raise Killed


class Meanwhile(Killer):
    """Something that happens before one of the calls, instead of an end."""

    def __init__(self, at: int, happens: Callable[[], Any]) -> None:
        super().__init__(at, after=False)
        self.happens, self.is_over = happens, False

    def before_call(self, **_: Any) -> None:
        """Count a call, and let it happen before it is made."""
        if self.is_over:
            return
        self.calls += 1
        if self.calls == self.at:
            self.is_over = True
            self.happens()


@contextmanager
def killing(run: Runtime, killer: Killer) -> Iterator[None]:
    """Have the calls to the table met by the killer."""
    events = run.table.client.meta.events
    hooks = {
        "before-parameter-build.dynamodb": killer.before_call,
        "after-call.dynamodb": killer.after_call,
    }
    for name, hook in hooks.items():
        events.register(name, hook)
    try:
        yield
    finally:
        for name, hook in hooks.items():
            events.unregister(name, hook)


def whenever(
    run: Runtime, does: Callable[[], Any], happens: Callable[[], Any], *, more_than: int
) -> Iterator[int]:
    """Let something be done from here, and something else happen before one of its calls.

    Again for each of the calls: which of them it was. There are more than so many.
    """
    start, at = backup(run), 1
    while True:
        restore(run, start)
        meanwhile = Meanwhile(at, happens)
        with killing(run, meanwhile):
            does()
        if not meanwhile.is_over:
            break
        yield at
        at += 1
    assert at > more_than


def backup(run: Runtime) -> Any:
    """All that the table holds, to be restored."""
    return copy.deepcopy(dict(items_of(run.table.name)))


def restore(run: Runtime, kept: Any) -> None:
    """Let the table be as it was."""
    items = items_of(run.table.name)
    items.clear()
    items.update(copy.deepcopy(kept))
