"""What can be done with the schedule, one verb each; read when first wanted."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .adding import add_slot
    from .blocking import block, unblock
    from .day_sheets import day_sheet
    from .following_up import follow_up_visits
    from .lapsing import expire_holds
    from .offering import availability
    from .publishing import publish, publish_to_horizon
    from .releasing import release_slots
    from .withdrawing import withdraw
else:
    from ...core.late import late

    __getattr__ = late(
        __name__,
        {
            "adding": "add_slot",
            "blocking": "block unblock",
            "day_sheets": "day_sheet",
            "following_up": "follow_up_visits",
            "lapsing": "expire_holds",
            "offering": "availability",
            "publishing": "publish publish_to_horizon",
            "releasing": "release_slots",
            "withdrawing": "withdraw",
        },
    )

__all__ = [
    "add_slot",
    "availability",
    "block",
    "day_sheet",
    "expire_holds",
    "follow_up_visits",
    "publish",
    "publish_to_horizon",
    "release_slots",
    "unblock",
    "withdraw",
]
