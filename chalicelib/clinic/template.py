"""The weekly template: which bays can be booked when, in the location's own wall time."""

from collections.abc import Iterable, Sequence
from datetime import time
from typing import TYPE_CHECKING, Annotated, Self, TypeVar

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from chalicelib.clinic.base import Minutes, MinutesOrNone, Part, Slug
from chalicelib.clinic.walltime import StartTime, start_minute, start_text
from chalicelib.clinic.words import Weekday

if TYPE_CHECKING:
    from chalicelib.clinic.clinic import Service

_NO_STARTS = 'needs "starts" with a list of times, or "from", "to" and "every_minutes"'


Name = TypeVar("Name", bound=str)


def _each_once(names: tuple[Name, ...]) -> tuple[Name, ...]:
    for number, name in enumerate(names):
        if name in names[:number]:
            raise ValueError(f'names "{name}" twice')
    return names


SlugsOnce = Annotated[tuple[Slug, ...], Field(min_length=1), AfterValidator(_each_once)]
"""Ids, at least one, none twice."""


class Reserved(Part):
    """Slots kept for some services until so many hours before their start.

    From then on they serve ``fallback_pool`` (None: their own pool): whatever of its services is
    no longer than the slot.
    """

    services: SlugsOnce = Field(alias="for")
    release_hours_before: MinutesOrNone
    fallback_pool: Slug | None = None


class Template(Part):
    """Slots of one pool that come back every week.

    ``bays`` and ``services`` are those of the pool that take part; None means all of them. The
    start times are either listed (``starts``) or counted: from ``first`` in steps of
    ``every_minutes``, the last no later than ``last``.
    """

    pool: Slug
    bays: SlugsOnce | None = None
    weekdays: Annotated[tuple[Weekday, ...], Field(min_length=1), AfterValidator(_each_once)]
    starts: tuple[StartTime, ...] = ()
    first: StartTime | None = Field(default=None, alias="from")
    last: StartTime | None = Field(default=None, alias="to")
    every_minutes: Minutes | None = None
    services: SlugsOnce | None = None
    reserved: Reserved | None = None

    @field_validator("last", mode="after")
    @classmethod
    def _not_before_the_first(cls, last: time | None, info: ValidationInfo) -> time | None:
        first = info.data.get("first")
        if first and last and last < first:
            raise ValueError(f"{start_text(last)} is earlier than {start_text(first)}")
        return last

    @model_validator(mode="after")
    def _starts_sometime(self) -> Self:
        counted = (self.first, self.last, self.every_minutes)
        given = [part for part in counted if part is not None]
        if len(given) not in (0, len(counted)) or bool(self.starts) == bool(given):
            raise ValueError(_NO_STARTS)
        if self.reserved and self.services:
            raise ValueError('says "for" in "reserved", so leave "services" out')
        return self

    @property
    def start_minutes(self) -> tuple[int, ...]:
        """Starts of its slots, in minutes since midnight, in order."""
        if self.first is None or self.last is None or self.every_minutes is None:
            return tuple(sorted(start_minute(start) for start in self.starts))
        ends = start_minute(self.last) + 1
        return tuple(range(start_minute(self.first), ends, self.every_minutes))

    @property
    def named_services(self) -> tuple[str, ...] | None:
        """The services its slots begin by serving, as far as the template names any."""
        return self.reserved.services if self.reserved else self.services


def services_served(
    template: Template, local_services: Iterable["Service"]
) -> tuple["Service", ...]:
    """The services that a template's slots begin by serving, of those ``local_services`` there."""
    of_pool = tuple(service for service in local_services if service.pool == template.pool)
    named = template.named_services
    return of_pool if named is None else tuple(s for s in of_pool if s.id in named)


def slot_minutes(template: Template, local_services: Iterable["Service"]) -> int:
    """Minutes that a slot of the template takes its bay: its longest service, recovery included.

    ``local_services`` is what the location offers. Raises ValueError where the template serves
    nothing.
    """
    return longest(services_served(template, local_services))


def longest(services: Sequence["Service"]) -> int:
    """Minutes of the longest of some services, recovery included. Raises ValueError for none."""
    return max(service.bay_minutes for service in services)
