"""Close a callback because its contact booked: no call is needed any more."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..clinic import Urgency
from ..people.commitments import CallOwed
from ..people.keep_commitments import call_owed_no_longer
from ..platform.unit_of_work import UnitOfWork
from . import store
from .models import Outcome
from .promise_store import Promised, promise_answered


def close_as_booked(
    work: UnitOfWork,
    call: CallOwed,
    point_id: str,
    location_id: str,
    of: str,
    *,
    even_if_it_must_stay: bool,
) -> None:
    """Collect what closes an open callback as booked, whoever may hold it at the moment.

    Its holder finds it closed at the next write. ``of`` is the appointment's id. A call to somebody
    in danger, or with flags, stays unless ``even_if_it_must_stay``: whoever books by themselves is
    owed it all the same. That it is such a call is learned from a refusal, so the next telling
    leaves it open.
    """
    stood = work.seen.get(store.CALLBACK)
    if stood and not even_if_it_must_stay and _must_stay(stood):
        return
    callback_id = call.callback_id
    anyhow = even_if_it_must_stay
    location = work.run.clinic.location(location_id)
    closed = store.closed_as(location, Outcome.BOOKED, work.by, work.now)
    work.add(store.booked_update(callback_id, closed, even_if_it_must_stay=anyhow))
    work.record(store.KIND, callback_id, "closed", outcome=str(Outcome.BOOKED), of=of)
    call_owed_no_longer(work, point_id, location_id)
    promised = Promised(location_id, date.fromisoformat(call.day), callback_id)
    work.add(promise_answered(promised, work.now, outcome=Outcome.BOOKED))


def stays_open(work: UnitOfWork) -> bool:
    """True if the telling before was refused for nothing but a call that must stay.

    What else was read for it holds still, and need not be read again.
    """
    refused = work.refused
    if refused is None or set(refused.refusals) != {store.CALLBACK}:
        return False
    return _must_stay(refused.old(store.CALLBACK) or {})


def _must_stay(stood: Mapping[str, Any]) -> bool:
    """True for an open call to somebody in danger, or with flags that a clinician has to see."""
    is_grave = stood.get("urgency") == Urgency.CRISIS or bool(stood.get("flags"))
    return is_grave and "outcome" not in stood
