"""Routes to sign in and out. Public: who calls them is nobody yet."""

from ..platform.errors import NotAllowedError
from ..platform.http import Answer, Routes, Tag
from ..platform.runtime import Runtime
from . import sign_in as service
from .errors import (
    SessionOverError,
    SignInExpiredError,
    TooManyTriesError,
    UnknownStepError,
    WrongCredentialsError,
)
from .models import (
    CodeIn,
    Credentials,
    ForgottenIn,
    NewPasswordIn,
    RefreshIn,
    ResetBegun,
    ResetIn,
    Session,
    SignInAnswer,
)

routes = Routes(__name__, Tag("Session", "Staff sign in and out, and choose a new password."))

_STEP = (SignInExpiredError, TooManyTriesError, NotAllowedError, UnknownStepError)


@routes.post(
    "/session",
    problems=(WrongCredentialsError, TooManyTriesError, NotAllowedError, UnknownStepError),
)
def sign_in(body: Credentials, run: Runtime) -> SignInAnswer:
    """Sign in with e-mail address and password: a session, or the challenge that is next."""
    return service.sign_in(run, body)


@routes.post("/session/new-password", problems=_STEP)
def choose_password(body: NewPasswordIn, run: Runtime) -> SignInAnswer:
    """Answer NEW_PASSWORD_REQUIRED: choose a password of one's own."""
    return service.choose_password(run, body)


@routes.post("/session/code", problems=_STEP)
def give_code(body: CodeIn, run: Runtime) -> SignInAnswer:
    """Answer SOFTWARE_TOKEN_MFA: the code that the authenticator app shows."""
    return service.give_code(run, body)


@routes.post("/session/authenticator", problems=_STEP)
def set_up_authenticator(body: CodeIn, run: Runtime) -> SignInAnswer:
    """Answer MFA_SETUP: the first code of an authenticator app that was given its secret."""
    return service.set_up_authenticator(run, body)


@routes.post("/session/renew", problems=(SessionOverError, TooManyTriesError, NotAllowedError))
def renew_session(body: RefreshIn, run: Runtime) -> Session:
    """New tokens for a session that goes on."""
    return service.renew(run, body.refresh_token.get_secret_value())


@routes.post("/session/end", problems=(TooManyTriesError,))
def end_session(body: RefreshIn, run: Runtime) -> Answer[None]:
    """End a session: it cannot be renewed any more. Ending it again changes nothing."""
    service.end(run, body.refresh_token.get_secret_value())
    return Answer(None)


@routes.post("/session/forgotten", problems=(TooManyTriesError,))
def begin_reset(body: ForgottenIn, run: Runtime) -> ResetBegun:
    """Send a code by e-mail, to set a new password. Known or not, the answer is the same."""
    return ResetBegun(password_needs=service.begin_reset(run, body.email))


@routes.post("/session/reset", problems=(TooManyTriesError,))
def reset_password(body: ResetIn, run: Runtime) -> Answer[None]:
    """Set a new password with the code that was sent."""
    service.reset_password(run, body)
    return Answer(None)
