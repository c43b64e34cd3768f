"""Decide what keeps somebody from being erased, and what of theirs the law has kept. Pure."""

from collections.abc import Mapping
from datetime import datetime

from ..platform.clock import parse_instant

OF_A_RECORD = frozenset({"arrived", "fulfilled"})
"""Status of an appointment that is part of a medical record."""


def kept_until(appointment: Mapping[str, object], years: int) -> datetime | None:
    """The instant until which an appointment is a medical record; None for one that is none."""
    if appointment.get("status") not in OF_A_RECORD:
        return None
    return years_after(parse_instant(str(appointment["ends_at"])), years)


def years_after(at: datetime, years: int) -> datetime:
    """The same day so many years later; of February 29th, March 1st where there is no such day."""
    try:
        return at.replace(year=at.year + years)
    except ValueError:
        return at.replace(year=at.year + years, month=3, day=1)


def is_record(appointment: Mapping[str, object], years: int, now: datetime) -> bool:
    """True while an appointment is a medical record that has to be kept."""
    until = kept_until(appointment, years)
    return until is not None and until > now


def lies_ahead(appointment: Mapping[str, object], now: datetime) -> bool:
    """True for an appointment that is still to take place, or going on."""
    is_on = appointment.get("status") in ("booked", "arrived")
    return is_on and parse_instant(str(appointment["ends_at"])) > now
