"""Calls to a deployed API, over HTTP as a browser makes them."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any


class SmokeError(Exception):
    """The stage did not answer as it should; the message says where."""


@dataclass(frozen=True)
class Api:
    """The API at ``url``, which ends in a slash."""

    url: str

    def get(self, path: str, **headers: str) -> Any:
        """Read. Raises SmokeError unless it is answered well."""
        return self._call("GET", path, None, headers)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        """Write. Raises SmokeError unless it is answered well."""
        return self._call("POST", path, body, headers)

    def _call(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
        content = None if body is None else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        kind = {"Content-Type": "application/json"} if content else {}
        request = urllib.request.Request(  # noqa: S310  # the stage's own address
            self.url + path, content, {**kind, **named}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                text = answer.read()
                is_json = "json" in answer.headers.get("Content-Type", "")
        except urllib.error.HTTPError as refusal:
            said = refusal.read().decode("utf-8", "replace")[:500]
            raise SmokeError(f"{method} /{path} was answered {refusal.code}: {said}") from refusal
        except OSError as failure:
            raise SmokeError(f"{method} /{path} was not answered: {failure}") from failure
        return json.loads(text) if is_json and text else text.decode("utf-8", "replace")
