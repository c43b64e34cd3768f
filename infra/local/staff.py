"""Two staff logins for the local stage. They never exist anywhere else."""

import json
import secrets
import string
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

_LENGTH = 16


@dataclass(frozen=True)
class Login:
    """Somebody who can sign in. ``role`` is a group of the user pool, or empty for none."""

    email: str
    role: str
    password: str


def local_logins(file: Path) -> list[Login]:
    """The logins kept in ``file``; made, with passwords of their own, when there is none."""
    if file.exists():
        return [Login(**login) for login in json.loads(file.read_text("utf-8"))]
    logins = [
        Login("desk@frontdesk.example", "front-desk", _password()),
        Login("manager@frontdesk.example", "manager", _password()),
    ]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_text(json.dumps([asdict(login) for login in logins], indent=2), "utf-8")
    return logins


def ensure_login(cognito: Any, pool: str, login: Login) -> None:
    """Make ``login`` work in the user pool, whether or not it did before."""
    user = {"UserPoolId": pool, "Username": login.email}
    try:
        cognito.admin_create_user(
            **user,
            MessageAction="SUPPRESS",
            UserAttributes=[
                {"Name": "email", "Value": login.email},
                {"Name": "email_verified", "Value": "true"},
            ],
        )
    except cognito.exceptions.UsernameExistsException:
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
