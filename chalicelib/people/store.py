"""Contact points in the table.

    POINT#<point id>   PERSON#<person id>             who came under it (person_store.py)
                       OPEN#CALLBACK#<location>       the callback that is owed there
                       OPEN#APPOINTMENT#<start>#<id>  an appointment that lies ahead
                       OPEN#WAIT#<location>#<service> an entry on a waitlist
                       OPEN#!                         how often one was booked or offered

For what lies ahead see commitments_store.py.
"""

from ..platform.storage.conditions import Attr
from ..platform.storage.keys import part_key
from ..platform.storage.writes import Delete, Put

KIND = "POINT"
OPEN_CALLBACK = "open-callback"
"""The name of the write that claims a contact point's one open callback at a location."""


def open_callback_put(point_id: str, location_id: str, callback_id: str, day: str) -> Put:
    """Note the callback owed at a location, if none is. When refused, the old item names it.

    ``day`` is the local date under which its promise is filed.
    """
    key = part_key(KIND, point_id, f"OPEN#CALLBACK#{location_id}")
    return Put(
        {**key, "location_id": location_id, "callback_id": callback_id, "day": day},
        only_if=Attr("pk").not_exists(),
        name=OPEN_CALLBACK,
    )


def open_callback_delete(point_id: str, location_id: str) -> Delete:
    """No call is owed at this location any more."""
    return Delete(part_key(KIND, point_id, f"OPEN#CALLBACK#{location_id}"))
