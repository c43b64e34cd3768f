"""Read from the table's stream which messages were just filed. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..platform.storage.expressions import Item
from .store import is_message_key


def messages_filed(event: Mapping[str, Any]) -> Iterator[Item]:
    """The keys of the messages that an event of the stream tells of, in its order.

    The stream has the keys of items and nothing else. Whatever is no new message is passed over:
    production's stream is filtered before it comes here, a laptop's is not.
    """
    for record in event.get("Records", ()):
        keys = record.get("dynamodb", {}).get("Keys", {})
        pk, sk = keys.get("pk", {}).get("S", ""), keys.get("sk", {}).get("S", "")
        key = {"pk": pk, "sk": sk}
        if record.get("eventName") == "INSERT" and is_message_key(key):
            yield key
