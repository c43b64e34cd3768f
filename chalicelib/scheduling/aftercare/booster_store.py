"""Boosters in the table: ``BOOSTER#<person id>`` holds somebody's last infusion.

Until somebody was asked to call about a booster, it stands in ``due`` under
``appointment#<location>``, the location of that infusion: one entry for a person, however many
infusions there were.
"""

from datetime import datetime

from ...platform.clock import instant_text
from ...platform.storage.conditions import Attr, Condition
from ...platform.storage.expressions import Item
from ...platform.storage.keys import item_key
from ...platform.storage.table import Table
from ...platform.storage.writes import Delete, Put, Update
from ..appointments.store import appointment_partition
from .booster_rules import LastInfusion

KIND = "BOOSTER"
LAST_INFUSION = "last-infusion"
"""The name of the write that notes the last infusion, or when to look at it again."""


def infusion_put(last: LastInfusion) -> Put:
    """Note an infusion, if none is known that was later."""
    earlier = Attr("pk").not_exists() | Attr("given_at").lt(instant_text(last.given_at))
    return Put(_item(last), earlier, LAST_INFUSION)


def _item(last: LastInfusion) -> Item:
    content = last.model_dump(mode="json", exclude_none=True)
    due = {"due_pk": appointment_partition(last.location_id)} if last.due_at else {}
    return {**item_key(KIND, last.person_id), **due, **content}


def infusion_taken_back(last: LastInfusion, before: LastInfusion | None) -> Put | Delete:
    """Let the infusion ``before`` be the last one again, if nothing was noted since."""
    unmoved = Attr("appointment_id").eq(last.appointment_id)
    if before is None:
        return Delete(item_key(KIND, last.person_id), only_if=unmoved, name=LAST_INFUSION)
    return Put(_item(before), unmoved, LAST_INFUSION)


def looked_at_later(last: LastInfusion, until: datetime, now: datetime) -> Update:
    """Let it wait, if it is still the last infusion and due."""
    return Update(
        item_key(KIND, last.person_id),
        set={"due_at": instant_text(until)},
        only_if=_still_due(last, now),
        name=LAST_INFUSION,
    )


def settled(
    last: LastInfusion, now: datetime, callback_id: str | None, occasion: str | None
) -> Update:
    """Nobody has to look at it any more, if it is still the last infusion and due.

    It knows the call that it came to, should the infusion turn out not to have been given.
    """
    return Update(
        item_key(KIND, last.person_id),
        set={"callback_id": callback_id, "occasion": occasion},
        remove=("due_pk", "due_at"),
        only_if=_still_due(last, now),
        name=LAST_INFUSION,
    )


def _still_due(last: LastInfusion, now: datetime) -> Condition:
    same: Condition = Attr("appointment_id").eq(last.appointment_id)
    return same & Attr("due_at").lte(instant_text(now))


def load_infusion_of(table: Table, person_id: str) -> LastInfusion | None:
    """The last infusion of a person as it now stands, or None."""
    found = table.get(item_key(KIND, person_id))
    return LastInfusion.model_validate(found) if found else None


def load_last_infusion(table: Table, item: Item) -> LastInfusion | None:
    """The last infusion that an entry of an index stands for, as it now stands, or None."""
    found = table.get({"pk": item["pk"], "sk": item["sk"]})
    return LastInfusion.model_validate(found) if found else None
