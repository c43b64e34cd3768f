"""Contact points in the table.

    POINT#<point id>   POINT                          the wish of somebody nameless to be left alone
                       PERSON#<person id>             who came under it (person_store.py)
                       OPEN#CALLBACK#<location>       the callback that is owed there, and who
                                                      asked not to be contacted
                       OPEN#APPOINTMENT#<start>#<id>  an appointment that lies ahead
                       OPEN#WAIT#<location>#<service>#<person or entry>
                                                      an entry on a waitlist
                       OPEN#LINKED#<person id>        who else is this person (link_store.py)
                       OPEN#!                         how often one was booked or offered

For what lies ahead see commitments_store.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..platform.clock import instant_text
from ..platform.storage.conditions import Attr, Condition
from ..platform.storage.keys import item_key, part_key
from ..platform.storage.table import Table
from ..platform.storage.writes import Check, Delete, Put, Update

KIND = "POINT"
OPEN_CALLBACK = "open-callback"
"""The name of the write that claims a contact point's one open callback at a location."""

CALL_ENDED = "call-ended"
"""The name of the write by which no call is owed any more: refused, the item has to stay."""

MAY_BE_CONTACTED = "may-be-contacted"
"""The name of the checks that nobody is called who asked not to be."""

NOTED_WISH = "noted-wish"
"""The name of the writes that take back a wish not to be contacted."""

NOTED_WISH_HERE = "noted-wish-here"
"""The name of the write that notes such a wish, or takes it back, with the location's id."""

_HAS_WISHES = "do_not_contact"
_WISH = "do_not_contact_"
"""One attribute for each person, so that a wish is noted without reading."""


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


def open_callback_put_beside(point_id: str, location_id: str, callback_id: str, day: str) -> Update:
    """The same where the item is there already, for a wish not to be contacted."""
    return Update(
        part_key(KIND, point_id, f"OPEN#CALLBACK#{location_id}"),
        set={"callback_id": callback_id, "day": day},
        only_if=Attr("pk").exists() & Attr("callback_id").not_exists(),
        name=OPEN_CALLBACK,
    )


def open_callback_delete(point_id: str, location_id: str) -> Delete:
    """No call is owed at this location any more; refused where a wish is noted on the item."""
    return Delete(
        part_key(KIND, point_id, f"OPEN#CALLBACK#{location_id}"),
        only_if=Attr(_HAS_WISHES).not_exists(),
        name=CALL_ENDED,
    )


def open_callback_forgotten(point_id: str, location_id: str) -> Update:
    """The same where a wish not to be contacted is noted on the item, and stays."""
    key = part_key(KIND, point_id, f"OPEN#CALLBACK#{location_id}")
    return Update(key, remove=("callback_id", "day"))


@dataclass(frozen=True)
class OpenCall:
    """The call that is open for a contact point at a location, as far as is known."""

    callback_id: str | None = None
    """None where none is."""

    def is_still_so(self) -> Condition:
        """No other call is noted there."""
        noted = Attr("callback_id")
        return noted.eq(self.callback_id) if self.callback_id else noted.not_exists()


def wish_update(
    point_id: str, person_id: str, location_id: str, at: datetime, known: OpenCall | None = None
) -> Update:
    """Note where a location's open call is noted that a person asked not to be contacted.

    Where a call is ``known``, if it still is so.
    """
    return Update(
        part_key(KIND, point_id, f"OPEN#CALLBACK#{location_id}"),
        set={
            "location_id": location_id,
            _HAS_WISHES: True,
            f"{_WISH}{person_id}": instant_text(at),
        },
        only_if=known.is_still_so() if known else None,
        name=f"{NOTED_WISH_HERE}:{location_id}",
    )


def wish_lift(
    point_id: str,
    person_id: str,
    location_id: str,
    since: datetime,
    known: OpenCall | None = None,
) -> Update:
    """Take back a wish that was noted there at ``since``, if it still is that."""
    attribute = f"{_WISH}{person_id}"
    is_that: Condition = Attr(attribute).eq(instant_text(since))
    return Update(
        part_key(KIND, point_id, f"OPEN#CALLBACK#{location_id}"),
        remove=(attribute,),
        only_if=is_that & known.is_still_so() if known else is_that,
        name=f"{NOTED_WISH_HERE}:{location_id}",
    )


def nameless_wish_update(point_id: str, at: datetime) -> Update:
    """Note that somebody who gave no name asked not to be contacted: it may be anybody on it."""
    return Update(item_key(KIND, point_id), set={"do_not_contact_since": instant_text(at)})


def nameless_wish_lift(point_id: str, since: datetime) -> Update:
    """Take back the nameless wish that was noted at ``since``, with that of its profile."""
    return Update(
        item_key(KIND, point_id),
        remove=("do_not_contact_since",),
        only_if=Attr("do_not_contact_since").eq(instant_text(since)),
        name=NOTED_WISH,
    )


def no_nameless_wish(point_id: str) -> Check:
    """Nobody who gave no name asked to be left alone there."""
    return Check(
        item_key(KIND, point_id),
        only_if=Attr("do_not_contact_since").not_exists(),
        name=MAY_BE_CONTACTED,
    )


def load_wishes(table: Table, point_id: str, location_id: str) -> dict[str, str]:
    """The people on a contact point who asked not to be contacted, with the instant."""
    return wishes_on(table.get(part_key(KIND, point_id, f"OPEN#CALLBACK#{location_id}")))


def wishes_on(pointer: Mapping[str, Any] | None) -> dict[str, str]:
    """The people who asked not to be contacted, with the instant, as the item tells."""
    marked = (pointer or {}).items()
    return {
        name.removeprefix(_WISH): str(since) for name, since in marked if name.startswith(_WISH)
    }
