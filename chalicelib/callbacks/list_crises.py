"""List the crises that nobody is with, at every location of the clinic."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from ..clinic import Urgency
from ..platform.runtime import Runtime
from . import crisis_store, store
from .queue import Indexed
from .queue_models import Crises, CrisesHere

_MOST_COUNTED = 25
"""Entries read of a location: when nobody waits it is one empty query, half a read unit."""


def list_crises(run: Runtime) -> Crises:
    """The number of crises that wait at each location, those in the wait after an attempt as well.

    So does one whose claim has just run out: nobody is with them, whether or not a job saw it.
    Every desk asks for it every few seconds, whichever location it works at: what that costs grows
    with the locations that have a crisis, not with those there are.
    """
    now = run.clock()
    where = crisis_store.load_where(run.table, now).locations
    every = (each.id for each in run.clinic.locations)
    return Crises(
        locations=[
            list_crises_here(run, each, now) if where is None or each in where else _none(each)
            for each in every
        ]
    )


def _none(location_id: str) -> CrisesHere:
    return CrisesHere(location_id=location_id, waiting=0, calls=[])


def list_crises_here(run: Runtime, location_id: str, now: datetime) -> CrisesHere:
    """The crises of one location that nobody is with at that instant."""
    entries = list(islice(_waiting(run, location_id, now), _MOST_COUNTED + 1))
    counted = entries[:_MOST_COUNTED]
    return CrisesHere(
        location_id=location_id,
        waiting=len(counted),
        more=len(entries) > len(counted),
        since=min((each.crisis_since for each in counted if each.crisis_since), default=None),
        calls=[each.callback_id for each in counted],
    )


def _waiting(run: Runtime, location_id: str, now: datetime) -> Iterator[Indexed]:
    found = store.load_held_and_crises(run.table, location_id, _MOST_COUNTED + 1)
    entries = (Indexed.model_validate(store.flat(item)) for item in found)
    return (each for each in entries if each.urgency is Urgency.CRISIS and not each.is_held(now))
