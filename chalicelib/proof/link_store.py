"""Links that were asked for, in the table.

LINK#<link id>   LINK              what stands for the reference and the address that were typed
EVENT#<at>#<id> that it was asked for
"""

from ..platform.storage.conditions import Attr
from ..platform.storage.keys import Key, item_key
from ..platform.storage.table import Table
from ..platform.storage.writes import Put
from .link_models import AskedLink

KIND = "LINK"


def link_key(link_id: str) -> Key:
    """The key of a link that was asked for."""
    return item_key(KIND, link_id)


def link_put(asked: AskedLink) -> Put:
    """Store that a link is asked for."""
    content = asked.model_dump(mode="json", exclude_none=True)
    return Put({**link_key(asked.link_id), **content}, Attr("pk").not_exists())


def load_link(table: Table, link_id: str) -> AskedLink | None:
    """The link that was asked for under this id, or None."""
    item = table.get(link_key(link_id))
    return AskedLink.model_validate(item) if item else None
