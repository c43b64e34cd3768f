"""An item's history in the table: written in the same transaction as the change."""

from collections.abc import Iterator

from ..clock import instant_text
from .conditions import Key
from .events import Event
from .expressions import Item
from .keys import part_key
from .table import Table
from .writes import Put

EVENT_PREFIX = "EVENT#"


def event_put(kind: str, item_id: str, event: Event) -> Put:
    """The write that adds ``event`` to the history of an item."""
    key = part_key(kind, item_id, f"{EVENT_PREFIX}{instant_text(event.at)}#{event.event_id}")
    return Put({**key, **event.model_dump()})


def is_event(item: Item) -> bool:
    """True for a line of history."""
    return str(item["sk"]).startswith(EVENT_PREFIX)


def load_events(table: Table, kind: str, item_id: str) -> Iterator[Event]:
    """The history of an item, oldest first."""
    condition = Key("pk").eq(f"{kind}#{item_id}") & Key("sk").begins_with(EVENT_PREFIX)
    return (Event.model_validate(item) for item in table.query_all(condition))
