"""The last alert of a location, in the table.

ALERTED#<location>    ALERTED    when whoever is on call was last alerted, and by which message
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ..platform.clock import instant_text, parse_instant
from ..platform.storage.conditions import Attr
from ..platform.storage.keys import item_key
from ..platform.storage.table import Table
from ..platform.storage.writes import Update

KIND = "ALERTED"


@dataclass(frozen=True)
class LastAlert:
    """The alert that went last, or is about to."""

    at: datetime
    message_id: str


def load_last_alert(table: Table, location_id: str) -> LastAlert | None:
    """The location's last alert, or None if there never was one."""
    item = table.get(item_key(KIND, location_id))
    return LastAlert(parse_instant(item["at"]), item["message_id"]) if item else None


def alert_turn_taken(location_id: str, message_id: str, now: datetime, apart: timedelta) -> Update:
    """Let a message be the location's alert now: refused while another was one not long ago."""
    long_ago = Attr("at").lte(instant_text(now - apart))
    return Update(
        item_key(KIND, location_id),
        set={"at": instant_text(now), "message_id": message_id},
        only_if=Attr("pk").not_exists() | long_ago | Attr("message_id").eq(message_id),
    )
