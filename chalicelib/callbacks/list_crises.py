"""List the crises that nobody is with, at every location of the clinic."""

from itertools import islice

from ..platform.runtime import Runtime
from . import store
from .queue import Indexed
from .queue_models import Crises, CrisesHere

_MOST_COUNTED = 25
"""Entries read of a location: when nobody waits it is one empty query, half a read unit."""


def list_crises(run: Runtime) -> Crises:
    """The number of crises that wait at each location, those in the wait after an attempt as well.

    Every desk asks for it every few seconds, whichever location it works at.
    """
    return Crises(locations=[_here(run, each.id) for each in run.clinic.locations])


def _here(run: Runtime, location_id: str) -> CrisesHere:
    found = store.load_crises(run.table, location_id, _MOST_COUNTED + 1)
    entries = [
        Indexed.model_validate(store.flat(item)) for item in islice(found, _MOST_COUNTED + 1)
    ]
    counted = entries[:_MOST_COUNTED]
    return CrisesHere(
        location_id=location_id,
        waiting=len(counted),
        more=len(entries) > len(counted),
        since=min((each.crisis_since for each in counted if each.crisis_since), default=None),
        calls=[each.callback_id for each in counted],
    )
