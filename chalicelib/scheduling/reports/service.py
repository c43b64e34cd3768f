"""Look at several days at once: the roster, and how well the bays are used."""

from datetime import date

from ...platform.csv_text import csv_text
from ...platform.days import days_from
from ...platform.errors import FieldProblem, InvalidInputError
from ...platform.runtime import Runtime
from ..day.load_day_flags import load_day_flags
from ..day.load_days import load_days
from ..slots.schemas import DaysIn, RosterQuery
from .figures import Figures, day_figures
from .roster import roster_header, roster_rows


def figures(run: Runtime, location_id: str, asked: DaysIn) -> Figures:
    """A location's figures for each local date, both ends meant: a query a day, in parallel.

    Raises UnknownLocationError, and InvalidInputError for more than 31 days or none.
    """
    run.clinic.location(location_id)
    days = days_from(asked.start, asked.end)
    now = run.clock()
    schedules = load_days(run, location_id, days)
    return Figures(location_id=location_id, days=[day_figures(day, now) for day in schedules])


def roster(run: Runtime, location_id: str, asked: RosterQuery) -> str:
    """People who come on some local dates, as comma-separated values: a query a day, in parallel.

    With the flags that forms stated of them, and a look or two at those. Raises
    UnknownLocationError, and InvalidInputError for more than 31 days or none.
    """
    location = run.clinic.location(location_id)
    days = load_days(run, location_id, _days_of(asked))
    flags = load_day_flags(run, [slot for day in days for slot in day.slots])
    rows = roster_rows(run.clinic, location, days, flags, run.clock(), every_slot=asked.every_slot)
    return csv_text(roster_header(location), rows)


def _days_of(asked: RosterQuery) -> list[date]:
    if asked.date is not None and asked.start is None and asked.end is None:
        return [asked.date]
    if asked.date is None and asked.start is not None and asked.end is not None:
        return days_from(asked.start, asked.end)
    message = "Send a date, or from and to."
    raise InvalidInputError((FieldProblem(("date",), message),))
