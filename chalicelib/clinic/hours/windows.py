"""Hours at which a person may be called: those they wished for, and those that the law allows."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import ConfigDict, field_validator, model_validator

from chalicelib.clinic.hours.timetable import Timetable, to_utc
from chalicelib.clinic.walltime import (
    CallerZone,
    EndTime,
    MinuteSpan,
    StartTime,
    check_order,
    end_minute,
    start_minute,
)
from chalicelib.clinic.words import WEEK, Weekday
from chalicelib.platform.model import Model

LEGAL_START = time(8)
LEGAL_END = time(21)
"""Calls are allowed from 8 am to 9 pm where the called person is (47 CFR 64.1200(c)(1))."""


class CallWindow(Model):
    """Times of day, on some weekdays, at which somebody wishes to be called, in their own zone.

    ``end`` is later in the day than ``start``; "24:00" is midnight. No weekdays named means all.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    start: StartTime
    end: EndTime
    zone: CallerZone
    weekdays: tuple[Weekday, ...] = WEEK

    @field_validator("weekdays", mode="after")
    @classmethod
    def _in_week_order(cls, weekdays: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
        return tuple(day for day in WEEK if day in weekdays) or WEEK

    @model_validator(mode="after")
    def _ends_later(self) -> Self:
        check_order(self.start, self.end)
        return self

    def timetable(self) -> Timetable:
        """The window as intervals; weekdays are those of the window's own zone."""
        spans = ((start_minute(self.start), end_minute(self.end)),)
        wished = frozenset(WEEK.index(day) for day in self.weekdays)

        def spans_on(day: date) -> tuple[MinuteSpan, ...]:
            return spans if day.weekday() in wished else ()

        return Timetable(ZoneInfo(self.zone), spans_on)


def legal_hours(zones: Collection[str], otherwise: ZoneInfo) -> tuple[Timetable, ...]:
    """The hours at which a person who may be in any of ``zones`` may be called: all must allow it.

    A name that the time zone database lacks (look-ups by number give ``Etc/Unknown``) says
    nothing and is left out; with no zone left, ``otherwise`` decides.
    """
    known = tuple(_known(zones)) or (otherwise,)
    spans = ((start_minute(LEGAL_START), end_minute(LEGAL_END)),)
    return tuple(Timetable(zone, lambda _day: spans) for zone in known)


def _known(names: Iterable[str]) -> Iterable[ZoneInfo]:
    for name in names:
        try:
            yield ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            continue


def first_common_instant(
    timetables: Collection[Timetable], start: datetime, days: int
) -> datetime | None:
    """The first instant from ``start`` on that lies in an interval of every timetable (UTC).

    None if there is none within ``days`` days. With no timetables it is ``start``.
    """
    here = to_utc(start)
    limit = here + timedelta(days=days)
    while here < limit:
        latest = here
        for timetable in timetables:
            entry = timetable.entry(here, days)
            if entry is None:
                return None
            latest = max(latest, entry)
        if latest == here:
            return here
        here = latest
    return None
