"""Calls to sign in, and their answers. Secrets show in no text made of a model."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, SecretStr, StringConstraints

from ..platform.model import Model


def _like_an_address(text: str) -> str:
    name, _, domain = text.rpartition("@")
    if not (name and domain) or any(character.isspace() for character in text):
        raise ValueError("Enter your email address, like name@clinic.example.")
    return text


Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=128),
    AfterValidator(_like_an_address),
]
Password = Annotated[SecretStr, Field(min_length=1, max_length=256)]
Token = Annotated[SecretStr, Field(min_length=20, max_length=4096)]
Username = Annotated[str, Field(min_length=1, max_length=128, pattern=r"^\S+$")]


def _six_figures(text: str) -> str:
    code = "".join(text.split())
    if len(code) != 6 or not (code.isascii() and code.isdecimal()):
        raise ValueError("The code has six digits.")
    return code


Code = Annotated[str, Field(max_length=20), AfterValidator(_six_figures)]
"""Six figures, with or without a gap in the middle, as apps show them."""


class _In(Model):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class Credentials(_In):
    """The first call of a sign-in."""

    email: Email
    password: Password


class _StepIn(_In):
    """The part of every answer that the challenge gave."""

    email: Email
    username: Username
    session: Token


class NewPasswordIn(_StepIn):
    """The password of one's own, after the first one, which somebody else knows."""

    new_password: Password


class CodeIn(_StepIn):
    """The code that the authenticator app shows."""

    code: Code


class RefreshIn(_In):
    """The session that is meant."""

    refresh_token: Token


class ForgottenIn(_In):
    """The member of staff who has forgotten their password."""

    email: Email


class ResetIn(_In):
    """A new password, with the code that was sent by e-mail."""

    email: Email
    code: Code
    new_password: Password


class StaffShown(Model):
    """A member of staff who signed in, as shown to them. Each call decides what they may do."""

    staff_id: str
    email: str
    roles: list[str]


class Session(Model):
    """A session: ``id_token`` is what staff routes take as Authorization."""

    id_token: str
    refresh_token: str
    expires_in: int = Field(description="In seconds: so long the identity token is good.")
    staff: StaffShown


class ChallengeName(StrEnum):
    """A challenge before somebody is signed in, by Cognito's name for it."""

    NEW_PASSWORD_REQUIRED = "NEW_PASSWORD_REQUIRED"
    SOFTWARE_TOKEN_MFA = "SOFTWARE_TOKEN_MFA"
    MFA_SETUP = "MFA_SETUP"


class QrCode(Model):
    """A QR code to draw: a square of ``size`` units, without the light margin that it needs."""

    size: int
    path: str = Field(description="SVG path data of the dark squares, one unit each.")


class AuthenticatorSetup(Model):
    """The secret for an authenticator app, in three ways."""

    secret: str
    uri: str
    qr: QrCode


class Challenge(Model):
    """One thing more. ``session`` and ``username`` go with the answer."""

    name: ChallengeName
    session: str
    username: str
    password_needs: str | None = Field(None, description="What a new password needs, in words.")
    setup: AuthenticatorSetup | None = None


class SignInAnswer(Model):
    """A step of a sign-in: the ``session`` when it is done, else the ``challenge`` that is next."""

    session: Session | None = None
    challenge: Challenge | None = None


class ResetBegun(Model):
    """The same for everybody, known or not. If there is such a member of staff, a code is sent."""

    password_needs: str
