"""Say times and opening hours to people. Pure."""

from collections.abc import Sequence
from datetime import datetime

from ..clinic import Location, Weekday
from ..clinic.hours import OpenNow
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


def said_open_now(words: Words, location: Location, state: OpenNow, now: datetime) -> str:
    """``Open now until 5 pm``, ``Closed today: Thanksgiving. Opens Friday at 9 am``."""
    if state.until is None:
        return words.said("open.now")
    then = state.until.astimezone(location.tz)
    if state.is_open:
        return words.said("open.now_until", until=_at(words, "until", then))
    when = _when(words, then, now.astimezone(location.tz))
    if state.reason is None:
        return words.said("open.closed", when=when)
    how = "closed_today" if state.all_day else "closed_for"
    return words.said(f"open.{how}", reason=state.reason, when=when)


def _when(words: Words, then: datetime, now: datetime) -> str:
    """The time alone for today, with the weekday for the next days, else with the date."""
    at, ahead = _at(words, "at", then), (then.date() - now.date()).days
    if ahead == 0:
        return at
    return words.said(
        "open.day" if ahead < 6 else "open.date",
        weekday=words.listed("time.weekdays")[then.weekday()],
        month=words.listed("time.months")[then.month - 1],
        day=then.day,
        at=at,
    )


def _at(words: Words, key: str, then: datetime) -> str:
    minute = then.hour * 60 + then.minute
    named = {0: "_midnight", _NOON: "_noon"}
    form = named.get(minute, "_one" if then.hour % 12 == 1 else "")
    return words.said(f"open.{key}{form}", time=said_time(words, minute))


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
