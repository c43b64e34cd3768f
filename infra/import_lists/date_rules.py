"""Read dates and times as lists have them, in English and Spanish. Pure."""

import re
from collections.abc import Iterable
from datetime import date, time
from enum import StrEnum


class DateOrder(StrEnum):
    """The order of the numbers of a date such as 4/5/2026. The year may lead in any of them."""

    MONTH_FIRST = "month-first"
    DAY_FIRST = "day-first"


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene",
            "february feb febrero",
            "march mar marzo",
            "april apr abril abr",
            "may mayo",
            "june jun junio",
            "july jul julio",
            "august aug agosto ago",
            "september sep sept septiembre setiembre set",
            "october oct octubre",
            "november nov noviembre",
            "december dec diciembre dic",
        ),
        1,
    )
    for name in names.split()
}
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_IN_WORDS = re.compile(r"[^\W\d_]+|\d+")
_SAID_BESIDE = """
de del of the st nd rd th
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
lunes martes miércoles miercoles jueves viernes sábado sabado domingo
lun mié mie jue vie sáb sab dom
"""
_BESIDE = frozenset(_SAID_BESIDE.split())
_TIME = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2})(?:[:.]\d{2}(?:\.0+)?)?)?\s*(?:h|hs|hrs)?\.?"
    r"\s*(?:([ap])\.?\s?m\.?)?",
    re.IGNORECASE,
)


def order_of_dates(texts: Iterable[str]) -> tuple[DateOrder, bool]:
    """The order that a column's dates are written in, and whether any of them shows it.

    Where each could be read both ways, the month is first, as in the United States.
    """
    found = [match for text in texts if (match := _YEAR_LAST.match(text.strip()))]
    days_first = sum(int(match[1]) > 12 for match in found)
    months_first = sum(int(match[2]) > 12 for match in found)
    order = DateOrder.DAY_FIRST if days_first > months_first else DateOrder.MONTH_FIRST
    return order, not found or days_first != months_first


def read_date(text: str, order: DateOrder, century_from: int | None = None) -> date:
    """The date that a text names. Raises ValueError, in plain words, where it names none.

    A year of two digits is taken only where ``century_from`` says to which century it belongs.
    """
    year, month, day = _parts_of(text.strip(), order)
    if year < 100:
        if century_from is None:
            raise ValueError("Please write the year with four digits.")
        year += century_from
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError("This isn't a date in the calendar.") from None


def split_date_and_time(text: str) -> tuple[str, str]:
    """The date and the time of a cell that holds both; the time is empty where there is none."""
    found = re.fullmatch(
        r"(.*?\d)(?:T|,?\s+(?:at\s+|a\s+las\s+)?)"
        r"(\d{1,2}[:.h]\d{2}\S*(?:\s*[ap]\.?\s?m\.?)?|\d{1,2}\s*[ap]\.?\s?m\.?)",
        text.strip(),
        re.IGNORECASE,
    )
    return (found[1], found[2]) if found else (text.strip(), "")


def read_time(text: str) -> time:
    """The time of day that a text names. Raises ValueError, in plain words, where it names none."""
    found = _TIME.fullmatch(text.strip())
    half = (found[3] or "").lower() if found else ""
    if not found or not (found[2] or half):
        raise ValueError("This doesn't look like a time of day.")
    hour, minute = int(found[1]), int(found[2] or 0)
    if half and not 1 <= hour <= 12:
        raise ValueError("This doesn't look like a time of day.")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise ValueError("This doesn't look like a time of day.")
    return time(hour, minute)


def _parts_of(text: str, order: DateOrder) -> tuple[int, int, int]:
    if found := _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _YEAR_LAST.fullmatch(text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        is_day_first = order is DateOrder.DAY_FIRST
        return (year, second, first) if is_day_first else (year, first, second)
    return _parts_in_words(text)


def _parts_in_words(text: str) -> tuple[int, int, int]:
    """The year, month and day of "March 4, 2026", "4-mar-2026" or "4 de marzo de 2026"."""
    words = [word.lower() for word in _IN_WORDS.findall(text)]
    if words[:1] == ["mar"] and sum(word in _MONTHS for word in words) > 1:
        words = words[1:]  # "mar, 3 de marzo": a Tuesday
    words = [word for word in words if word not in _BESIDE]
    months = [_MONTHS[word] for word in words if word in _MONTHS]
    numbers = [int(word) for word in words if word.isdecimal() and len(word) <= 4]
    if len(words) != 3 or len(months) != 1 or len(numbers) != 2:
        raise ValueError("This doesn't look like a date.")
    day, year = sorted(numbers) if max(numbers) > 31 else numbers
    return year, months[0], day
