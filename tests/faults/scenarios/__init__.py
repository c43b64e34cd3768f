"""Every use case that writes, and every job: how its world is set up, and what is then sent."""

from . import (
    appointments,
    appointments_by_staff,
    callbacks,
    colleagues,
    invitations,
    jobs,
    messages,
    people,
    proof,
    reading,
    records,
    requests,
    schedule,
    series,
    waitlist,
)
from .scenario import Scenario, Sent

SCENARIOS: tuple[Scenario, ...] = (
    *requests.SCENARIOS,
    *callbacks.SCENARIOS,
    *schedule.SCENARIOS,
    *appointments.SCENARIOS,
    *appointments_by_staff.SCENARIOS,
    *series.SCENARIOS,
    *waitlist.SCENARIOS,
    *invitations.SCENARIOS,
    *colleagues.SCENARIOS,
    *jobs.SCENARIOS,
    *people.SCENARIOS,
    *proof.SCENARIOS,
    *messages.SCENARIOS,
    *reading.SCENARIOS,
    *records.SCENARIOS,
)

__all__ = ["SCENARIOS", "Scenario", "Sent"]
