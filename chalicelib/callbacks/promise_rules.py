"""The promise of a call: its latest time. Pure decisions.

Instants that come in carry a time zone (ValueError otherwise); those that go out are UTC. The
location's opening comes from a checked clinic's file, so it always opens again within weeks; for
one that does not, NeverOpenError is raised.
"""

from datetime import datetime, timedelta

from chalicelib.clinic import Location, Promises, Source, Urgency
from chalicelib.clinic.hours import add_opening_minutes, to_utc


def respond_by(
    location: Location,
    promises: Promises,
    source: Source,
    urgency: Urgency,
    received_at: datetime,
) -> datetime:
    """The promise: by when somebody who turned to us at ``received_at`` is called.

    The allowance for source and urgency is counted in the location's opening minutes and may end
    at the very moment it closes. That of a crisis is counted in minutes of the clock, at night and
    on a holiday too: nobody in danger waits for opening hours.
    """
    if urgency is Urgency.CRISIS:
        minutes = promises.allowed_minutes(source, urgency)
        return to_utc(received_at) + timedelta(minutes=minutes)
    return told_by(location, promises, source, urgency, received_at)


def told_by(
    location: Location,
    promises: Promises,
    source: Source,
    urgency: Urgency,
    received_at: datetime,
) -> datetime:
    """The time that a receipt may name: counted in opening minutes, whatever the urgency.

    Where nobody is on call, a closed clinic does not say that it calls in minutes.
    """
    allowance = promises.allowed_minutes(source, urgency)
    return add_opening_minutes(location, received_at, allowance)
