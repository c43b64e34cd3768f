"""Two staff logins for the local stage. They never exist anywhere else."""

import json
import secrets
import string
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

_LENGTH = 16

_NAMES = {
    "desk@frontdesk.example": "Ana Example",
    "manager@frontdesk.example": "Mia Example",
}


@dataclass(frozen=True)
class Login:
    """Somebody who can sign in. ``role`` is a group of the user pool, or empty for none.

    ``name`` is what colleagues see; without one they see that it is a colleague.
    """

    email: str
    role: str
    password: str
    name: str = ""


def local_logins(file: Path) -> list[Login]:
    """The logins kept in ``file``; made, with passwords of their own, when there is none."""
    if file.exists():
        kept = (Login(**login) for login in json.loads(file.read_text("utf-8")))
        return [replace(login, name=login.name or _NAMES.get(login.email, "")) for login in kept]
    logins = [
        Login(email, role, _password(), _NAMES[email])
        for email, role in (
            ("desk@frontdesk.example", "front-desk"),
            ("manager@frontdesk.example", "manager"),
        )
    ]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_text(json.dumps([asdict(login) for login in logins], indent=2), "utf-8")
    return logins


def ensure_login(cognito: Any, pool: str, login: Login) -> None:
    """Make ``login`` work in the user pool, by its name, whether or not it did before."""
    user = {"UserPoolId": pool, "Username": login.email}
    name = [{"Name": "name", "Value": login.name}] if login.name else []
    try:
        cognito.admin_create_user(
            **user,
            MessageAction="SUPPRESS",
            UserAttributes=[
                {"Name": "email", "Value": login.email},
                {"Name": "email_verified", "Value": "true"},
                *name,
            ],
        )
    except cognito.exceptions.UsernameExistsException:
        if name:
            cognito.admin_update_user_attributes(**user, UserAttributes=name)
        return
    cognito.admin_set_user_password(**user, Password=login.password, Permanent=True)
    if login.role:
        cognito.admin_add_user_to_group(**user, GroupName=login.role)


def identity_token(cognito: Any, client_id: str, login: Login) -> str:
    """The token that staff routes take, got as any browser would. Raises what Cognito raises."""
    answer = cognito.initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": login.email, "PASSWORD": login.password},
    )
    return str(answer["AuthenticationResult"]["IdToken"])


def _password() -> str:
    """16 characters with what the pool's policy asks for: both cases and a figure."""
    while True:
        drawn = "".join(
            secrets.choice(string.ascii_letters + string.digits) for _ in range(_LENGTH)
        )
        kinds = (str.islower, str.isupper, str.isdigit)
        if all(any(kind(letter) for letter in drawn) for kind in kinds):
            return drawn
