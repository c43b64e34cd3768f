"""Times that can be booked, as visitors are told of them. Pure.

Most calls ask for them, and read nothing else of what staff send and see of the schedule.
"""

from datetime import date

from pydantic import Field

from ...platform.clock import LocalInstant
from ...platform.model import Model
from ..times import Minute


class OpenTime(Model):
    """A start that can be booked."""

    starts_at: Minute
    local: LocalInstant = Field(description="As the location's clock shows it, with its offset.")
    left: int = Field(description="How many can start then.")


class Availability(Model):
    """The starts that can be booked for a service."""

    location_id: str
    service_id: str
    zone: str = Field(description="The location's time zone.")
    start: date = Field(serialization_alias="from")
    end: date = Field(serialization_alias="to")
    last_day: date = Field(description="The last local date that can be booked now.")
    duration_minutes: int
    recovery_minutes: int
    times: list[OpenTime]
