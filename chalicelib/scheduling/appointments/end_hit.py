"""End what a closing did to an appointment: its patient moved it, or canceled it."""

from ...callbacks.withdraw_occasion import withdraw_occasion
from ...platform.unit_of_work import VISITOR, UnitOfWork
from .models import Appointment


def no_longer_hit(work: UnitOfWork, before: Appointment) -> None:
    """Collect that nobody need call about it, if its patient changed it themselves.

    Where staff did, they are on the phone: how the call went, they say.
    """
    if before.closing is not None and work.by == VISITOR:
        callback_id, occasion_id = before.closing.callback_id, before.closing.occasion_id
        withdraw_occasion(work, callback_id, occasion_id, unless_tried=True)
