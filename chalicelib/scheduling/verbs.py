"""What can be done with the schedule, one verb each; read when first wanted."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .aftercare.follow_up import follow_up_visits
    from .day.add_slot import add_slot
    from .day.block import block, unblock
    from .day.day_sheet import day_sheet
    from .day.publish import publish, publish_to_horizon
    from .day.withdraw import withdraw
    from .slots.expire_holds import expire_holds
    from .slots.list_available import availability
    from .slots.release_slots import release_slots
    from .waitlist.offer_freed_slot import offer_freed_slots
else:
    from ..platform.late import late

    __getattr__ = late(
        __package__,
        {
            "day.add_slot": "add_slot",
            "day.block": "block unblock",
            "day.day_sheet": "day_sheet",
            "aftercare.follow_up": "follow_up_visits",
            "slots.expire_holds": "expire_holds",
            "slots.list_available": "availability",
            "day.publish": "publish publish_to_horizon",
            "slots.release_slots": "release_slots",
            "day.withdraw": "withdraw",
            "waitlist.offer_freed_slot": "offer_freed_slots",
        },
    )

__all__ = [
    "add_slot",
    "availability",
    "block",
    "day_sheet",
    "expire_holds",
    "follow_up_visits",
    "offer_freed_slots",
    "publish",
    "publish_to_horizon",
    "release_slots",
    "unblock",
    "withdraw",
]
