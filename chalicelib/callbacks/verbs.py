"""What can be done with callbacks, one verb each; read when first wanted."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .add_note import add_note
    from .claim import claim_callback, renew_claim
    from .claim_next import claim_next
    from .close_callback import close_callback
    from .hand_back import hand_back
    from .log_incoming_call import log_incoming_call
    from .read_queue import list_queue, open_callback
    from .record_attempt import record_attempt
    from .report_service_level import service_level
    from .return_stale_claims import return_stale_claims
    from .snooze import snooze
else:
    from ..platform.late import late

    __getattr__ = late(
        __package__,
        {
            "add_note": "add_note",
            "claim": "claim_callback renew_claim",
            "claim_next": "claim_next",
            "close_callback": "close_callback",
            "hand_back": "hand_back",
            "log_incoming_call": "log_incoming_call",
            "read_queue": "list_queue open_callback",
            "record_attempt": "record_attempt",
            "report_service_level": "service_level",
            "return_stale_claims": "return_stale_claims",
            "snooze": "snooze",
        },
    )

__all__ = [
    "add_note",
    "claim_callback",
    "claim_next",
    "close_callback",
    "hand_back",
    "list_queue",
    "log_incoming_call",
    "open_callback",
    "record_attempt",
    "renew_claim",
    "return_stale_claims",
    "service_level",
    "snooze",
]
