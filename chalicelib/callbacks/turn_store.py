"""Turns taken while there is a flood, in the table.

    TURN#<location>    <staff id>    the side of the call that they claimed last: a group's, or not

Each member of staff has their own, so that no two write one item. In the index ``due`` it stands
under ``queue#<location>`` at ``0-turn#<at>``, so whoever looks at the queue sees it without asking.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from ..platform.clock import instant_text
from ..platform.storage.keys import part_key
from ..platform.storage.writes import Put
from .store import queue_partition
from .turn_rules import TurnTaken

KIND = "TURN"


def turn_put(location_id: str, staff_id: str, turn: TurnTaken) -> Put:
    """Store the turn that a member of staff took last."""
    return Put(
        {
            **part_key(KIND, location_id, staff_id),
            "due_pk": queue_partition(location_id),
            "due_at": f"0-turn#{instant_text(turn.at)}",
            "row": turn.model_dump(mode="json"),
            "expires_at": int((turn.at + timedelta(days=1)).timestamp()),
        }
    )


def is_turn(item: Mapping[str, Any]) -> bool:
    """True for an entry of the queue's partition that is a turn, and no callback."""
    return str(item["pk"]).startswith(f"{KIND}#")


def turn_of(item: Mapping[str, Any]) -> TurnTaken:
    """The turn that an entry of the index tells of."""
    return TurnTaken.model_validate(item["row"])
