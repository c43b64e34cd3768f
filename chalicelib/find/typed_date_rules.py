"""Read a date of birth as people write it, in the order of the United States. Pure."""

import re
from collections.abc import Iterator
from datetime import date

from ..people.birth_rules import EARLIEST_BIRTH

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|['\u2019]?\d{2})"
_GAP = r"[\s,/.\-\u2010-\u2015]*"

_IN_WORDS = (
    re.compile(_MONTH + _GAP + _DAY + r"(?:\s*,\s*|[\s/.\-\u2010-\u2015]+)" + _YEAR, re.ASCII),
    re.compile(_DAY + _GAP + _MONTH + _GAP + _YEAR, re.ASCII),
    re.compile(_YEAR + _GAP + _MONTH + _GAP + _DAY, re.ASCII),
)
_SIGN = r"\s*[/.\-\u2010-\u2015]\s*"
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_SIGN}(\d{{1,2}}){_SIGN}(\d{{1,2}})", re.ASCII)
_YEAR_LAST = re.compile(rf"(\d{{1,2}}){_SIGN}(\d{{1,2}}){_SIGN}(\d{{4}}|\d{{2}})", re.ASCII)
_SPACED = re.compile(r"(\d{1,2})\s+(\d{1,2})\s+(\d{4})", re.ASCII)
_RUN_TOGETHER = re.compile(r"\d{8}", re.ASCII)


def read_birth_date(typed: str, today: date) -> date | None:
    """The date that somebody may have been born on, if this text is one; ``typed`` is NFKC.

    Month and day stand in that order, unless it can only be the other. A year of two digits is the
    latest that is not still to come.
    """
    for year, month, day in _readings(typed.strip().lower(), today):
        try:
            born = date(year, month, day)
        except ValueError:
            continue
        if EARLIEST_BIRTH <= born <= today:
            return born
    return None


def _readings(typed: str, today: date) -> Iterator[tuple[int, int, int]]:
    """Year, month and day as the text may mean them, the likeliest first."""
    for form in _IN_WORDS:
        if words := form.fullmatch(typed):
            month = _MONTHS.index(words["month"][:3]) + 1
            yield from _with_century(words["year"].lstrip("'\u2019"), month, words["day"], today)
    if figures := _YEAR_FIRST.fullmatch(typed):
        yield int(figures[1]), int(figures[2]), int(figures[3])
    if figures := _YEAR_LAST.fullmatch(typed) or _SPACED.fullmatch(typed):
        first, second, year = figures.groups()
        yield from _with_century(year, int(first), second, today)
        yield from _with_century(year, int(second), first, today)
    if _RUN_TOGETHER.fullmatch(typed):
        yield int(typed[4:]), int(typed[:2]), int(typed[2:4])
        yield int(typed[:4]), int(typed[4:6]), int(typed[6:])


def _with_century(year: str, month: int, day: str, today: date) -> Iterator[tuple[int, int, int]]:
    if len(year) > 2:
        yield int(year), month, int(day)
        return
    century = today.year // 100 * 100
    yield century + int(year), month, int(day)
    yield century - 100 + int(year), month, int(day)
