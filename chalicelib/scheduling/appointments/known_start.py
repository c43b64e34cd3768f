"""Find the start of an appointment that its patient knows, from the news of it that went."""

from datetime import datetime

from ...platform.clock import instant_text
from ...platform.runtime import Runtime
from ...platform.storage.history import load_events
from ..slots.store import start_of
from . import store
from .models import Appointment


def is_known_start(known: str | None, starts_at: datetime) -> bool:
    """True if the news named this start: that of one appointment, or one of a whole series. Pure.

    ``known`` is the news as it was noted when it went; None if none did.
    """
    return known is not None and instant_text(starts_at) in known.split()


def known_start(run: Runtime, appointment: Appointment, known: str | None) -> datetime | None:
    """The last start of the appointment that the news named, or None if it named none.

    Moved and canceled before anybody was told of the move, it is known by the time before.
    """
    if known is None:
        return None
    if is_known_start(known, appointment.starts_at):
        return appointment.starts_at
    events = load_events(run.table, store.KIND, appointment.appointment_id)
    left = [start_of(str(each.details["from"])) for each in events if each.what == "rescheduled"]
    return next((at for at in reversed(left) if is_known_start(known, at)), None)
