"""Answers of the planner: a plan, or the limit in its way and the nearest that can be had."""

from enum import StrEnum

from pydantic import ConfigDict

from chalicelib.platform.clock import Instant

from ....platform.model import Model
from .wish import SeriesWish


class Limit(StrEnum):
    """A limit of a wish that can stand in a plan's way, from the least harm done by giving way.

    First what is only handy (the time of day, the weekday), then what the treatment asks for but
    bends (a day more between two infusions, a series that takes longer), then what somebody is
    likely to have a reason for (no earlier than that day), then what protects the patient (rest
    between two infusions), and last the treatment itself (fewer infusions).
    """

    TIME_OF_DAY = "time_of_day"
    WEEKDAYS = "weekdays"
    MOST_DAYS_BETWEEN = "most_days_between"
    WITHIN_DAYS = "within_days"
    EARLIEST_DAY = "earliest_day"
    LEAST_DAYS_BETWEEN = "least_days_between"
    COUNT = "count"


class _Answer(Model):
    model_config = ConfigDict(frozen=True)


class Plan(_Answer):
    """Starts of the infusions: instants in UTC, in order, the fixed ones among them."""

    starts: tuple[Instant, ...]


class NearestPlan(_Answer):
    """The plan that can be had if one limit gives way, and only as far as it must.

    ``wish`` is the wish with that limit moved; ``plan`` is the plan for it.
    """

    limit: Limit
    wish: SeriesWish
    plan: Plan


class NoPlan(_Answer):
    """No plan keeps the wish.

    ``nearest_plan`` says which limit stood in the way: the first in the order of ``Limit`` that,
    moved alone, makes a plan possible. Where only fewer infusions help, that limit is the count.
    None means that nothing can be planned, whichever one limit gives way. ``most_possible`` is how
    many infusions, the fixed ones included, fit the wish as it stands.
    """

    most_possible: int
    nearest_plan: NearestPlan | None = None

    @property
    def in_the_way(self) -> Limit | None:
        """The limit that stood in the way, if it was one alone."""
        return self.nearest_plan.limit if self.nearest_plan else None
