"""Rules of cancellations: what is owed for what was written with one. Pure."""

from ...clinic import Urgency
from ...safety.crisis import Level, read_signs

_URGENCY = {Level.NONE: None, Level.PANEL: Urgency.URGENT, Level.CRISIS: Urgency.CRISIS}


def danger_in(reason: str | None) -> Urgency | None:
    """The urgency of a call for words by which somebody may be in danger; None for all others."""
    return _URGENCY[read_signs(reason).level] if reason else None
