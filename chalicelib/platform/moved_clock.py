"""The clock of a process: the world's, which can be moved on where the cloud is on this machine."""

from datetime import timedelta
from urllib.parse import urlsplit

from .clock import Clock, utc_now

_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


def clock_moved_by(offset: timedelta, cloud: str) -> Clock:
    """The world's clock, moved on by ``offset``.

    ``cloud`` is the address of the cloud that the process works on, empty for AWS itself. Raises
    RuntimeError for an offset anywhere but on this very machine: patients live by the world's.
    """
    if not offset:
        return utc_now
    if urlsplit(cloud).hostname not in _THIS_MACHINE:
        raise RuntimeError("the clock can be moved on the local stage only")
    return lambda: utc_now() + offset
