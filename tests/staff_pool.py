"""A Cognito user pool in this process, for what no emulator of it does: it answers as the pool of
infra/stateful.yaml is documented to, through Amazon's own SDK, which checks what it is sent.

Codes of authenticator apps are right when they are ``CODE``; those sent by e-mail ``MAILED_CODE``.
Tokens are unsigned: the test client reads them as the gateway's verified claims.
"""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace
from typing import Any

import boto3
from botocore.config import Config

CLIENT_ID = "frontdeskclient"
CODE = "123456"
MAILED_CODE = "654321"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HOUR = 3600


def unsigned(claims: dict[str, Any]) -> str:
    """A token with these claims."""
    parts = ({"alg": "none", "typ": "JWT"}, claims)
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode() for part in parts]
    return ".".join([*(part.rstrip("=") for part in encoded), "unsigned"])


class PoolError(Exception):
    """What the pool answers with: Cognito's code, and a text that nobody should get to see."""

    def __init__(self, code: str, message: str = "a text of the service's own") -> None:
        super().__init__(code)
        self.code = code
        self.message = message


@dataclass
class Member:
    """Somebody in the pool."""

    email: str
    password: str
    groups: tuple[str, ...]
    temporary: bool = False
    has_app: bool = False
    disabled: bool = False
    had: set[str] = field(default_factory=set)
    """Passwords of earlier."""
    failures: int = 0
    used_codes: set[str] = field(default_factory=set)

    @property
    def subject(self) -> str:
        """The pool's own name for them."""
        return "staff-" + self.email.partition("@")[0]


