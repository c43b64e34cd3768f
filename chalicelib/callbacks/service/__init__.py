"""What can be done with callbacks, one verb each."""

from .claiming import claim_callback, claim_next, hand_back, renew_claim
from .incoming import log_incoming_call
from .owing import Owed, owe_call
from .reading import list_queue, open_callback
from .recording import add_note, close_callback, record_attempt, snooze
from .reporting import service_level

__all__ = [
    "Owed",
    "add_note",
    "claim_callback",
    "claim_next",
    "close_callback",
    "hand_back",
    "list_queue",
    "log_incoming_call",
    "open_callback",
    "owe_call",
    "record_attempt",
    "renew_claim",
    "service_level",
    "snooze",
]
