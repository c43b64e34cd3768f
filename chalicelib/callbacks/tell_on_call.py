"""Tell whoever is on call how many calls of a crisis wait: one alert in five minutes, for all.

The first alert goes at once. A crisis that comes soon after it is told of five minutes later, with
all that wait by then. As long as nobody has taken them, the alert that went last is sent again.
"""

from datetime import datetime, timedelta
from itertools import islice

from ..clinic import Urgency
from ..messaging.link import desk_link
from ..messaging.models import Message, MessageKind, Telling
from ..messaging.send_due import Tellers
from ..platform.clock import instant_text
from ..platform.errors import RefusedError
from ..platform.runtime import Runtime
from . import store
from .alert_store import LastAlert, alert_turn_taken, load_last_alert
from .models import Callback, State

APART = timedelta(minutes=5)
"""One alert a location in so much time."""

_MOST_COUNTED = 200


def _tell(run: Runtime, message: Message, known: str | None, now: datetime) -> Telling | None:
    """That calls wait; None where another alert told of it since, or nobody waits any more."""
    last = load_last_alert(run.table, message.location_id)
    if last is not None and _is_carried_on(message, last):
        return None
    callback = store.load_callback(run.table, message.about)
    count = max(_count_waiting(run, message.location_id), int(_waits(callback, now)))
    if count:
        return _telling(run, message, count, now, _too_soon_until(run, message, last, now))
    if callback is not None and _may_come_back(callback):
        return _telling(run, message, count, now, now + _pause(run))
    return None


def _is_carried_on(message: Message, last: LastAlert) -> bool:
    """True if another alert went since this one did, or since its crisis came: it told of both."""
    since = message.sent_at or message.send_at
    return last.message_id != message.message_id and last.at > since


def _count_waiting(run: Runtime, location_id: str) -> int:
    """The number of crises that nobody has taken, nor tried to reach."""
    found = store.load_crises(run.table, location_id)
    return sum(not item.get("attempts") for item in islice(found, _MOST_COUNTED))


def _waits(callback: Callback | None, now: datetime) -> bool:
    """True if the call itself waits untried. The index, which is counted, may lag."""
    return (
        callback is not None
        and _may_come_back(callback)
        and callback.state_at(now) is State.WAITING
    )


def _may_come_back(callback: Callback) -> bool:
    """True of a crisis that nobody has tried to reach: whoever holds it may leave it."""
    is_open = callback.outcome is None
    return is_open and callback.urgency is Urgency.CRISIS and not callback.attempts


def _too_soon_until(
    run: Runtime, message: Message, last: LastAlert | None, now: datetime
) -> datetime | None:
    """The instant until which the location had its alert; None if this one is it from now on."""
    turn = alert_turn_taken(message.location_id, message.message_id, now, APART)
    try:
        run.table.update(turn)
    except RefusedError:
        return (last.at if last else now) + APART
    return None


def _telling(
    run: Runtime, message: Message, count: int, now: datetime, not_before: datetime | None
) -> Telling:
    return Telling(
        email=run.clinic.location(message.location_id).on_call,
        is_by_staff=True,
        person_id="",
        words={"count": str(count), "link": desk_link(run)},
        news=instant_text(now),
        not_before=not_before,
        again_at=now + _pause(run),
    )


def _pause(run: Runtime) -> timedelta:
    return timedelta(minutes=run.clinic.messages.alert_again_minutes)


TELLERS: Tellers = {MessageKind.CRISIS_ALERT: _tell}
