"""Arithmetic in opening hours and in the hours at which people may be called. Pure."""

from chalicelib.clinic.hours.errors import NeverOpenError
from chalicelib.clinic.hours.open_now import OpenNow, open_now
from chalicelib.clinic.hours.opening import (
    MOST_DAYS_SEARCHED,
    add_opening_minutes,
    is_open_at,
    next_opening,
    opening_intervals,
    opening_minutes_between,
    opening_of,
    opening_time_between,
    subtract_opening_minutes,
)
from chalicelib.clinic.hours.timetable import Interval, Timetable, first_instant, to_utc
from chalicelib.clinic.hours.windows import (
    LEGAL_END,
    LEGAL_START,
    CallWindow,
    first_common_instant,
    legal_hours,
)

__all__ = [
    "LEGAL_END",
    "LEGAL_START",
    "MOST_DAYS_SEARCHED",
    "CallWindow",
    "Interval",
    "NeverOpenError",
    "OpenNow",
    "Timetable",
    "add_opening_minutes",
    "first_common_instant",
    "first_instant",
    "is_open_at",
    "legal_hours",
    "next_opening",
    "open_now",
    "opening_intervals",
    "opening_minutes_between",
    "opening_of",
    "opening_time_between",
    "subtract_opening_minutes",
    "to_utc",
]
