"""How numbers, times and opening hours are said to people. Pure."""

import re
from collections.abc import Sequence

from ..core.clinic import Location, Weekday

_NORTH_AMERICAN = re.compile(r"\+1(\d{3})(\d{3})(\d{4})")


def said_phone(e164: str) -> str:
    """``(212) 555-0142``; a number of another country stays as it is."""
    return _NORTH_AMERICAN.sub(r"(\1) \2-\3", e164)


def said_time(minute: int) -> str:
    """A minute of the day: ``8:30 am``, ``noon``, ``1 pm``, ``midnight``."""
    if minute % (24 * 60) == 0:
        return "midnight"
    if minute == 12 * 60:
        return "noon"
    hour, rest = divmod(minute, 60)
    half = "am" if hour < 12 else "pm"
    return f"{hour % 12 or 12}{f':{rest:02}' if rest else ''} {half}"


def said_span(opens: int, closes: int) -> str:
    """``8:30 am – noon``, ``1 – 5:30 pm``: the half of the day once, where one is enough."""
    first, last = said_time(opens), said_time(closes)
    if first[-3:] == last[-3:] in (" am", " pm"):
        first = first[:-3]
    return f"{first} – {last}"


def said_hours(location: Location) -> list[tuple[str, list[str]]]:
    """The week's opening: ``("Mon, Tue", ["8:30 am – noon", "1 – 5:30 pm"])``, days off left out.

    Days that are open alike share a line, in the order of their first.
    """
    lines: dict[tuple[str, ...], list[Weekday]] = {}
    for day in Weekday:
        spans = tuple(said_span(*span.minutes) for span in location.hours.on(day))
        if spans:
            lines.setdefault(spans, []).append(day)
    return [(said_weekdays(days), list(spans)) for spans, days in lines.items()]


def said_weekdays(days: Sequence[Weekday]) -> str:
    """``Mon – Fri`` for three or more in a row, else ``Mon, Tue, Thu``."""
    names = [said_weekday(day) for day in days]
    week = list(Weekday)
    in_a_row = week.index(days[-1]) - week.index(days[0]) == len(days) - 1
    return f"{names[0]} – {names[-1]}" if in_a_row and len(days) > 2 else ", ".join(names)


def said_weekday(day: Weekday) -> str:
    """``Mon``."""
    return day.value[:3].title()
