"""Guards of routes: what the edge asks of those who decide. Whom they admit is theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from chalice.app import CognitoUserPoolAuthorizer

from .incoming import Incoming


@dataclass(frozen=True)
class SecurityScheme:
    """A way to prove who calls, as the API's description tells of it."""

    name: str
    described: Mapping[str, str]
    """In OpenAPI's own words."""

    @property
    def header(self) -> str | None:
        """The header that this scheme alone takes, which so is no parameter of a route."""
        return self.described["name"] if self.described.get("in") == "header" else None


class Guard(Protocol):
    """Admits callers to a route, or refuses them."""

    @property
    def scheme(self) -> SecurityScheme:
        """The way in which callers prove who they are."""

    @property
    def gives(self) -> str:
        """The parameter by which a view is handed the caller, if it has one of this name."""

    def authorizer(self) -> Any:
        """The gateway's own check, which stands in front of this one."""

    def admitted(self, incoming: Incoming) -> Any:
        """The caller. Raises NotSignedInError, NotAllowedError."""


def user_pool_authorizer(name: str, pool_arn: str) -> CognitoUserPoolAuthorizer:
    """A check by the gateway: it passes on whoever has signed in to this user pool."""
    return CognitoUserPoolAuthorizer(name, provider_arns=[pool_arn])
