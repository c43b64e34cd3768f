"""Many people at once: a barrier, a clock that runs only when read, bytes that never repeat."""

import hashlib
import itertools
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from tests.conftest import MONDAY_MORNING

Given = TypeVar("Given")
Result = TypeVar("Result")


@dataclass
class TickingClock:
    """A millisecond later each time that anybody looks, so that no two see the same instant."""

    now: datetime = MONDAY_MORNING
    step: timedelta = timedelta(milliseconds=1)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self) -> datetime:
        with self._lock:
            self.now += self.step
            return self.now

    def forward(self, **span: float) -> None:
        """Let time pass: ``forward(minutes=5)``."""
        with self._lock:
            self.now += timedelta(**span)


class SharedBytes:
    """Bytes that look random and differ each time, whichever thread asks."""

    def __init__(self) -> None:
        self._drawn = itertools.count()  # advancing it is one step: no two threads get the same

    def __call__(self, count: int) -> bytes:
        return hashlib.sha256(str(next(self._drawn)).encode()).digest()[:count]


def at_once(act: Callable[[Given], Result], given: Sequence[Given]) -> list[Result]:
    """``act`` on each of what is given, in a thread of its own, all let go together.

    The results, in order. The first exception that nobody caught is raised.
    """
    start = threading.Barrier(len(given))

    def run(one: Given) -> Result:
        start.wait()
        return act(one)

    with ThreadPoolExecutor(len(given)) as pool:
        return list(pool.map(run, given))


def all_at_once(acts: Sequence[Callable[[], Result]]) -> list[Result]:
    """Different acts, likewise."""
    return at_once(lambda act: act(), acts)
