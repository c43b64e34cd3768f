"""Contact points in the table.

    POINT#<point id>   POINT                          the wish of somebody nameless to be left alone
                       PERSON#<person id>             who came under it (person_store.py)
                       OPEN#CALLBACK#<location>       the callback that is owed there, how it
                                                      stands, and who asked not to be contacted
                       OPEN#APPOINTMENT#<start>#<id>  an appointment that lies ahead, or took
                                                      place so lately that limits count it
                       OPEN#WAIT#<location>#<service>#<person or entry>
                                                      an entry on a waitlist
                       OPEN#LINKED#<person id>        who else is this person (link_store.py)
                       OPEN#!                         how often one was booked or offered
                       PROOF#<id>, LINK#<id>          a code or a link that was asked for at this
                                                      address, while it is kept

For what lies ahead see commitments_store.py.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from ..platform.clock import instant_text
from ..platform.storage.conditions import Attr, Condition
from ..platform.storage.keys import Key, item_key, part_key
from ..platform.storage.table import Table
from ..platform.storage.writes import Check, Delete, Put, Update
from .commitments import CallNoted, StandingChanged
from .wish_store import Lift, Noted, standing

KIND = "POINT"
OPEN_CALLBACK = "open-callback"
"""The name of the writes on a contact point's one open callback at a location."""

CALL_ENDED = "call-ended"
"""The name of the write by which no call is owed any more: refused, the item has to stay."""

MAY_BE_CONTACTED = "may-be-contacted"
"""The name of the checks that nobody is called who asked not to be."""

NOTED_WISH = "noted-wish"
"""The name of the writes that take back a wish not to be contacted."""

NAMELESS_WISH = "nameless-wish"
"""The name of the write that takes back such a wish of somebody who gave no name."""

NOTED_WISH_HERE = "noted-wish-here"
"""The name of the write that notes such a wish, or takes it back, with the location's id."""

WISH = Noted("do_not_contact_since", "do_not_contact_wishes")
"""The attributes that hold the wishes of one person, or of somebody nameless, in their own item."""

_OF_THE_CALL = tuple(each.name for each in fields(CallNoted))

_HAS_WISHES = "do_not_contact"
_WISH = "do_not_contact_"
"""One attribute for each person, so that a wish is noted without reading."""


def wish_here(person_id: str) -> Noted:
    """The attributes that hold a person's wishes where a location's open call is noted."""
    return Noted(f"{_WISH}{person_id}", f"wishes_{person_id}")


def open_callback_put(point_id: str, location_id: str, call: CallNoted) -> Put:
    """Note the callback owed at a location, if none is.

    When refused, the old item names it, and tells how it stands.
    """
    key = part_key(KIND, point_id, f"OPEN#CALLBACK#{location_id}")
    return Put(
        {**key, "location_id": location_id, **asdict(call)},
        only_if=Attr("pk").not_exists(),
        name=OPEN_CALLBACK,
    )


def open_callback_put_beside(point_id: str, location_id: str, call: CallNoted) -> Update:
    """The same where the item is there already, for a wish not to be contacted."""
    return Update(
        part_key(KIND, point_id, f"OPEN#CALLBACK#{location_id}"),
        set=asdict(call),
        only_if=Attr("pk").exists() & Attr("callback_id").not_exists(),
        name=OPEN_CALLBACK,
    )


def open_callback_stands(point_id: str, location_id: str, changed: StandingChanged) -> Update:
    """Note how the callback owed at a location stands from now on, if it is still this one."""
    return Update(
        part_key(KIND, point_id, f"OPEN#CALLBACK#{location_id}"),
        set={f"standing.{name}": new for name, new in changed.set.items()},
        add={f"standing.{name}": number for name, number in changed.add.items()},
        append={f"standing.{name}": new for name, new in changed.append.items()},
        only_if=OpenCall(changed.callback_id).is_still_so(),
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
    return Update(key, remove=_OF_THE_CALL)


def may_have_wishes(pointer: Mapping[str, Any]) -> bool:
    """True if the item of an open call has to stay when that ends: a wish is, or was, noted."""
    return _HAS_WISHES in pointer


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
        set={"location_id": location_id, _HAS_WISHES: True},
        keep={wish_here(person_id).since: instant_text(at)},
        append={wish_here(person_id).each: [instant_text(at)]},
        only_if=known.is_still_so() if known else None,
        name=f"{NOTED_WISH_HERE}:{location_id}",
    )


def wish_lift(
    point_id: str,
    person_id: str,
    location_id: str,
    lift: Lift,
    known: OpenCall | None = None,
) -> Update:
    """Take back a wish that was noted there."""
    return Update(
        part_key(KIND, point_id, f"OPEN#CALLBACK#{location_id}"),
        set=lift.set,
        only_if=lift.only_if & known.is_still_so() if known else lift.only_if,
        name=f"{NOTED_WISH_HERE}:{location_id}",
    )


def nameless_wish_update(point_id: str, at: datetime) -> Update:
    """Note that somebody who gave no name asked not to be contacted: it may be anybody on it."""
    return wish_noted(item_key(KIND, point_id), at)


def wish_noted(key: Key, at: datetime) -> Update:
    """Note a wish beside those that an item holds; the first one stands as since when."""
    noted = instant_text(at)
    return Update(key, keep={WISH.since: noted}, append={WISH.each: [noted]})


def nameless_wish_lift(point_id: str, lift: Lift) -> Update:
    """Take back a nameless wish, with that of its profile."""
    return Update(item_key(KIND, point_id), set=lift.set, only_if=lift.only_if, name=NAMELESS_WISH)


def asked_put(
    point_id: str, kind: str, asked_id: str, expires_at: int, person_id: str | None
) -> Put:
    """Note what was asked for at an address, so that it is found once its owner is erased."""
    key = part_key(KIND, point_id, f"{kind}#{asked_id}")
    return Put({**key, "asked_id": asked_id, "person_id": person_id, "expires_at": expires_at})


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


def marks_on(pointer: Mapping[str, Any] | None) -> tuple[str, ...]:
    """The people who asked not to be contacted, each as often as they did."""
    return tuple(each for each in wishes_on(pointer) for _ in standing(pointer, wish_here(each)))
