"""The user pool that staff sign in to: its calls, with its failures turned into the error tree.

None of these calls is signed: whoever knows the password, the session or the refresh token may make
them. Passwords, codes and tokens go through here and are kept nowhere; no error holds one.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from functools import cached_property
from typing import Any, NamedTuple

from botocore.exceptions import (
    ClientError,
    ConnectionError,  # noqa: A004  # the driver's, for what never reached the pool
    HTTPClientError,
    IncompleteReadError,
)

from .errors import FrontdeskError, UnavailableError
from .whole_answers import is_no_verdict, mark_damaged_answers, whole


class Refusal(Enum):
    """The pool's reason for a no, as far as it matters to the one who signs in."""

    NOT_RIGHT = "password, session or token is not right, or not any more"
    TOO_MANY = "too many tries"
    CODE_WRONG = "the code is not right"
    CODE_OVER = "the code was used before, or has run out"
    PASSWORD_WEAK = "the new password is against the pool's policy"


_MEANINGS = {
    "NotAuthorizedException": Refusal.NOT_RIGHT,
    "UserNotFoundException": Refusal.NOT_RIGHT,
    "UserNotConfirmedException": Refusal.NOT_RIGHT,
    "PasswordResetRequiredException": Refusal.NOT_RIGHT,
    "InvalidParameterException": Refusal.NOT_RIGHT,
    "UnauthorizedException": Refusal.NOT_RIGHT,
    "UnsupportedTokenTypeException": Refusal.NOT_RIGHT,
    "TooManyRequestsException": Refusal.TOO_MANY,
    "LimitExceededException": Refusal.TOO_MANY,
    "TooManyFailedAttemptsException": Refusal.TOO_MANY,
    "CodeMismatchException": Refusal.CODE_WRONG,
    "EnableSoftwareTokenMFAException": Refusal.CODE_WRONG,
    "ExpiredCodeException": Refusal.CODE_OVER,
    "InvalidPasswordException": Refusal.PASSWORD_WEAK,
    "PasswordHistoryPolicyViolationException": Refusal.PASSWORD_WEAK,
}

_BUSY = {
    "CodeDeliveryFailureException",
    "ConcurrentModificationException",
    "InternalErrorException",
    "InternalFailure",
    "ServiceUnavailable",
    "ThrottlingException",
}

_LOCKED_OUT = "Password attempts exceeded"
"""The pool's words, under the code of a wrong password, for who tried too often."""


class PoolRefusedError(FrontdeskError):
    """The user pool said no; ``why`` tells what about. Services turn it into what it means."""

    def __init__(self, why: Refusal) -> None:
        super().__init__("The user pool refused.")
        self.why = why


class Tokens(NamedTuple):
    """Tokens that a sign-in gives. ``expires_in`` is in seconds, from now."""

    id_token: str
    refresh_token: str
    expires_in: int


class Step(NamedTuple):
    """A step of a sign-in: signed in with ``tokens``, or asked for one thing more.

    ``challenge`` is Cognito's name for that; ``session`` and ``username`` go with the answer.
    """

    tokens: Tokens | None
    challenge: str
    session: str
    username: str


