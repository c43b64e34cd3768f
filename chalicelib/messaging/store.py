"""Messages in the table.

    MESSAGE#<about>   MESSAGE            the thing's reminder, which has the thing's own id
                      MESSAGE#<id>       a message about it, which has the id <about>_<id>
    MESSAGE#<the message's id>
                      EVENT#<at>#<id>    its history
    MAILED#<HMAC>     <date>             how often a mailbox that nobody proved was written to

All that was or will be told about a thing is one query, and costs no write of its own: the desk
finds a person's messages by the things that are filed under them.

While a message waits it stands in ``due`` under ``message#<location>``. Every change of it is
conditional on ``due_at`` as it was read: who moves that on has the message, and whoever had it
before can no longer change it. One that did not go, and that the desk is to see to, stands under
``unsent#<location>`` by the instant since when; no job asks that partition.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
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

UNDONE = "undone"
"""The reason for which a message is called off that tells what staff took back."""

_MAILED_IS_KEPT = timedelta(days=3)


def message_put(message: Message) -> Put:
    """Put a message in the outbox, in the place of whatever was there under its id."""
    content = message.model_dump(mode="json", exclude_none=True)
    due = _partition_of(message)
    return Put({**message_key(message.message_id), **({"due_pk": due} if due else {}), **content})


def message_put_unless_waiting(message: Message) -> Put:
    """Put a message in the outbox, unless one waits there under its id."""
    waits = str(MessageState.WAITING)
    return replace(message_put(message), only_if=Attr("state").ne(waits))


def message_called_off(message_id: str) -> Update:
    """Call a message off, if it still waits."""
    return Update(
        message_key(message_id),
        set={"state": str(MessageState.CALLED_OFF), "last_error": UNDONE},
        remove=("due_pk", "due_at"),
        only_if=Attr("due_pk").exists(),
        name=WAITING_MESSAGE,
    )


def message_changed(before: Message, after: Message) -> Update:
    """Bring a message from how it was read to how it is to be, if nobody else has it by now."""
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    changes: dict[str, Any] = {name: text for name, text in new.items() if text != old[name]}
    if _partition_of(before) != _partition_of(after):
        changes["due_pk"] = _partition_of(after)
    due_at = Attr("due_at")
    return Update(
        message_key(before.message_id),
        set=changes,
        only_if=due_at.eq(old["due_at"]) if before.due_at else due_at.not_exists(),
        name=WAITING_MESSAGE,
    )


def message_asked_again(before: Message, after: Message) -> Update:
    """The same where it waits no more, if nobody had it sent again meanwhile."""
    update = message_changed(before, after)
    again = Attr("asked_again")
    unasked = again.eq(before.asked_again)
    if not before.asked_again:
        unasked = unasked | again.not_exists()
    return replace(update, only_if=unasked & Attr("state").eq(str(before.state)))


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
    item = table.get(message_key(message_id))
    return Message.model_validate(item) if item else None


def load_message_at(table: Table, item: Item) -> Message | None:
    """The message that an entry of the index stands for, as it now stands, or None."""
    found = table.get({"pk": item["pk"], "sk": item["sk"]})
    return Message.model_validate(found) if found else None


def load_due_messages(table: Table, location_id: str, now: datetime) -> Iterator[Item]:
    """Messages of a location whose time has come, as the index knows them; the oldest first."""
    due = Key("due_pk").eq(_partition(location_id)) & Key("due_at").lte(instant_text(now))
    return table.query_all(due, index="due", page_size=100)


def load_longest_due(table: Table, location_id: str, now: datetime) -> Item | None:
    """The message of a location that is due longest, as the index knows it; None if none is."""
    due = Key("due_pk").eq(_partition(location_id)) & Key("due_at").lte(instant_text(now))
    return next(iter(table.query(due, index="due", limit=1).items), None)


def is_message_key(key: Mapping[str, str]) -> bool:
    """True for the key of a message; that of a line of its history is another."""
    sk = key["sk"]
    return key["pk"].startswith(f"{KIND}#") and (sk == KIND or sk.startswith(f"{KIND}#"))


def load_messages_about(table: Table, about: str) -> list[Message]:
    """All messages about a thing, its reminder first, then the oldest: one query."""
    theirs = Key("pk").eq(f"{KIND}#{about}") & Key("sk").begins_with(KIND)
    return [Message.model_validate(item) for item in table.query_all(theirs)]


def load_unsent(table: Table, location_id: str, limit: int) -> tuple[list[Message], bool]:
    """The first messages of a location that the desk is to see to, and whether there are more."""
    page = table.query(Key("due_pk").eq(_unsent(location_id)), index="due", limit=limit)
    keys = [{"pk": str(item["pk"]), "sk": str(item["sk"])} for item in page.items]
    found = table.get_many(keys) if keys else []
    return [Message.model_validate(item) for item in found], page.next_start is not None


def id_about(about: str, own_id: str) -> str:
    """The id of a message about a thing: it leads to where the message is kept."""
    return f"{about}{_OWN}{own_id}"


_OWN = "_"


def message_key(message_id: str) -> dict[str, str]:
    """The key of a message: it is kept with all others about its thing."""
    about, _, own_id = message_id.partition(_OWN)
    return part_key(KIND, about, f"{KIND}#{own_id}") if own_id else item_key(KIND, about)


def _partition_of(message: Message) -> str | None:
    """The partition of the index that a message stands in, if it stands in any."""
    if message.due_at is None:
        return None
    waits = message.state is MessageState.WAITING
    return _partition(message.location_id) if waits else _unsent(message.location_id)


def _unsent(location_id: str) -> str:
    return f"unsent#{location_id}"


def _partition(location_id: str) -> str:
    return f"message#{location_id}"
