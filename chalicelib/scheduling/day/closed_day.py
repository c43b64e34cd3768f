"""Tell why a location is closed on a date, and when it opens again. Pure."""

from datetime import date, timedelta

from ...clinic import Location
from ...clinic.hours import MOST_DAYS_SEARCHED
from ..slots.schemas import ClosedDay


def closed_day(location: Location, day: date) -> ClosedDay | None:
    """The reason of a date without opening hours, and the next date with some; None if it has.

    Several closures that together leave nothing of it are all named. A weekday without opening
    hours has no reason of its own.
    """
    if location.open_minutes_on(day):
        return None
    return ClosedDay(reason=_reason(location, day), next_open=_next_open(location, day))


def _reason(location: Location, day: date) -> str | None:
    reasons = [closure.reason for closure in location.closures if closure.day == day]
    return "; ".join(reasons) or None


def _next_open(location: Location, day: date) -> date | None:
    later = (day + timedelta(days=ahead) for ahead in range(1, MOST_DAYS_SEARCHED))
    return next((each for each in later if location.open_minutes_on(each)), None)
