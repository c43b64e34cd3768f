"""The token of a consultation request: whoever has it sent that request, and no more is proven."""

from hmac import compare_digest

from .tokens import Keyring


def request_token(keyring: Keyring, request_id: str) -> str:
    """The token that the receipt of this request gives."""
    return keyring.token_for("request", request_id)


def proves_request(keyring: Keyring, request_id: str | None, token: str | None) -> bool:
    """True if the token was given for a request of this id. It is seen without looking it up."""
    if not request_id or not token:
        return False
    return compare_digest(token.encode(), request_token(keyring, request_id).encode())
