"""A member of staff for one walk: made by an administrator, signed in as everybody, then gone."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from chalicelib.staff.access import FRONT_DESK
from infra.smoke.calls import Api, SmokeError

_EMAIL = "smoke-test@frontdesk.example"


@dataclass(frozen=True)
class VisitingStaff:
    """The account of one walk, in the user pool that ``cognito`` administers."""

    cognito: Any
    pool: str
    api: Api
    clock: Callable[[], float]

    @contextmanager
    def there(self) -> Iterator[Callable[[], str]]:
        """While the block runs they can sign in, by what it gets; no mail goes to them."""
        password = f"Aa1-{secrets.token_urlsafe(18)}"
        self._remove()
        self.cognito.admin_create_user(
            UserPoolId=self.pool,
            Username=_EMAIL,
            MessageAction="SUPPRESS",
            UserAttributes=[
                {"Name": "email", "Value": _EMAIL},
                {"Name": "email_verified", "Value": "true"},
            ],
        )
        try:
            who = {"UserPoolId": self.pool, "Username": _EMAIL}
            self.cognito.admin_set_user_password(**who, Password=password, Permanent=True)
            self.cognito.admin_add_user_to_group(**who, GroupName=FRONT_DESK)
            yield lambda: self._sign_in(password)
        finally:
            self._remove()

    def _sign_in(self, password: str) -> str:
        answer = self.api.post("session", {"email": _EMAIL, "password": password})
        challenge = answer.get("challenge")
        if challenge and challenge["name"] == "MFA_SETUP":
            step = {name: challenge[name] for name in ("session", "username")}
            code = code_of_app(challenge["setup"]["secret"], self.clock())
            answer = self.api.post("session/authenticator", {"email": _EMAIL, "code": code, **step})
        if not answer.get("session"):
            raise SmokeError("signing in asks for a step that is not known here")
        return str(answer["session"]["id_token"])

    def _remove(self) -> None:
        with suppress(self.cognito.exceptions.UserNotFoundException):
            self.cognito.admin_delete_user(UserPoolId=self.pool, Username=_EMAIL)


def code_of_app(secret: str, at: float) -> str:
    """The code that an authenticator app shows at this moment (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, int(at // 30).to_bytes(8, "big"), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
