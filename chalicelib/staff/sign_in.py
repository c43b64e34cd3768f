"""Signing in step by step, going on, and ending."""

from ..platform.cognito import PoolRefusedError, Refusal, Step, Tokens
from ..platform.errors import FieldProblem, FrontdeskError, InvalidInputError
from ..platform.runtime import Runtime
from .access import staff_named_by
from .errors import (
    SessionOverError,
    SignInExpiredError,
    TooManyTriesError,
    UnknownStepError,
    WrongCredentialsError,
)
from .models import (
    AuthenticatorSetup,
    Challenge,
    ChallengeName,
    CodeIn,
    Credentials,
    NewPasswordIn,
    QrCode,
    ResetIn,
    Session,
    SignInAnswer,
    StaffShown,
)
from .rules import PASSWORD_NEEDS, authenticator_uri, drawn, lacks


def sign_in(run: Runtime, given: Credentials) -> SignInAnswer:
    """Begin with a password. Raises WrongCredentialsError, TooManyTriesError."""
    try:
        step = run.staff_pool.sign_in(given.email, given.password.get_secret_value())
    except PoolRefusedError as refusal:
        raise _meant(refusal, WrongCredentialsError()) from refusal
    return _answer(run, step, given.email)


def choose_password(run: Runtime, given: NewPasswordIn) -> SignInAnswer:
    """Go on with a password of one's own. Raises InvalidInputError, SignInExpiredError."""
    password = _good_password(given.new_password.get_secret_value())
    return _next(run, given, ChallengeName.NEW_PASSWORD_REQUIRED, {"NEW_PASSWORD": password})


def give_code(run: Runtime, given: CodeIn) -> SignInAnswer:
    """Go on with the authenticator app's code. Raises InvalidInputError, SignInExpiredError."""
    challenge = ChallengeName.SOFTWARE_TOKEN_MFA
    return _next(run, given, challenge, {"SOFTWARE_TOKEN_MFA_CODE": given.code})


def set_up_authenticator(run: Runtime, given: CodeIn) -> SignInAnswer:
    """Prove that the app knows the secret, and go on. Raises as ``give_code`` does."""
    try:
        session = run.staff_pool.verify_authenticator(given.session.get_secret_value(), given.code)
        step = run.staff_pool.answer(ChallengeName.MFA_SETUP, session, given.username, {})
    except PoolRefusedError as refusal:
        raise _meant(refusal, SignInExpiredError()) from refusal
    return _answer(run, step, given.email)


def renew(run: Runtime, refresh_token: str) -> Session:
    """New tokens for a session that goes on. Raises SessionOverError."""
    try:
        return _session(run.staff_pool.renew(refresh_token))
    except PoolRefusedError as refusal:
        raise _meant(refusal, SessionOverError()) from refusal


def end(run: Runtime, refresh_token: str) -> None:
    """End a session. One that is over, or never was, is ended too."""
    try:
        run.staff_pool.revoke(refresh_token)
    except PoolRefusedError as refusal:
        if refusal.why is not Refusal.NOT_RIGHT:
            raise _meant(refusal, SessionOverError()) from refusal


def begin_reset(run: Runtime, email: str) -> str:
    """Send a code, if there is such a member of staff; what a new password needs.

    The answer is the same for everybody. Raises TooManyTriesError.
    """
    try:
        run.staff_pool.send_reset_code(email)
    except PoolRefusedError as refusal:
        if refusal.why is not Refusal.NOT_RIGHT:
            raise _meant(refusal, WrongCredentialsError()) from refusal
    return PASSWORD_NEEDS


def reset_password(run: Runtime, given: ResetIn) -> None:
    """Set a new password with the code that was sent. Raises InvalidInputError."""
    password = _good_password(given.new_password.get_secret_value())
    try:
        run.staff_pool.reset_password(given.email, given.code, password)
    except PoolRefusedError as refusal:
        raise _meant(refusal, _wrong("code", _RESET_CODE)) from refusal


_RESET_CODE = "This code isn't right or has expired. Use the newest one, or get a new one."


def _next(
    run: Runtime, given: NewPasswordIn | CodeIn, challenge: ChallengeName, answer: dict[str, str]
) -> SignInAnswer:
    session = given.session.get_secret_value()
    try:
        step = run.staff_pool.answer(challenge, session, given.username, answer)
    except PoolRefusedError as refusal:
        raise _meant(refusal, SignInExpiredError()) from refusal
    return _answer(run, step, given.email)


def _answer(run: Runtime, step: Step, email: str) -> SignInAnswer:
    if step.tokens:
        return SignInAnswer(session=_session(step.tokens))
    name = _known(step.challenge)
    challenge = Challenge(name=name, session=step.session, username=step.username)
    if name is ChallengeName.NEW_PASSWORD_REQUIRED:
        challenge.password_needs = PASSWORD_NEEDS
    if name is ChallengeName.MFA_SETUP:
        secret, challenge.session = _new_secret(run, step.session)
        challenge.setup = _setup(run.clinic.name, email, secret)
    return SignInAnswer(challenge=challenge)


def _known(challenge: str) -> ChallengeName:
    try:
        return ChallengeName(challenge)
    except ValueError:
        raise UnknownStepError from None


def _new_secret(run: Runtime, session: str) -> tuple[str, str]:
    try:
        return run.staff_pool.new_authenticator(session)
    except PoolRefusedError as refusal:
        raise _meant(refusal, SignInExpiredError()) from refusal


def _setup(clinic: str, email: str, secret: str) -> AuthenticatorSetup:
    import segno  # wanted once in a member of staff's life: no other call pays for it

    uri = authenticator_uri(clinic, email, secret)
    rows = segno.make(uri, error="m", micro=False).matrix
    return AuthenticatorSetup(secret=secret, uri=uri, qr=QrCode(size=len(rows), path=drawn(rows)))


def _session(tokens: Tokens) -> Session:
    staff, email = staff_named_by(tokens.id_token)
    return Session(
        id_token=tokens.id_token,
        refresh_token=tokens.refresh_token,
        expires_in=tokens.expires_in,
        staff=StaffShown(staff_id=staff.staff_id, email=email, roles=sorted(staff.roles)),
    )


def _good_password(password: str) -> str:
    if lacking := lacks(password):
        raise _wrong("new_password", lacking)
    return password


def _meant(refusal: PoolRefusedError, otherwise: FrontdeskError) -> FrontdeskError:
    """The meaning of the pool's refusal to the one who signs in."""
    match refusal.why:
        case Refusal.TOO_MANY:
            return TooManyTriesError()
        case Refusal.CODE_WRONG:
            return _wrong("code", "This code isn't right. Enter the one your app shows now.")
        case Refusal.CODE_OVER:
            return _wrong("code", "This code was already used or has expired. Enter the next one.")
        case Refusal.PASSWORD_WEAK:
            return _wrong("new_password", f"Choose another one. {PASSWORD_NEEDS}")
        case Refusal.NOT_RIGHT:
            return otherwise


def _wrong(field: str, message: str) -> InvalidInputError:
    return InvalidInputError((FieldProblem((field,), message),))
