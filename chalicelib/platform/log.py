"""Log lines: one JSON object each, with ids and counts, never with what a person wrote.

Exceptions are logged by type and place alone: the text of an exception (a driver's, a parser's)
may quote its input, and inputs here are people's names, numbers and troubles.
"""

import json
import re
import sys
import traceback
from datetime import datetime
from typing import TextIO

from .clock import instant_text, utc_now
from .settings import settings

_SAFE = re.compile(r"[A-Za-z0-9_.:,#/{}-]{0,160}\Z")
"""Ids, names of things, routes, instants. Without @, + and spaces no address passes, no sentence,
and no number as people write it."""

_NUMBER = re.compile(
    r"(?<![A-Za-z0-9])(1[./-]?|\d{1,3}[./-])?\d{3}[./-]?\d{3}[./-]?\d{4}(?![A-Za-z0-9])"
)
"""A North American number in digits alone. No request id of the gateway (a UUID) reads so."""

_LEVELS = {"DEBUG": 10, "INFO": 20, "WARNING": 30, "ERROR": 40}

Loggable = str | int | float | bool | None


def info(what: str, **ids: Loggable) -> None:
    """Write that ``what`` happened, and to which ids."""
    _write("INFO", what, ids)


def error(what: str, failure: BaseException | None = None, **ids: Loggable) -> None:
    """Write that ``what`` went wrong, with the type and place of ``failure`` but not its text."""
    if failure is not None:
        frames = traceback.extract_tb(failure.__traceback__)[-12:]
        ids["failure"] = type(failure).__name__
        passed = (f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames)
        ids["where"] = re.sub(r"[^A-Za-z0-9_.:,-]", "", ",".join(passed))[-160:]
    _write("ERROR", what, ids)


def _write(
    level: str,
    what: str,
    ids: dict[str, Loggable],
    at: datetime | None = None,
    stream: TextIO | None = None,
) -> None:
    if _LEVELS[level] < _LEVELS.get(settings().log_level.upper(), 20):
        return
    line = {"at": instant_text(at or utc_now()), "level": level, "stage": settings().stage}
    shown = {name: _shown(value) for name, value in ids.items()}
    print(json.dumps({**line, "what": what, **shown}), file=stream or sys.stdout, flush=True)


def _shown(value: Loggable) -> Loggable:
    if isinstance(value, str) and (not _SAFE.match(value) or _NUMBER.search(value)):
        return "(withheld)"
    return value
