"""What a packaged function is called, and how often it runs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from infra.templates import Template

_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
_NIGHTLY = re.compile(r"cron\(\d+ \d+ \* \* \? \*\)")
_MINUTES = {"minute": 1, "hour": 60, "day": 24 * 60}
_CALLED = {"APIHandler": "api"}


@dataclass(frozen=True)
class Function:
    """A function of the template."""

    resource: str
    """Its name there."""
    timeout: int
    """Seconds."""
    every: int | None
    """Minutes from one run to the next; None for a function that has no schedule."""

    @property
    def name(self) -> str:
        """Its name for people, which is also that of its job: ``ExpireHolds`` → expire-holds."""
        written = re.sub(r"(?<!^)(?=[A-Z])", "-", self.resource).lower()
        return _CALLED.get(self.resource, written)


def functions_of(template: Template) -> Iterator[Function]:
    """The functions of a packaged template. Raises ValueError for a schedule of another kind."""
    for name, resource in template["Resources"].items():
        if resource["Type"] == "AWS::Serverless::Function":
            properties = resource["Properties"]
            yield Function(name, properties["Timeout"], _every(properties.get("Events", {})))


def _every(events: dict[str, Any]) -> int | None:
    schedules = [e["Properties"]["Schedule"] for e in events.values() if e["Type"] == "Schedule"]
    return minutes_between(schedules[0]) if schedules else None


def minutes_between(schedule: str) -> int:
    """Minutes from one run to the next, by a rate or a time of day. Raises ValueError else."""
    if rate := _RATE.fullmatch(schedule):
        return int(rate[1]) * _MINUTES[rate[2]]
    if _NIGHTLY.fullmatch(schedule):
        return _MINUTES["day"]
    raise ValueError(f"how often {schedule} comes round is not known (infra/watch/schedules.py)")
