"""The deployed whole's walks, walked in this process: its calls, on the application itself."""

import json
from dataclasses import dataclass, field
from typing import Any

from chalice.test import Client

from tests.conftest import FixedClock
from tests.deployed.calls import Reply

from .conftest import token


@dataclass
class InProcess:
    """Takes the calls that walks make of a deployed stage; time passes from one to the next."""

    client: Client
    clock: FixedClock
    tokens: dict[str, str] = field(default_factory=dict)

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Reply:
        """Call the API at ``path`` (without a leading slash)."""
        self.clock.forward(seconds=1)
        kind, content = {}, body
        if body is not None and not isinstance(body, bytes):
            content, kind = json.dumps(body).encode(), {"Content-Type": "application/json"}
        sent = {**kind, **({"Authorization": token} if token else {}), **(headers or {})}
        answer = self.client.http.request(method, f"/{path}", headers=sent, body=content or b"")
        given = {name.lower(): value for name, value in answer.headers.items()}
        return Reply(answer.status_code, given, answer.body)

    def token(self, *roles: str) -> str:
        """An identity token of somebody with these roles."""
        return token("staff-mia", *roles)
