"""The schedule's jobs. Each is deployed as a Lambda of its own, which never imports app.py.

Each reads what it does itself when it runs, and nothing of what the others do.
"""

from typing import Any

from chalice.app import Blueprint, CloudWatchEvent, Cron, Rate

from ..platform.job_runs import run_on_schedule
from .job_names import (
    EXPIRE_HOLDS,
    FOLLOW_UP_APPOINTMENTS,
    OFFER_FREED_SLOTS,
    PUBLISH_SLOTS,
    RELEASE_SLOTS,
)

jobs = Blueprint(__name__)


@jobs.schedule(Cron(30, 8, "*", "*", "?", "*"), name=PUBLISH_SLOTS)
def publish_slots(event: CloudWatchEvent) -> dict[str, Any]:
    """Every night (8:30 UTC, before any location opens): publish slots up to the horizon."""
    from .day.publish import publish_to_horizon

    return run_on_schedule(publish_to_horizon, event.context)


@jobs.schedule(Rate(1, unit=Rate.MINUTES), name=EXPIRE_HOLDS)
def expire_holds(event: CloudWatchEvent) -> dict[str, Any]:
    """Every minute: free slots whose hold has run out."""
    from .slots.expire_holds import expire_holds as work_off

    return run_on_schedule(work_off, event.context)


@jobs.schedule(Rate(1, unit=Rate.MINUTES), name=OFFER_FREED_SLOTS)
def offer_freed_slots(event: CloudWatchEvent) -> dict[str, Any]:
    """Every minute: offer slots that were given up three minutes ago to those who wait."""
    from .waitlist.offer_freed_slot import offer_freed_slots as work_off

    return run_on_schedule(work_off, event.context)


@jobs.schedule(Rate(5, unit=Rate.MINUTES), name=RELEASE_SLOTS)
def release_slots(event: CloudWatchEvent) -> dict[str, Any]:
    """Every five minutes: end reservations, and give the desk what nobody booked."""
    from .slots.release_slots import release_slots as work_off

    return run_on_schedule(work_off, event.context)


@jobs.schedule(Rate(5, unit=Rate.MINUTES), name=FOLLOW_UP_APPOINTMENTS)
def follow_up_appointments(event: CloudWatchEvent) -> dict[str, Any]:
    """Every five minutes: have missing escorts, no-shows and due boosters called."""
    from .aftercare.follow_up import follow_up_appointments as work_off

    return run_on_schedule(work_off, event.context)
