"""Weekdays and times of day that suit somebody. Pure."""

from datetime import time

from pydantic import ConfigDict, Field, ValidationInfo, field_validator

from ..clinic import StartTime, Weekday
from ..clinic.walltime import start_text
from ..clinic.words import WEEK
from ..platform.model import Model


class WishedTimes(Model):
    """Days of the week and times of the day, in the wall time of a location. By default all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    weekdays: tuple[Weekday, ...] = Field(WEEK, description="Days that suit; by default all.")
    earliest_time: StartTime = Field(time(0), description="No start earlier in the day suits.")
    latest_time: StartTime = Field(
        time(23, 59), description="No start later in the day suits; this very time is fine."
    )

    @field_validator("weekdays")
    @classmethod
    def _some_day(cls, weekdays: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
        if not weekdays:
            raise ValueError("Choose at least one day of the week.")
        return tuple(day for day in WEEK if day in weekdays)

    @field_validator("latest_time")
    @classmethod
    def _not_before_earliest(cls, latest: time, info: ValidationInfo) -> time:
        earliest = info.data.get("earliest_time", latest)
        if latest < earliest:
            raise ValueError(f"This needs to be {start_text(earliest)} or later.")
        return latest
