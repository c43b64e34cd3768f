"""Everything that is keyed with the stack's secret: derived ids, visitor tokens, sealed tokens."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from functools import cached_property
from typing import Any

from .errors import TokenError
from .ids import base32


class Keyring:
    """Derives and checks values under the stack's secret. The secret is fetched at first use.

    Each method takes a ``purpose``, so that a value made for one is worth nothing for another.
    """

    def __init__(self, fetch_secret: Callable[[], str]) -> None:
        self._fetch_secret = fetch_secret

    @cached_property
    def _secret(self) -> bytes:
        return self._fetch_secret().encode()

    def _mac(self, purpose: str, message: bytes) -> bytes:
        return hmac.digest(self._secret, purpose.encode() + b"\0" + message, "sha256")

    def derived_id(self, purpose: str, value: str) -> str:
        """26 characters that stand for ``value`` and do not tell it (HMAC-SHA-256, 128 bits)."""
        return base32(self._mac(purpose, value.encode())[:16])

    def token_for(self, purpose: str, subject: str) -> str:
        """The bearer token of ``subject``: the same each time, not to be guessed (256 bits)."""
        return _encode(self._mac(f"token:{purpose}", subject.encode()))

    def seal(self, purpose: str, content: dict[str, Any]) -> str:
        """``content`` as text that a client can carry, and neither read nor alter.

        The same content is the same text each time: a repeated answer is the first one's. Its seal
        is what its veil is made of, as in AES-SIV (RFC 5297), so that nothing has to be drawn, and
        no two contents share a veil. HMAC stands for the cipher: the runtime has no other.
        """
        body = json.dumps(content, separators=(",", ":"), sort_keys=True).encode()
        return self._sealed(purpose, body)

    def _sealed(self, purpose: str, body: bytes) -> str:
        seal = self._mac(f"seal:{purpose}", body)[:16]
        return f"{_encode(self._veiled(purpose, seal, body))}.{_encode(seal)}"

    def _veiled(self, purpose: str, seal: bytes, body: bytes) -> bytes:
        """``body`` under the veil of this seal; veiled twice, it is to be seen again."""
        parts = range(-(-len(body) // 32))
        veil = [self._mac(f"veil:{purpose}", seal + part.to_bytes(4, "big")) for part in parts]
        bits = int.from_bytes(body) ^ int.from_bytes(b"".join(veil)[: len(body)])
        return bits.to_bytes(len(body))

    def unseal(self, purpose: str, token: str) -> dict[str, Any]:
        """The content given to ``seal``. Raises TokenError for anything that it did not make."""
        try:
            given = token.encode("ascii")
            veiled, seal = (_decode(part) for part in token.split(".", 1))
        except ValueError as garbled:
            raise TokenError("The token cannot be read.") from garbled
        body = self._veiled(purpose, seal, veiled)
        # Compared as text: base 64 has several spellings of the same bits, and one is ours.
        if not hmac.compare_digest(given, self._sealed(purpose, body).encode()):
            raise TokenError("The token was not made here, or was altered.")
        content: dict[str, Any] = json.loads(body)
        return content


def token_hash(token: str) -> str:
    """The part of a bearer token that is stored: its SHA-256, in hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_matches(token: str, stored_hash: str) -> bool:
    """True if ``stored_hash`` was made of ``token``; compared in constant time."""
    return hmac.compare_digest(token_hash(token), stored_hash)


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), b"-_", validate=True)
