"""Contacts in the table.

    CONTACT#<contact id>   CONTACT                        the profile
                           EVENT#<at>#<id>                who opened it
                           PART#<at>#<kind>#<id>          something of theirs, such as a request
                           OPEN#CALLBACK#<location>       the callback that is owed there, and
                                                          who asked not to be contacted
                           OPEN#APPOINTMENT#<start>#<id>  an appointment that lies ahead
                           OPEN#WAIT#<location>#<service> their one entry on a waitlist
                           OPEN#!                         how often one was booked or offered
    CONTACT#<email's id>   SAME-AS#<contact id>           a contact that is filed by their number

For what lies ahead see commitments_store.py.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ..platform.clock import instant_text
from ..platform.storage.conditions import Attr, Key
from ..platform.storage.expressions import Item
from ..platform.storage.keys import item_key, part_key
from ..platform.storage.table import Page, Table
from ..platform.storage.writes import Check, Delete, Put, Update, Write
from .models import Contact, Person

KIND = "CONTACT"
OPEN_CALLBACK = "open-callback"
"""The name of the write that claims a contact's one open callback at a location."""

MAY_BE_CONTACTED = "may-be-contacted"
"""The name of the check that nobody is called who asked not to be."""

CALL_ENDED = "call-ended"
"""The name of the write by which no call is owed any more: refused, the item has to stay."""

_HAS_WISHES = "do_not_contact"
_WISH = "do_not_contact_"
"""One attribute for each person, so that a wish is noted without reading."""

NOTED_WISH = "noted-wish"
"""The name of the write that takes back a wish not to be contacted."""


def person_writes(person: Person, email_id: str | None, at: datetime) -> list[Write]:
    """Bring the profile up to what is now known. Whatever is not told anew stays as it was."""
    known = person.model_dump(exclude={"point_id"}, exclude_none=True)
    if person.consented_at is not None:
        known["consented_at"] = instant_text(person.consented_at)
        known["do_not_contact_since"] = None
    profile = Update(
        item_key(KIND, person.point_id),
        set={"point_id": person.point_id, "last_seen_at": instant_text(at), **known},
        keep={"first_seen_at": instant_text(at)},
    )
    if email_id is None or email_id == person.point_id:
        return [profile]
    alias = part_key(KIND, email_id, f"SAME-AS#{person.point_id}")
    return [profile, Put({**alias, "point_id": person.point_id})]


def part_put(point_id: str, kind: str, part_id: str, at: datetime) -> Put:
    """File something under its contact, by time."""
    key = part_key(KIND, point_id, f"PART#{instant_text(at)}#{kind}#{part_id}")
    return Put({**key, "kind": kind, "part_id": part_id, "at": instant_text(at)})


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


def wish_update(point_id: str, person_id: str, location_id: str, at: datetime) -> Update:
    """Note where a location's open call is noted that a person asked not to be contacted."""
    return Update(
        part_key(KIND, point_id, f"OPEN#CALLBACK#{location_id}"),
        set={
            "location_id": location_id,
            _HAS_WISHES: True,
            f"{_WISH}{person_id}": instant_text(at),
        },
    )


def wish_lift(point_id: str, person_id: str, location_id: str, since: datetime) -> Update:
    """Take back a wish that was noted there at ``since``, if it still is that."""
    attribute = f"{_WISH}{person_id}"
    return Update(
        part_key(KIND, point_id, f"OPEN#CALLBACK#{location_id}"),
        remove=(attribute,),
        only_if=Attr(attribute).eq(instant_text(since)),
        name=f"{NOTED_WISH}:{location_id}",
    )


def wishes_on(pointer: Mapping[str, Any] | None) -> dict[str, str]:
    """The people who asked not to be contacted, with the instant, as the item tells."""
    marked = (pointer or {}).items()
    return {
        name.removeprefix(_WISH): str(since) for name, since in marked if name.startswith(_WISH)
    }


def do_not_contact_update(point_id: str, at: datetime) -> Update:
    """The person asked not to be contacted."""
    return Update(item_key(KIND, point_id), set={"do_not_contact_since": instant_text(at)})


def do_not_contact_lift(point_id: str, since: datetime) -> Update:
    """Take back the wish not to be contacted that was noted at ``since``, if it still is that."""
    return Update(
        item_key(KIND, point_id),
        set={"do_not_contact_since": None},
        only_if=Attr("do_not_contact_since").eq(instant_text(since)),
        name=NOTED_WISH,
    )


def may_be_contacted(point_id: str) -> Check:
    """The person has not asked to be left alone."""
    return Check(
        item_key(KIND, point_id),
        only_if=Attr("do_not_contact_since").not_exists(),
        name=MAY_BE_CONTACTED,
    )


def load_contacts(table: Table, filed_under: str) -> list[Contact]:
    """The contacts that an id made of a number or an address leads to; it may be none."""
    aliases = Key("pk").eq(f"{KIND}#{filed_under}") & Key("sk").begins_with("SAME-AS#")
    others = [str(alias["point_id"]) for alias in table.query(aliases).items]
    found = (load_contact(table, point_id) for point_id in [filed_under, *others])
    return [contact for contact in found if contact is not None]


def load_contact(table: Table, point_id: str) -> Contact | None:
    """The profile of this id, or None."""
    item = table.get(item_key(KIND, point_id))
    return Contact.model_validate(item) if item else None


def load_parts(table: Table, point_id: str, start: Item | None, limit: int) -> Page:
    """A page of the things filed under a contact, newest first."""
    condition = Key("pk").eq(f"{KIND}#{point_id}") & Key("sk").begins_with("PART#")
    return table.query(condition, newest_first=True, limit=limit, start=start)
