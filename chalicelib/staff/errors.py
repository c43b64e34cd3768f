"""Errors that stand in the way of signing in."""

from ..platform.errors import ConflictError, NotFoundError, NotSignedInError, TooManyError


class WrongCredentialsError(NotSignedInError):
    """E-mail address or password is not right. Which of them is not said."""

    def __init__(self) -> None:
        super().__init__(
            "That email address or password isn't right, or the password needs to be reset."
        )


class SignInExpiredError(NotSignedInError):
    """A step came too late, or belongs to no sign-in that was begun."""

    def __init__(self) -> None:
        super().__init__("That took too long. Start again with your password.")


class SessionOverError(NotSignedInError):
    """The session cannot be renewed: it was ended, or a working day has passed."""

    def __init__(self) -> None:
        super().__init__("Your session has ended. Please sign in again.")


class TooManyTriesError(TooManyError):
    """The user pool takes no more tries for some minutes."""

    def __init__(self) -> None:
        super().__init__("Too many tries. Wait a few minutes, then try again.")


class UnknownStepError(ConflictError):
    """The user pool asks for something that no page here can answer."""

    def __init__(self) -> None:
        super().__init__(
            "Signing in needs a step this page doesn't support. Please tell your administrator."
        )


class NoSuchAccountError(NotFoundError):
    """Nobody has an account with that address."""

    def __init__(self) -> None:
        super().__init__("Nobody has an account with that email address.")
