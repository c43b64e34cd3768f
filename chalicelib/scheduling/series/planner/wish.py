"""A wish for a series: the number of infusions, their times, and the days between."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from ....platform.clock import LocalDate
from ...preferred_times import WishedTimes

LONGEST = 365
"""In days: no limit of a wish is longer."""

Days = Annotated[int, Field(ge=1, le=LONGEST)]


DaysInAll = Annotated[
    Days,
    Field(description="The first and the last date, and all between, are so many days at most."),
]
_USUAL_DAYS_IN_ALL = 21


class _Limits(WishedTimes):
    """The limits that every infusion of a series keeps, in the dates and wall time of its location.

    At most one infusion falls on a date. Days are counted from date to date, so that Monday to
    Wednesday is two days whatever the clocks do.
    """

    earliest_day: LocalDate = Field(description="The first infusion is on this date or later.")
    least_days_between: Days = Field(2, description="1 allows infusions on consecutive days.")
    most_days_between: Days = Field(4)

    @field_validator("most_days_between")
    @classmethod
    def _not_below_least(cls, most: int, info: ValidationInfo) -> int:
        least = info.data.get("least_days_between", most)
        if most < least:
            raise ValueError(
                f"This needs to be at least {least}, the fewest days between infusions."
            )
        return most


class SeriesWish(_Limits):
    """A series as it is wished for.

    What is not said is as inductions usually go: six infusions, two to four days apart, within
    three weeks.
    """

    count: Annotated[int, Field(ge=1, le=12)] = 6
    within_days: DaysInAll = _USUAL_DAYS_IN_ALL

    @field_validator("within_days")
    @classmethod
    def _long_enough(cls, within: int, info: ValidationInfo) -> int:
        count, least = info.data.get("count", 1), info.data.get("least_days_between", 1)
        shortest = (count - 1) * least + 1
        if within < shortest:
            raise ValueError(
                f"{count} infusions at least {least} days apart take at least {shortest} days."
            )
        return within


class RestWish(_Limits):
    """A wish for the rest of a series that is booked already: so it has its count.

    The limits are for those that are moved; ``within_days`` is for the whole series.
    """

    within_days: DaysInAll = _USUAL_DAYS_IN_ALL

    def for_series_of(self, count: int) -> SeriesWish:
        """The wish for the whole series.

        It may contradict itself, being too short for so many: then the planner says what would do.
        """
        return SeriesWish.model_construct(count=count, **dict(self))
