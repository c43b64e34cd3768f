"""What can be done with callbacks, one verb each; read when first wanted."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .claiming import claim_callback, claim_next, hand_back, renew_claim
    from .incoming import log_incoming_call
    from .owing import Owed, owe_call
    from .reading import list_queue, open_callback
    from .recording import add_note, close_callback, record_attempt, snooze
    from .reporting import service_level
    from .tidying import return_stale_claims
else:
    from ...core.late import late

    __getattr__ = late(
        __name__,
        {
            "claiming": "claim_callback claim_next hand_back renew_claim",
            "incoming": "log_incoming_call",
            "owing": "Owed owe_call",
            "reading": "list_queue open_callback",
            "recording": "add_note close_callback record_attempt snooze",
            "reporting": "service_level",
            "tidying": "return_stale_claims",
        },
    )

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
    "return_stale_claims",
    "service_level",
    "snooze",
]
