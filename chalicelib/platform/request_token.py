"""The token of a consultation request: whoever has it sent that request, for that service.

No more is proven, and all of it is seen without looking the request up.
"""

from collections.abc import Iterable
from hmac import compare_digest

from .tokens import Keyring


def request_token(keyring: Keyring, request_id: str, service_id: str) -> str:
    """The token that the receipt of this request, which asked for this service, gives."""
    return keyring.token_for("request", f"{request_id}#{service_id}")


def proves_request(
    keyring: Keyring, request_id: str | None, token: str | None, service_ids: Iterable[str]
) -> bool:
    """True if the token was given for a request of this id that asked for one of these services."""
    if not request_id or not token:
        return False
    given = token.encode()
    theirs = (request_token(keyring, request_id, each) for each in service_ids)
    return any(compare_digest(given, each.encode()) for each in theirs)
