"""Opening of a location: weekly hours and the days that differ, all in its own wall time."""

import re
from collections.abc import Iterable
from datetime import date, time
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from chalicelib.clinic.base import Part, Words
from chalicelib.clinic.walltime import (
    MINUTES_PER_DAY,
    EndTime,
    MinuteSpan,
    StartTime,
    check_order,
    end_minute,
    end_text,
    start_minute,
    start_text,
)
from chalicelib.clinic.words import WEEK, Weekday

_SPAN = re.compile(r"\s*([\d:]+)\s*[-\N{EN DASH}]\s*([\d:]+)\s*")


class Span(Part):
    """One stretch of opening within a day. Written ``"08:30-12:00"`` in the clinic's file."""

    opens: StartTime
    closes: EndTime

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        match = _SPAN.fullmatch(value)
        if match is None:
            raise ValueError(f'"{value}" is not a span of time; write it like "08:30-12:00"')
        return {"opens": match[1], "closes": match[2]}

    @model_validator(mode="after")
    def _closes_later(self) -> Self:
        check_order(self.opens, self.closes)
        return self

    @property
    def minutes(self) -> MinuteSpan:
        """The span in minutes since midnight."""
        return start_minute(self.opens), end_minute(self.closes)

    def __str__(self) -> str:
        return f"{start_text(self.opens)}-{end_text(self.closes)}"


def _in_order(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    for earlier, later in pairwise(spans):
        if later.minutes[0] < earlier.minutes[1]:
            raise ValueError(f"{later} must come after {earlier}, and the two must not overlap")
    return spans


OpeningSpans = Annotated[tuple[Span, ...], AfterValidator(_in_order)]


class WeeklyHours(Part):
    """The opening of each weekday; a day that is left out is a day off."""

    monday: OpeningSpans = ()
    tuesday: OpeningSpans = ()
    wednesday: OpeningSpans = ()
    thursday: OpeningSpans = ()
    friday: OpeningSpans = ()
    saturday: OpeningSpans = ()
    sunday: OpeningSpans = ()

    @model_validator(mode="after")
    def _open_sometime(self) -> Self:
        if not any(self.on(day) for day in Weekday):
            raise ValueError("needs at least one day with opening hours")
        return self

    def on(self, day: Weekday) -> tuple[Span, ...]:
        """The spans of this weekday, in order; empty on a day off."""
        spans: tuple[Span, ...] = getattr(self, day.value)
        return spans


class Closure(Part):
    """A date on which the location is closed, wholly or from one time of day to another.

    ``from`` alone closes the rest of the day, ``to`` alone everything before it.
    """

    day: date = Field(alias="date")
    reason: Words
    starts: StartTime = Field(default=time(0), alias="from")
    ends: EndTime = Field(default=time(0), alias="to")

    @field_validator("ends")
    @classmethod
    def _ends_later(cls, ends: time, info: ValidationInfo) -> time:
        """Only for a ``to`` that was given, so that it is the one to blame."""
        check_order(info.data.get("starts", time(0)), ends)
        return ends

    @property
    def minutes(self) -> MinuteSpan:
        """The closed part of the day in minutes since midnight."""
        return start_minute(self.starts), end_minute(self.ends)

    @property
    def is_whole_day(self) -> bool:
        """True if nothing of the day is left."""
        return self.minutes == (0, MINUTES_PER_DAY)

    @property
    def told_reason(self) -> str | None:
        """The reason as visitors are told it; None if they are not."""
        return self.reason


class OrderedClosure(Closure):
    """A closure that a manager ordered from the desk, not in the clinic's file."""

    closing_id: str
    is_shown: bool
    """True if visitors are told the reason."""

    @property
    def told_reason(self) -> str | None:
        """The reason as visitors are told it; None if they are not."""
        return self.reason if self.is_shown else None


def open_minutes(
    hours: WeeklyHours, closures: Iterable[Closure], day: date
) -> tuple[MinuteSpan, ...]:
    """The rest of a day's weekly hours after its closures, in order, never overlapping."""
    spans = tuple(span.minutes for span in hours.on(WEEK[day.weekday()]))
    for closure in closures:
        if spans and closure.day == day:
            spans = tuple(rest for span in spans for rest in _without(span, closure.minutes))
    return spans


def _without(span: MinuteSpan, closed: MinuteSpan) -> tuple[MinuteSpan, ...]:
    before = (span[0], min(span[1], closed[0]))
    after = (max(span[0], closed[1]), span[1])
    return tuple(rest for rest in (before, after) if rest[0] < rest[1])
