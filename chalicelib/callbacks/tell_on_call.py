"""Tell whoever is on call how many calls of a crisis wait: one alert in five minutes, for all.

The first alert goes at once. A crisis that comes soon after it is told of five minutes later, with
all that wait by then. As long as nobody has taken them, the alert that went last is sent again. It
is looked at for as long as any crisis is open: somebody may take a call, try in vain, and leave it.
"""

from datetime import datetime, timedelta
from itertools import chain, islice

from ..clinic import Urgency
from ..messaging.link import desk_link
from ..messaging.models import Message, MessageKind, Telling
from ..messaging.send_due import Tellers
from ..platform.clock import instant_text, parse_instant
from ..platform.errors import RefusedError
from ..platform.runtime import Runtime
from ..platform.storage.expressions import Item
from . import store
from .alert_store import LastAlert, alert_turn_taken, load_last_alert
from .models import Callback, State

APART = timedelta(minutes=5)
"""One alert a location in so much time."""

_MOST_COUNTED = 200


def _tell(run: Runtime, message: Message, known: str | None, now: datetime) -> Telling | None:
    """That calls wait; None where another alert told of it since, or no crisis is open any more."""
    last = load_last_alert(run.table, message.location_id)
    if last is not None and _is_carried_on(message, last):
        return None
    callback = store.load_callback(run.table, message.about)
    count = max(_count_waiting(run, message.location_id, now), int(_waits(callback, now)))
    if count:
        return _telling(run, message, count, now, _too_soon_until(run, message, last, now))
    if (callback is not None and _is_open(callback)) or _any_is_open(run, message.location_id):
        return _telling(run, message, count, now, now + _pause(run))
    return None


def _is_carried_on(message: Message, last: LastAlert) -> bool:
    """True if another alert went since this one did, or since its crisis came: it told of both."""
    since = message.sent_at or message.send_at
    return last.message_id != message.message_id and last.at > since


def _count_waiting(run: Runtime, location_id: str, now: datetime) -> int:
    """The number of crises that nobody is with."""
    found = islice(store.load_crises(run.table, location_id), _MOST_COUNTED)
    return sum(_is_left(_instant(item, "not_before"), now) for item in found)


def _any_is_open(run: Runtime, location_id: str) -> bool:
    """True if any crisis of the location is open, held or not."""
    held = store.load_held(run.table, location_id)
    every = chain(store.load_crises(run.table, location_id, 1), held)
    return any(item.get("urgency") == Urgency.CRISIS for item in every)


def _instant(item: Item, name: str) -> datetime | None:
    return parse_instant(item[name]) if item.get(name) else None


def _waits(callback: Callback | None, now: datetime) -> bool:
    """True if nobody is with the call itself. The index, which is counted, may lag."""
    return (
        callback is not None
        and _is_open(callback)
        and callback.state_at(now) is State.WAITING
        and _is_left(callback.not_before, now)
    )


def _is_left(not_before: datetime | None, now: datetime) -> bool:
    """True unless it was tried, or put off for minutes, by somebody who may still take it again."""
    return not_before is None or not_before + APART <= now


def _is_open(callback: Callback) -> bool:
    """True of a crisis that is open: whoever holds it may leave it."""
    return callback.outcome is None and callback.urgency is Urgency.CRISIS


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
