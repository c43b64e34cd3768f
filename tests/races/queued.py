"""A queue filled quickly, for those who are to empty it."""

from datetime import timedelta
from typing import Any

from chalicelib.callbacks.idempotency_store import call_put
from chalicelib.callbacks.incoming_call_models import KeptCall
from chalicelib.callbacks.open_or_merge import new_callback, occasion_of
from chalicelib.callbacks.owed_call_models import OwedCall
from chalicelib.callbacks.standing_store import noted
from chalicelib.callbacks.store import KIND, callback_put
from chalicelib.clinic import Source, Urgency
from chalicelib.people.models import Person
from chalicelib.people.store import open_callback_put
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.events import Event
from chalicelib.platform.storage.expressions import write_request
from chalicelib.platform.storage.history import event_put
from chalicelib.platform.storage.writes import Put
from tests.conftest import MONDAY_MORNING

from .builders import HERE

_BATCH = 25


def fill_queue(run: Runtime, count: int, crises: int = 0) -> None:
    """So many callbacks at one location, promised a minute apart; the last ones are the crises."""
    puts = [
        put
        for number in range(count)
        for put in _owed(run, number, crisis=number >= count - crises)
    ]
    requests = [
        {"PutRequest": {"Item": write_request(put, run.table.name)[1]["Item"]}} for put in puts
    ]
    for start in range(0, len(requests), _BATCH):
        batch: Any = {run.table.name: requests[start : start + _BATCH]}
        assert not run.table.client.batch_write_item(RequestItems=batch)["UnprocessedItems"]


def _owed(run: Runtime, number: int, *, crisis: bool) -> list[Put]:
    at = MONDAY_MORNING + timedelta(minutes=number - 600)
    call_id = run.ids.new(at)
    owed = OwedCall(
        person=Person(
            point_id=run.ids.new(at),
            person_id=run.ids.new(at),
            name=f"Guest {number}",
            phone="+12125550123",
        ),
        location_id=HERE,
        source=Source.INCOMING_CALL,
        urgency=Urgency.CRISIS if crisis else Urgency.ROUTINE,
        reason="wants to ask",
        of=call_id,
        at=at,
    )
    occasion = occasion_of(owed, at)
    callback = new_callback(run.clinic, run.ids.new(at), owed, occasion)
    event = Event(
        event_id=run.ids.new(at), at=at, what="opened", by="visitor", details={"of": call_id}
    )
    call = KeptCall(call_id=call_id, callback_id=callback.callback_id, merged=False, respond_by=at)
    return [
        callback_put(callback),
        event_put(KIND, callback.callback_id, event),
        open_callback_put(owed.person.point_id, HERE, noted(callback)),
        call_put(call, at),
    ]