@dataclass
class FakePool:
    """The pool. ``asks_for_app`` is MfaConfiguration ON; ``down`` makes every call fail."""

    asks_for_app: bool = False
    down: bool = False
    members: dict[str, Member] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    mailed_to: list[str] = field(default_factory=list)
    _sessions: dict[str, Member] = field(default_factory=dict)
    _verified: set[str] = field(default_factory=set)
    _refreshers: dict[str, Member] = field(default_factory=dict)
    _issued: int = 0

    def add(self, name: str, password: str, *groups: str, **how: Any) -> Member:
        """Make an account, as an administrator does."""
        member = Member(f"{name}@clinic.example", password, groups, **how)
        self.members[member.email] = member
        return member

    def forget_sessions(self) -> None:
        """Let so much time pass that no sign-in under way can be gone on with."""
        self._sessions.clear()

    def end_all(self) -> None:
        """Let a working day pass: no session can be renewed."""
        self._refreshers.clear()

    @cached_property
    def client(self) -> Any:
        """Amazon's client, with this pool at the other end of it."""
        client = boto3.client(
            "cognito-idp",
            region_name="us-east-1",
            aws_access_key_id="none",
            aws_secret_access_key="none",
            config=Config(retries={"total_max_attempts": 1}),
        )
        client.meta.events.register("before-call.cognito-idp.*", self._call)
        return client

    def operations(self) -> list[str]:
        """What was asked of the pool, in order."""
        return [operation for operation, _ in self.calls]

    def _call(self, model: Any, params: dict[str, Any], **_: Any) -> tuple[Any, dict[str, Any]]:
        given = json.loads(params["body"])
        self.calls.append((model.name, given))
        assert given.get("ClientId", CLIENT_ID) == CLIENT_ID
        try:
            answer = self._answer(_snake(model.name), given)
            return SimpleNamespace(status_code=200), answer
        except PoolError as refusal:
            error = {"Code": refusal.code, "Message": refusal.message}
            return SimpleNamespace(status_code=400), {"Error": error, "ResponseMetadata": {}}

    def _answer(self, operation: str, given: dict[str, Any]) -> dict[str, Any]:
        if self.down:
            raise PoolError("InternalErrorException")
        answer: dict[str, Any] = getattr(self, f"_{operation}")(given)
        return answer

    def _initiate_auth(self, given: dict[str, Any]) -> dict[str, Any]:
        asked = given["AuthParameters"]
        if given["AuthFlow"] == "REFRESH_TOKEN_AUTH":
            member = self._refreshers.get(asked["REFRESH_TOKEN"])
            if member is None or member.disabled:
                raise PoolError("NotAuthorizedException", "Refresh Token has been revoked")
            result = self._tokens(member)
            del result["AuthenticationResult"]["RefreshToken"]
            return result
        assert given["AuthFlow"] == "USER_PASSWORD_AUTH"
        return self._after_password(self._member(asked["USERNAME"], asked["PASSWORD"]))

    def _member(self, name: str, password: str) -> Member:
        member = self.members.get(name.lower())
        if member is None:
            raise PoolError("NotAuthorizedException", "Incorrect username or password.")
        if member.failures >= 5:
            raise PoolError("NotAuthorizedException", "Password attempts exceeded")
        if member.password != password:
            member.failures += 1
            raise PoolError("NotAuthorizedException", "Incorrect username or password.")
        if member.disabled:
            raise PoolError("NotAuthorizedException", "User is disabled.")
        member.failures = 0
        return member

    def _after_password(self, member: Member) -> dict[str, Any]:
        if member.temporary:
            return self._challenge("NEW_PASSWORD_REQUIRED", member)
        if member.has_app:
            return self._challenge("SOFTWARE_TOKEN_MFA", member)
        if self.asks_for_app:
            return self._challenge("MFA_SETUP", member)
        return self._tokens(member)

    def _respond_to_auth_challenge(self, given: dict[str, Any]) -> dict[str, Any]:
        name, answers = given["ChallengeName"], given["ChallengeResponses"]
        member = self._of_session(given["Session"])
        assert answers["USERNAME"] == member.subject
        if name == "NEW_PASSWORD_REQUIRED":
            self._set_password(member, answers["NEW_PASSWORD"])
        elif name == "SOFTWARE_TOKEN_MFA":
            self._check(member, answers["SOFTWARE_TOKEN_MFA_CODE"])
        elif name == "MFA_SETUP":
            assert given["Session"] in self._verified
            member.has_app = True
            del self._sessions[given["Session"]]
            return self._tokens(member)
        del self._sessions[given["Session"]]
        return self._tokens(member) if member.has_app else self._after_password(member)

    def _associate_software_token(self, given: dict[str, Any]) -> dict[str, Any]:
        member = self._of_session(given["Session"])
        return {"SecretCode": SECRET, "Session": self._session_of(member)}

    def _verify_software_token(self, given: dict[str, Any]) -> dict[str, Any]:
        member = self._of_session(given["Session"])
        if given["UserCode"] != CODE:
            raise PoolError("EnableSoftwareTokenMFAException", "Code mismatch")
        session = self._session_of(member)
        self._verified.add(session)
        return {"Status": "SUCCESS", "Session": session}

    def _revoke_token(self, given: dict[str, Any]) -> dict[str, Any]:
        self._refreshers.pop(given["Token"], None)
        return {}

    def _forgot_password(self, given: dict[str, Any]) -> dict[str, Any]:
        if given["Username"] in self.members:
            self.mailed_to.append(given["Username"])
        return {"CodeDeliveryDetails": {"Destination": "a***@c***", "DeliveryMedium": "EMAIL"}}

    def _confirm_forgot_password(self, given: dict[str, Any]) -> dict[str, Any]:
        member = self.members.get(given["Username"])
        if member is None or given["ConfirmationCode"] != MAILED_CODE:
            raise PoolError("CodeMismatchException")
        if given["Username"] not in self.mailed_to:
            raise PoolError("ExpiredCodeException")
        self._set_password(member, given["Password"])
        return {}

    def _check(self, member: Member, code: str) -> None:
        if code != CODE:
            raise PoolError("CodeMismatchException")
        if code in member.used_codes:
            raise PoolError("ExpiredCodeException", "Your software token has already been used")
        member.used_codes.add(code)

    def _set_password(self, member: Member, password: str) -> None:
        kinds = ("[a-z]", "[A-Z]", "[0-9]")
        if len(password) < 12 or not all(re.search(kind, password) for kind in kinds):
            raise PoolError("InvalidPasswordException")
        if password in member.had:
            raise PoolError("PasswordHistoryPolicyViolationException")
        member.had.add(member.password)
        member.password, member.temporary, member.failures = password, False, 0

    def _challenge(self, name: str, member: Member) -> dict[str, Any]:
        return {
            "ChallengeName": name,
            "Session": self._session_of(member),
            "ChallengeParameters": {"USER_ID_FOR_SRP": member.subject},
        }

    def _session_of(self, member: Member) -> str:
        session = next(self._names("session"))
        self._sessions[session] = member
        return session

    def _of_session(self, session: str) -> Member:
        if session not in self._sessions:
            raise PoolError("NotAuthorizedException", "Invalid session for the user.")
        return self._sessions[session]

    def _tokens(self, member: Member) -> dict[str, Any]:
        refresh = next(self._names("refresh"))
        self._refreshers[refresh] = member
        claims = {
            "sub": member.subject,
            "cognito:username": member.subject,
            "email": member.email,
            "token_use": "id",
            "cognito:groups": list(member.groups),
            "jti": refresh,
        }
        result = {"IdToken": unsigned(claims), "RefreshToken": refresh, "ExpiresIn": HOUR}
        return {"AuthenticationResult": {**result, "TokenType": "Bearer"}}

    def _names(self, kind: str) -> Iterator[str]:
        self._issued += 1
        yield f"{kind}-{self._issued:020}"


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
