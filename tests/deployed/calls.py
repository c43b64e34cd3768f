"""Calls to the deployed API, over HTTP as a browser makes them."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What came back. Header names are in small letters."""

    status: int
    headers: dict[str, str]
    content: bytes

    def json(self) -> Any:
        """The content, read as JSON."""
        return json.loads(self.content)


def call(
    method: str,
    url: str,
    body: Any = None,
    *,
    token: str | None = None,
    headers: dict[str, str] | None = None,
) -> Reply:
    """Make one call; a refusal is a reply like any other. ``bytes`` are sent as they are."""
    content, kind = body, {}
    if body is not None and not isinstance(body, bytes):
        content, kind = json.dumps(body).encode(), {"Content-Type": "application/json"}
    sent = {**kind, **({"Authorization": token} if token else {}), **(headers or {})}
    request = urllib.request.Request(url, content, sent, method=method)
    try:
        with urllib.request.urlopen(request, timeout=100) as answer:
            return _reply(answer)
    except urllib.error.HTTPError as refusal:
        with refusal:
            return _reply(refusal)


def _reply(answer: Any) -> Reply:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return Reply(answer.status, headers, answer.read())
