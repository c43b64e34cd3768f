"""A process that is gone in the middle of whatever it did."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from chalicelib.platform.runtime import Runtime


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
