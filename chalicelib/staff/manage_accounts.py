"""Accounts of staff: who is invited, in which role, who may no longer sign in.

By whoever has leave to administer the user pool: the administrator's command today
(``infra/manage_staff``), a manager's screen one day. The pool itself sends the invitation.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .access import FRONT_DESK, MANAGER
from .errors import NoSuchAccountError

ROLES = (FRONT_DESK, MANAGER)


@dataclass(frozen=True)
class Account:
    """Somebody's account."""

    email: str
    name: str
    roles: tuple[str, ...]
    may_sign_in: bool
    is_waiting: bool
    """True until they have chosen a password of their own."""


@dataclass(frozen=True)
class Accounts:
    """The accounts of one user pool. ``cognito`` is a client that may administer it."""

    cognito: Any
    pool: str

    def all(self) -> list[Account]:
        """Everybody's account, by email address."""
        pages = self.cognito.get_paginator("list_users").paginate(UserPoolId=self.pool)
        users = [user for page in pages for user in page["Users"]]
        return sorted((self._account(user) for user in users), key=lambda each: each.email)

    def find(self, email: str) -> Account:
        """The account of an address. Raises NoSuchAccountError."""
        user = self._get(email)
        return self._account({**user, "Attributes": user["UserAttributes"]})

    def give_role(self, email: str, role: str, name: str = "") -> bool:
        """Invite somebody in a role, or give it to whoever has an account; True if invited.

        They have that role and no other then. Somebody whose role changes has to sign in again, and
        what they were given before is good for an hour at most.
        """
        invited = self._invite(email, name)
        if name and not invited:
            attributes = [{"Name": "name", "Value": name}]
            self._ask("admin_update_user_attributes", email, UserAttributes=attributes)
        had = self.find(email).roles
        if role not in had:
            self._ask("admin_add_user_to_group", email, GroupName=role)
        for other in had:
            if other != role:
                self._ask("admin_remove_user_from_group", email, GroupName=other)
        if had and had != (role,):
            self._ask("admin_user_global_sign_out", email)
        return invited

    def shut_out(self, email: str) -> None:
        """Let somebody sign in no more; their sessions end. Raises NoSuchAccountError."""
        self._ask("admin_disable_user", email)
        self._ask("admin_user_global_sign_out", email)

    def let_in(self, email: str) -> None:
        """Let somebody who was shut out sign in again. Raises NoSuchAccountError."""
        self._ask("admin_enable_user", email)

    def make_again(self, email: str) -> None:
        """Make the account of somebody again, since their authenticator app is lost.

        A pool that asks everybody for one has no other way. They are invited again, with their
        name and role, choose a password and set up an app. Raises NoSuchAccountError.
        """
        before = self.find(email)
        self._ask("admin_delete_user", email)
        for role in before.roles:
            self.give_role(email, role, before.name)
        if not before.roles:
            self._invite(email, before.name)
        if not before.may_sign_in:
            self.shut_out(email)

    def _invite(self, email: str, name: str) -> bool:
        attributes = {"email": email, "email_verified": "true", **({"name": name} if name else {})}
        try:
            self.cognito.admin_create_user(
                UserPoolId=self.pool,
                Username=email,
                DesiredDeliveryMediums=["EMAIL"],
                UserAttributes=[{"Name": k, "Value": v} for k, v in attributes.items()],
            )
        except self.cognito.exceptions.UsernameExistsException:
            return False
        return True

    def _account(self, user: Any) -> Account:
        attributes = {each["Name"]: each["Value"] for each in user["Attributes"]}
        return Account(
            email=attributes.get("email", user["Username"]),
            name=attributes.get("name", ""),
            roles=tuple(self._roles(user["Username"])),
            may_sign_in=user["Enabled"],
            is_waiting=user["UserStatus"] == "FORCE_CHANGE_PASSWORD",
        )

    def _roles(self, username: str) -> Iterator[str]:
        found = self._ask("admin_list_groups_for_user", username)["Groups"]
        yield from sorted(group["GroupName"] for group in found if group["GroupName"] in ROLES)

    def _get(self, email: str) -> Any:
        return self._ask("admin_get_user", email)

    def _ask(self, call: str, email: str, **more: Any) -> Any:
        try:
            return getattr(self.cognito, call)(UserPoolId=self.pool, Username=email, **more)
        except self.cognito.exceptions.UserNotFoundException as missing:
            raise NoSuchAccountError from missing