class StaffPool:
    """The user pool, spoken to as its app client ``client_id``.

    Every method raises PoolRefusedError when the pool says no, and UnavailableError when no whole
    and valid answer of it came back; what was asked for may then be done or not.
    """

    def __init__(self, make_client: Callable[[], Any], client_id: str) -> None:
        self._make_client = make_client
        self._client_id = client_id

    @cached_property
    def _client(self) -> Any:
        client = self._make_client()
        mark_damaged_answers(client)
        return client

    def sign_in(self, email: str, password: str) -> Step:
        """Begin with a password."""
        parameters = {"USERNAME": email, "PASSWORD": password}
        return _step(self._initiate("USER_PASSWORD_AUTH", parameters), email)

    def answer(self, challenge: str, session: str, username: str, given: Mapping[str, str]) -> Step:
        """Answer what a step asked for."""
        with _failures_translated():
            answer = whole(
                self._client.respond_to_auth_challenge(
                    ClientId=self._client_id,
                    ChallengeName=challenge,
                    Session=session,
                    ChallengeResponses={"USERNAME": username, **given},
                )
            )
        return _step(answer, username)

    def new_authenticator(self, session: str) -> tuple[str, str]:
        """A secret for an authenticator app, and the session to go on with."""
        with _failures_translated():
            given = self._client.associate_software_token(Session=session)
            answer = whole(given, "SecretCode", "Session")
        return answer["SecretCode"], answer["Session"]

    def verify_authenticator(self, session: str, code: str) -> str:
        """Prove that the app knows the secret; the session to go on with."""
        with _failures_translated():
            given = self._client.verify_software_token(Session=session, UserCode=code)
            answer = whole(given, "Status")
        if answer["Status"] != "SUCCESS":
            raise PoolRefusedError(Refusal.CODE_WRONG)
        return str(answer["Session"])

    def renew(self, refresh_token: str) -> Tokens:
        """New tokens for a session that goes on."""
        answer = self._initiate("REFRESH_TOKEN_AUTH", {"REFRESH_TOKEN": refresh_token})
        return _tokens(whole(answer, "AuthenticationResult")["AuthenticationResult"], refresh_token)

    def revoke(self, refresh_token: str) -> None:
        """End a session: nothing can be renewed with this token any more."""
        with _failures_translated():
            whole(self._client.revoke_token(Token=refresh_token, ClientId=self._client_id))

    def send_reset_code(self, email: str) -> None:
        """Send a code to somebody who has forgotten their password."""
        with _failures_translated():
            whole(self._client.forgot_password(ClientId=self._client_id, Username=email))

    def reset_password(self, email: str, code: str, password: str) -> None:
        """Set a new password, with the code that was sent."""
        with _failures_translated():
            given = self._client.confirm_forgot_password(
                ClientId=self._client_id, Username=email, ConfirmationCode=code, Password=password
            )
            whole(given)

    def _initiate(self, flow: str, parameters: dict[str, str]) -> Mapping[str, Any]:
        with _failures_translated():
            given = self._client.initiate_auth(
                ClientId=self._client_id, AuthFlow=flow, AuthParameters=parameters
            )
            return whole(given)


def _step(answer: Mapping[str, Any], username: str) -> Step:
    result = answer.get("AuthenticationResult")
    if not result:
        whole(answer, "ChallengeName")
    known_as = answer.get("ChallengeParameters", {}).get("USER_ID_FOR_SRP") or username
    return Step(
        tokens=_tokens(result, "") if result else None,
        challenge=answer.get("ChallengeName", ""),
        session=answer.get("Session", ""),
        username=known_as,
    )


def _tokens(result: Mapping[str, Any], refresh_token: str) -> Tokens:
    whole(result, "IdToken", "ExpiresIn")
    return Tokens(
        id_token=result["IdToken"],
        refresh_token=result.get("RefreshToken") or refresh_token,
        expires_in=result["ExpiresIn"],
    )


@contextmanager
def _failures_translated() -> Iterator[None]:
    try:
        yield
    except ClientError as failure:
        if is_no_verdict(failure.response):
            raise _unavailable() from failure
        error = failure.response["Error"]
        if str(error.get("Message", "")).startswith(_LOCKED_OUT):
            raise PoolRefusedError(Refusal.TOO_MANY) from failure
        if why := _MEANINGS.get(error["Code"]):
            raise PoolRefusedError(why) from failure
        if error["Code"] in _BUSY:
            raise _unavailable() from failure
        raise
    except (ConnectionError, HTTPClientError, IncompleteReadError) as failure:
        raise _unavailable() from failure


def _unavailable() -> UnavailableError:
    return UnavailableError("Sign-in isn't available right now. Please try again in a moment.")
