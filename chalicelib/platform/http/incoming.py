"""A call as it came in, freed of the framework."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalice.app import Request

_UNREADABLE = b"\xff"
"""Stands for a body that cannot be decoded: no text in UTF-8 either, so it is refused as such."""


@dataclass(frozen=True)
class Incoming:
    """One call: what the gateway passed on, with header names in lower case."""

    method: str
    base_path: str
    """The API's root in the browser's view, with a slash at both ends."""
    path: Mapping[str, str]
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes
    token_fields: Mapping[str, Any]
    """The verified claims of the signed-in caller; empty when nobody signed in."""
    request_id: str
    address: str = ""
    """The caller's address, as the gateway saw it. Personal: only its keyed hash is kept."""

    @property
    def content_type(self) -> str:
        """The media type without its parameters, in lower case; empty when none was given."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def origin(self) -> str:
        """``https://host`` as the caller named it; empty when they named none.

        Amazon's gateway always says which protocol it was; the one on a laptop has only the one.
        """
        host, protocol = self.headers.get("host", ""), self.headers.get("x-forwarded-proto", "http")
        return f"{protocol}://{host}" if host else ""

    @property
    def wants_html(self) -> bool:
        """True if the caller names HTML among what it accepts: browsers do, programs do not."""
        return "text/html" in self.headers.get("accept", "").lower()


def from_chalice(request: Request) -> Incoming:
    """The framework's request as an Incoming."""
    context = request.context
    query = request.query_params
    authorizer = context.get("authorizer") or {}
    return Incoming(
        method=request.method,
        base_path=_base_path(context, request.path, request.uri_params or {}),
        path=dict(request.uri_params or {}),
        query={name: query.getlist(name) for name in query} if query is not None else {},
        headers={name.lower(): value for name, value in dict(request.headers).items()},
        body=_bytes_of(request),
        token_fields=authorizer.get("claims") or {},
        request_id=str(context.get("requestId", "")),
        address=str((context.get("identity") or {}).get("sourceIp", "")),
    )


def _bytes_of(request: Request) -> bytes:
    try:
        return bytes(request.raw_body)
    except ValueError:
        return _UNREADABLE


def _base_path(context: Mapping[str, Any], resource: str, path: Mapping[str, str]) -> str:
    """The stage's prefix (``/api/``), or that of a domain's base path mapping.

    The gateway gives the whole path as the browser sees it; what is left after taking the route's
    own part off its end is the prefix.
    """
    whole = str(context.get("path") or resource)
    own = resource
    for name, value in path.items():
        own = own.replace("{" + name + "}", value)
    prefix = whole.removesuffix(own) if own != "/" else whole
    return prefix.rstrip("/") + "/"
