"""Say times and opening hours to people. Pure."""

from collections.abc import Sequence

from ..clinic import Location, Weekday
from ..clinic.words import WEEK
from ..platform.languages import Words

_NOON = 12 * 60


def said_time(words: Words, minute: int) -> str:
    """A minute of the day: ``8:30 am``, ``noon``, ``1 pm``, ``midnight``."""
    if minute % (2 * _NOON) == 0:
        return words.said("time.midnight")
    if minute == _NOON:
        return words.said("time.noon")
    return f"{_clock(minute)} {_half(words, minute)}"


def said_span(words: Words, opens: int, closes: int) -> str:
    """``8:30 am – noon``, ``1 – 5:30 pm``: the half of the day once, where one is enough."""
    first, last = said_time(words, opens), said_time(words, closes)
    named = {0, _NOON, 2 * _NOON}
    if not named & {opens, closes} and (opens < _NOON) == (closes < _NOON):
        first = _clock(opens)
    return f"{first} – {last}"


def said_hours(words: Words, location: Location) -> list[tuple[str, list[str]]]:
    """The week's opening: ``("Mon, Tue", ["8:30 am – noon", "1 – 5:30 pm"])``, days off left out.

    Days that are open alike share a line, in the order of their first.
    """
    lines: dict[tuple[str, ...], list[Weekday]] = {}
    for day in Weekday:
        spans = tuple(said_span(words, *span.minutes) for span in location.hours.on(day))
        if spans:
            lines.setdefault(spans, []).append(day)
    return [(said_weekdays(words, days), list(spans)) for spans, days in lines.items()]


def said_weekdays(words: Words, days: Sequence[Weekday]) -> str:
    """``Mon – Fri`` for three or more in a row, else ``Mon, Tue, Thu``."""
    names = [said_weekday(words, day) for day in days]
    in_a_row = WEEK.index(days[-1]) - WEEK.index(days[0]) == len(days) - 1
    return f"{names[0]} – {names[-1]}" if in_a_row and len(days) > 2 else ", ".join(names)


def said_weekday(words: Words, day: Weekday) -> str:
    """``Mon``."""
    return words.listed("time.weekdays_short")[WEEK.index(day)]


def _clock(minute: int) -> str:
    hour, rest = divmod(minute, 60)
    return f"{hour % 12 or 12}{f':{rest:02}' if rest else ''}"


def _half(words: Words, minute: int) -> str:
    return words.said("time.am" if minute < _NOON else "time.pm")
