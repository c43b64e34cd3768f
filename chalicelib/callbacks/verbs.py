"""What can be done with callbacks, one verb each; read when first wanted."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .claim import claim_callback, claim_next, hand_back, renew_claim
    from .log_incoming_call import log_incoming_call
    from .open_or_merge import Owed, owe_call
    from .read_queue import list_queue, open_callback
    from .record_attempt import add_note, close_callback, record_attempt, snooze
    from .report_service_level import service_level
    from .return_stale_claims import return_stale_claims
else:
    from ..platform.late import late

    __getattr__ = late(
        __package__,
        {
            "claim": "claim_callback claim_next hand_back renew_claim",
            "log_incoming_call": "log_incoming_call",
            "open_or_merge": "Owed owe_call",
            "read_queue": "list_queue open_callback",
            "record_attempt": "add_note close_callback record_attempt snooze",
            "report_service_level": "service_level",
            "return_stale_claims": "return_stale_claims",
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
