"""What can be done with the schedule, one verb each."""

from .adding import add_slot
from .blocking import block, unblock
from .day_sheet import day_sheet
from .offering import availability
from .publishing import publish, publish_to_horizon
from .withdrawing import withdraw

__all__ = [
    "add_slot",
    "availability",
    "block",
    "day_sheet",
    "publish",
    "publish_to_horizon",
    "unblock",
    "withdraw",
]
