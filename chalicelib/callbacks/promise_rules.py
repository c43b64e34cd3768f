"""The promise of a call: its latest time. Pure decisions.

Instants that come in carry a time zone (ValueError otherwise); those that go out are UTC. The
location's opening comes from a checked clinic's file, so it always opens again within weeks; for
one that does not, NeverOpenError is raised.
"""

from datetime import datetime

from chalicelib.clinic import Location, Promises, Source, Urgency
from chalicelib.clinic.hours import add_opening_minutes


def respond_by(
    location: Location,
    promises: Promises,
    source: Source,
    urgency: Urgency,
    received_at: datetime,
) -> datetime:
    """The promise: by when somebody who turned to us at ``received_at`` is called.

    The allowance for source and urgency is counted in the location's opening minutes and may end
    at the very moment it closes. A crisis has an allowance too, so that what is promised can be
    kept; its turn in the queue does not depend on it.
    """
    allowance = promises.opening_minutes(source, urgency)
    return add_opening_minutes(location, received_at, allowance)
