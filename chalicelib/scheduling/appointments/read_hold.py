"""Read the hold that a token names."""

from ...platform.errors import FieldProblem, InvalidInputError, TokenError
from ...platform.runtime import Runtime
from .models import Hold


def read_hold(run: Runtime, token: str) -> Hold:
    """The hold, as it was given. Raises InvalidInputError for a token that was not made for one."""
    try:
        return Hold.model_validate(run.keyring.unseal("hold", token))
    except TokenError:
        raise _wrong("This isn't the token of a hold.") from None


def offer_refused() -> InvalidInputError:
    """The refusal for whoever lets an offer go as if they had chosen it."""
    return _wrong("This time was offered to you. Decline it in your waitlist spot instead.")


def _wrong(message: str) -> InvalidInputError:
    return InvalidInputError((FieldProblem(("hold_token",), message),))
