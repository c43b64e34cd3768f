"""Messages in the table.

    MESSAGE#<id>     MESSAGE            the message; a reminder has its appointment's own id
                     EVENT#<at>#<id>    its history
    MAILED#<HMAC>    <date>             how often an address that nobody proved was written to

While a message waits it stands in ``due`` under ``message#<location>``. Every change of it is
conditional on ``due_at`` as it was read: who moves that on has the message, and whoever had it
before can no longer change it.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from ..platform.clock import instant_text
from ..platform.storage.conditions import Attr, Key
from ..platform.storage.expressions import Item
from ..platform.storage.keys import item_key, part_key
from ..platform.storage.table import Table
from ..platform.storage.writes import Put, Update
from .models import Message, MessageState

KIND = "MESSAGE"
MAILED = "MAILED"
WAITING_MESSAGE = "waiting-message"
"""Refused under this name, a message no longer waits to be sent, or others have it."""

_MAILED_IS_KEPT = timedelta(days=3)


def message_put(message: Message) -> Put:
    """Put a message in the outbox, in the place of whatever was there under its id."""
    content = message.model_dump(mode="json", exclude_none=True)
    waits = {"due_pk": _partition(message.location_id)} if message.due_at else {}
    return Put({**item_key(KIND, message.message_id), **waits, **content})


def message_called_off(message_id: str) -> Update:
    """Call a message off, if it still waits."""
    return Update(
        item_key(KIND, message_id),
        set={"state": str(MessageState.CALLED_OFF)},
        remove=("due_pk", "due_at"),
        only_if=Attr("due_pk").exists(),
        name=WAITING_MESSAGE,
    )


def message_changed(before: Message, after: Message) -> Update:
    """Bring a message from how it was read to how it is to be, if nobody else has it by now."""
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    changes: dict[str, Any] = {name: text for name, text in new.items() if text != old[name]}
    if after.due_at is None:
        changes["due_pk"] = None
    return Update(
        item_key(KIND, before.message_id),
        set=changes,
        only_if=Attr("due_at").eq(old["due_at"]),
        name=WAITING_MESSAGE,
    )


def mailed_once_more(to_point: str, day: date, most: int) -> Update:
    """Count a mail to an address that nobody proved; refused where it has had its most that day."""
    until = datetime.combine(day, datetime.min.time()) + _MAILED_IS_KEPT
    return Update(
        part_key(MAILED, to_point, day.isoformat()),
        set={"expires_at": (until - datetime(1970, 1, 1)) // timedelta(seconds=1)},  # noqa: DTZ001
        add={"mails": 1},
        only_if=Attr("mails").not_exists() | Attr("mails").lt(most),
    )


def load_message(table: Table, message_id: str) -> Message | None:
    """The message of this id as it now stands, or None."""
    item = table.get(item_key(KIND, message_id))
    return Message.model_validate(item) if item else None


def load_message_at(table: Table, item: Item) -> Message | None:
    """The message that an entry of the index stands for, as it now stands, or None."""
    found = table.get({"pk": item["pk"], "sk": item["sk"]})
    return Message.model_validate(found) if found else None


def load_due_messages(table: Table, location_id: str, now: datetime) -> Iterator[Item]:
    """Messages of a location whose time has come, as the index knows them; the oldest first."""
    due = Key("due_pk").eq(_partition(location_id)) & Key("due_at").lte(instant_text(now))
    return table.query_all(due, index="due", page_size=100)


def _partition(location_id: str) -> str:
    return f"message#{location_id}"
