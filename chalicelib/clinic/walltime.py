"""Times as a clock on the wall shows them, to the minute, and the names of time zones.

``StartTime`` is 00:00 to 23:59. ``EndTime`` is 00:01 to 24:00; since ``datetime.time`` has no
24:00, it is kept as ``time(0)``, which as an end always means the midnight that ends the day.
Both are written ``"HH:MM"`` in the clinic's file and in JSON.
"""

import re
from datetime import time
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, WithJsonSchema

MINUTES_PER_DAY = 24 * 60

MinuteSpan = tuple[int, int]
"""A stretch of one day in minutes since its midnight, the end not included; at most (0, 1440)."""

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::00(?:\.0+)?)?")


def read_wall_time(value: Any) -> time:
    """``"8:30"``, ``"08:30"`` or a ``time`` of whole minutes. Raises ValueError for all else."""
    if isinstance(value, time):
        value = value.isoformat()
    match = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError('must be a time of day such as "08:30"')
    hour, minute = int(match[1]), int(match[2])
    if hour > 23 or minute > 59:
        raise ValueError(f'there is no time of day "{value}"')
    return time(hour, minute)


def read_end_time(value: Any) -> time:
    """As ``read_wall_time``; ``"24:00"`` is the midnight that ends the day, and so is 00:00."""
    if isinstance(value, str) and value.strip() == "24:00":
        return time(0)
    return read_wall_time(value)


def start_text(wall: time) -> str:
    """``"08:30"``."""
    return f"{wall:%H:%M}"


def end_text(wall: time) -> str:
    """``"17:30"``, and ``"24:00"`` for midnight."""
    return start_text(wall) if wall != time(0) else "24:00"


def start_minute(wall: time) -> int:
    """Minutes since midnight."""
    return wall.hour * 60 + wall.minute


def end_minute(wall: time) -> int:
    """Minutes since midnight; 1440 for the midnight that ends the day."""
    return start_minute(wall) or MINUTES_PER_DAY


def check_order(start: time, end: time) -> None:
    """Raise ValueError unless ``end`` is later in the day than ``start``."""
    if end_minute(end) <= start_minute(start):
        raise ValueError(f"{end_text(end)} is not later than {start_text(start)}")


def check_zone(name: str) -> str:
    """Raise ValueError unless ``name`` is a place in the IANA time zone database.

    Abbreviations such as ``EST`` are refused although the database has some of them: they stand
    still when the clocks of the place change.
    """
    hint = 'write it by its place, such as "America/New_York"'
    if "/" not in name:
        raise ValueError(f'"{name}" is not the time zone of a place; {hint}')
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f'there is no time zone "{name}"; {hint}') from error
    return name


_SAYS_NO_REGION = re.compile(
    r"(Etc/)?(UTC|UCT|GMT([+-]?0)?|Zulu|Universal|Greenwich|Unknown)|Factory|localtime|posixrules"
)
"""Zones that a browser names which does not tell, or does not know, its region."""


def check_caller_zone(name: str) -> str:
    """Raise ValueError unless the IANA time zone database has ``name``, of a place or not."""
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("there is no such time zone") from error


def zone_told_by(browser: Any) -> str | None:
    """The zone that a browser filled in, if it tells where somebody is.

    One that is not known here must not stop a person. ``UTC`` tells nothing: browsers say it to
    keep their owners' secret, and nobody's clock on the wall shows it; taken at its word, calls at
    night would be legal and a wish for the morning never come true.
    """
    if not isinstance(browser, str) or _SAYS_NO_REGION.fullmatch(browser):
        return None
    try:
        return check_caller_zone(browser)
    except ValueError:
        return None


def _schema(example: str) -> WithJsonSchema:
    return WithJsonSchema(
        {"type": "string", "pattern": r"^\d{1,2}:\d{2}(:00)?$", "examples": [example]}
    )


StartTime = Annotated[
    time, BeforeValidator(read_wall_time), PlainSerializer(start_text), _schema("13:00")
]
EndTime = Annotated[
    time, BeforeValidator(read_end_time), PlainSerializer(end_text), _schema("17:00")
]
ZoneName = Annotated[str, AfterValidator(check_zone)]
"""The zone of a location, which has to be a place: staff write it down once."""
CallerZone = Annotated[str, AfterValidator(check_caller_zone)]
"""The zone of a caller: whatever the database has. All that is made of it takes this type."""
