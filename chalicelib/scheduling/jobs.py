"""The schedule's jobs. Each is deployed as a Lambda of its own, which never imports app.py."""

from typing import Any

from chalice.app import Blueprint, CloudWatchEvent, Cron, Rate

from ..core.job_runs import run_on_schedule
from .service.following_up import JOB as FOLLOW_UP_VISITS
from .service.following_up import follow_up_visits as follow_up_what_is_due
from .service.publishing import JOB as PUBLISH_SLOTS
from .service.publishing import publish_to_horizon
from .service.releasing import EXPIRE_HOLDS, RELEASE_SLOTS
from .service.releasing import expire_holds as free_what_ran_out
from .service.releasing import release_slots as release_what_is_due

jobs = Blueprint(__name__)


@jobs.schedule(Cron(30, 8, "*", "*", "?", "*"), name=PUBLISH_SLOTS)
def publish_slots(event: CloudWatchEvent) -> dict[str, Any]:
    """Every night (8:30 UTC, before any location opens): publish slots up to the horizon."""
    return run_on_schedule(publish_to_horizon, event.context)


@jobs.schedule(Rate(1, unit=Rate.MINUTES), name=EXPIRE_HOLDS)
def expire_holds(event: CloudWatchEvent) -> dict[str, Any]:
    """Every minute: free slots whose hold has run out."""
    return run_on_schedule(free_what_ran_out, event.context)


@jobs.schedule(Rate(5, unit=Rate.MINUTES), name=RELEASE_SLOTS)
def release_slots(event: CloudWatchEvent) -> dict[str, Any]:
    """Every five minutes: end reservations, and give the desk what nobody booked."""
    return run_on_schedule(release_what_is_due, event.context)


@jobs.schedule(Rate(5, unit=Rate.MINUTES), name=FOLLOW_UP_VISITS)
def follow_up_visits(event: CloudWatchEvent) -> dict[str, Any]:
    """Every five minutes: have missing escorts, no-shows and due boosters called."""
    return run_on_schedule(follow_up_what_is_due, event.context)
