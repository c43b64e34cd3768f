"""Guards of staff routes: roles, and the Cognito claims that the gateway has verified.

The code asks again for what the gateway promised: a staff route without a token, or without a
role, is refused here too, whatever stood in front of it.
"""

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from enum import Enum
from typing import Any

from pydantic import ConfigDict

from ..platform.errors import NotAllowedError, NotSignedInError
from ..platform.http import Incoming, SecurityScheme, user_pool_authorizer
from ..platform.model import Model
from ..platform.settings import settings

FRONT_DESK = "front-desk"
MANAGER = "manager"

NO_ROLE = "You're signed in, but you don't have a role here yet. Ask your clinic's manager."


class Staff(Model):
    """A signed-in member of staff. ``staff_id`` is the pool's subject: no name, no address."""

    model_config = ConfigDict(frozen=True)

    staff_id: str
    roles: frozenset[str]


SIGNED_IN = SecurityScheme(
    "staff",
    {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "The identity token of a sign-in to the clinic's Cognito user pool.",
    },
)


class Access(Enum):
    """The guards that staff routes name, each for some members of staff."""

    DESK = frozenset({FRONT_DESK, MANAGER})
    MANAGER = frozenset({MANAGER})

    @property
    def scheme(self) -> SecurityScheme:
        """The sign-in that all staff routes take."""
        return SIGNED_IN

    @property
    def gives(self) -> str:
        """``staff``: a view that takes it is told who calls."""
        return "staff"

    def authorizer(self) -> Any:
        """The gateway's check of staff routes, against the stage's own user pool."""
        return user_pool_authorizer("staff", settings().user_pool_arn)

    def admitted(self, incoming: Incoming) -> Staff:
        """The member of staff who calls. Raises as ``staff_from_token`` does."""
        return staff_from_token(incoming.token_fields, self.value)


def staff_from_token(token_fields: Mapping[str, Any], allowed: frozenset[str]) -> Staff:
    """The member of staff that the claims name.

    Raises NotSignedInError without claims of an identity token of this stage's app client, and
    NotAllowedError when none of the ``allowed`` roles is among theirs.
    """
    subject = token_fields.get("sub")
    client = settings().user_pool_client_id
    if not subject or token_fields.get("token_use", "id") != "id":
        raise NotSignedInError("Please sign in. This is for staff only.")
    if client and token_fields.get("aud") != client:
        raise NotSignedInError("Please sign in again. This token was made for another application.")
    staff = Staff(staff_id=str(subject), roles=_groups(token_fields.get("cognito:groups")))
    if not staff.roles & allowed:
        raise NotAllowedError(f"You need the role {' or '.join(sorted(allowed))}.")
    return staff


def staff_named_by(id_token: str) -> tuple[Staff, str]:
    """The member of staff named by an identity token, with their e-mail address: shown to them.

    The token has to come straight from the user pool. Its signature is not looked at here, so
    nothing is decided by it; that is the gateway's and ``staff_from_token``'s, call by call.
    Raises NotAllowedError for somebody who has no role, and so could do nothing.
    """
    told: dict[str, Any] = json.loads(urlsafe_b64decode(id_token.split(".")[1] + "=="))
    staff = Staff(staff_id=str(told["sub"]), roles=_groups(told.get("cognito:groups")))
    if not staff.roles & {FRONT_DESK, MANAGER}:
        raise NotAllowedError(NO_ROLE)
    return staff, str(told.get("email", ""))


def _groups(group_names: Any) -> frozenset[str]:
    """A list, or the gateways' ways of writing one: ``a,b`` and ``[a b]`` and ``["a","b"]``.

    A name is taken whole: the group ``manager/trainee`` is not ``manager``.
    """
    if isinstance(group_names, list):
        return frozenset(str(group) for group in group_names)
    text = str(group_names or "").strip()
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1]
    return frozenset(name.strip("\"'") for name in re.split(r"[\s,]+", text) if name)
