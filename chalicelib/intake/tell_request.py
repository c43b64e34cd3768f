"""Tell what a message about a consultation request says: it arrived, and when we answer."""

from datetime import datetime, timedelta

from ..messaging.link import Opens, mailed_link
from ..messaging.models import Message, MessageKind, Telling
from ..messaging.send_due import Tellers
from ..platform.local_time import promise_with_date
from ..platform.runtime import Runtime
from ..platform.storage.references import reference_of
from ..safety.crisis import Level
from . import store
from .receipts import promise_by
from .rules import danger_read

_STALE_AFTER = timedelta(hours=24)
"""A receipt that could not be sent for so long is none any more."""


def _tell(run: Runtime, message: Message, known: str | None, now: datetime) -> Telling | None:
    """The receipt, to the address that was given with the request; nobody confirmed that one.

    Whoever may be in danger finds no number of the clinic's in it: nobody knows when it is read.
    """
    request = store.load_request(run.table, message.about)
    if request is None or now - request.received_at > _STALE_AFTER:
        return None
    zone = run.clinic.location(request.location_id).tz
    by = promise_with_date(request.respond_by, zone, request.language)
    return Telling(
        email=request.email,
        is_by_staff=False,
        person_id=request.person_id,
        words={
            "promise": promise_by(run, request, by),
            "footer": "footer" if danger_read(request) is Level.NONE else "footer_in_danger",
            "reference": reference_of(request.request_id),
            "link": mailed_link(
                run, Opens.REQUEST, request.request_id, request.email, request.language
            ),
        },
        news=request.request_id,
        reference=reference_of(request.request_id),
        language=request.language,
    )


TELLERS: Tellers = {MessageKind.REQUEST_RECEIVED: _tell}
