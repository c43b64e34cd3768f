"""Alert whoever is on call: somebody who may be in danger waits for a call."""

from ..messaging.models import MessageKind
from ..messaging.send_later import send_later
from ..platform.unit_of_work import UnitOfWork


def alert_on_call(work: UnitOfWork, location_id: str, callback_id: str) -> None:
    """Collect an alert to the location's on-call contact, if it has one.

    So it is, too, when a crisis is left: handed back, reopened, its claim run out. Each brings an
    alert of its own, so that no two that come at once write the same item. How many of them go is
    decided when they are sent; see tell_on_call.py. It holds no word and no name.
    """
    if work.run.clinic.location(location_id).on_call is not None:
        send_later(
            work,
            MessageKind.CRISIS_ALERT,
            to=f"on-call#{location_id}",  # no HMAC of the address: jobs may not read the secret
            location_id=location_id,
            about=callback_id,
        )
