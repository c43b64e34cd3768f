"""What the person who deploys sees: a line per step, a bar for the upload."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TextIO

_BAR = 30


@dataclass
class Console:
    """Writes progress to ``out``. ``clock`` gives seconds."""

    out: TextIO = field(default_factory=lambda: sys.stdout)
    clock: Callable[[], float] = time.monotonic
    _started: float = field(init=False)
    _last: float = field(init=False)

    def __post_init__(self) -> None:
        self._started = self._last = self.clock()

    def step(self, what: str, outcome: str) -> None:
        """One line: what was done, what came of it, and the seconds it took."""
        now = self.clock()
        took, self._last = now - self._last, now
        self._write(f"  {what:<17} {outcome}  ({took:.1f} s)\n")

    def line(self, text: str = "") -> None:
        """One line of text."""
        self._write(f"{text}\n")

    def bar(self, done: int, total: int) -> None:
        """Show how much of ``total`` bytes is done; on a terminal only, as it draws over itself."""
        if not self.out.isatty():
            return
        share = done / total if total else 1.0
        filled = int(share * _BAR)
        drawn = "█" * filled + "·" * (_BAR - filled)
        self._write(f"\r  {'upload':<17} {drawn} {share:4.0%} of {megabytes(total)}\033[K")
        if done >= total:
            self._write("\r\033[K")

    def _write(self, text: str) -> None:
        self.out.write(text)
        self.out.flush()


def megabytes(size: int) -> str:
    """``size`` bytes for people: 4.9 MB."""
    return f"{size / 1_000_000:.1f} MB"
