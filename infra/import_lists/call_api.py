"""Calls to Frontdesk's own API, as its desk makes them: signed in, and sent again with one identity
until an answer comes.
"""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

TRIES = 4
_SECONDS = 30
_PASSING = frozenset({429, 500, 502, 503, 504})


class ApiError(Exception):
    """A call that was refused, or got no answer. ``status`` is 0 where none came."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


Call = Callable[[str, Mapping[str, Any], Mapping[str, str]], Any]
"""Posts a body, with headers, to a path; what it answers. Raises ApiError."""


@dataclass
class Api:
    """The API at ``url``, which ends with a slash."""

    url: str
    token: str = ""
    pause: Callable[[float], None] = field(default=time.sleep)

    def __call__(self, path: str, body: Mapping[str, Any], headers: Mapping[str, str]) -> Any:
        """POST ``body``; what it answers. Tried again while the system is busy or silent."""
        for number in range(TRIES):
            try:
                return self._once(path, body, headers)
            except ApiError as failure:
                if number + 1 == TRIES or failure.status not in _PASSING | {0}:
                    raise
            self.pause(2.0**number)
        raise AssertionError("the last try answers or raises")

    def _once(self, path: str, body: Mapping[str, Any], headers: Mapping[str, str]) -> Any:
        signed = {"Authorization": self.token} if self.token else {}
        sent = {"Content-Type": "application/json", **signed, **headers}
        content = json.dumps(body).encode()
        request = urllib.request.Request(  # noqa: S310  # the manager's own address
            f"{self.url}{path.lstrip('/')}", content, sent, method="POST"
        )
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            raise ApiError(refusal.code, said_by(refusal.read())) from None
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            raise ApiError(0, "There was no answer.") from None


def said_by(body: bytes) -> str:
    """The API's own words for a refusal (RFC 9457), with those for each field."""
    try:
        problem = json.loads(body)
        each = [str(error["message"]) for error in problem.get("errors", [])]
        return " ".join([str(problem["detail"]), *each])
    except (ValueError, KeyError, TypeError, AttributeError):
        return "This was refused."


def sign_in(call: Call, email: str, password: str, ask_code: Callable[[], str]) -> str:
    """The identity token of a member of staff. Raises ApiError, also where the desk's page is
    needed first: for a new password, or to set up an authenticator app.
    """
    answer = call("session", {"email": email, "password": password}, {})
    challenge = answer.get("challenge")
    if challenge and challenge["name"] == "SOFTWARE_TOKEN_MFA":
        answer = call(
            "session/code",
            {
                "email": email,
                "session": challenge["session"],
                "username": challenge["username"],
                "code": ask_code(),
            },
            {},
        )
        challenge = answer.get("challenge")
    if challenge:
        raise ApiError(403, "Please sign in at the desk's page first.")
    return str(answer["session"]["id_token"])
