"""``make staff STAGE=name``: lists accounts; with EMAIL and ROLE invites, or gives a role."""

import argparse
import sys
from collections.abc import Callable

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.staff.errors import NoSuchAccountError
from chalicelib.staff.manage_accounts import ROLES, Account, Accounts
from infra.deploy.errors import DeployError
from infra.deploy.run_command import stage_parser
from infra.deploy.stacks import Stacks
from infra.deploy.target import Target


def main(arguments: list[str]) -> int:
    """Do what is asked for; the exit status."""
    options = _parse(arguments)
    try:
        target = Target(options.stage, boto3.Session(region_name=options.region), options.endpoint)
        data = Stacks(target.client("cloudformation")).outputs(target.data_stack)
        accounts = Accounts(target.client("cognito-idp"), data["UserPoolId"])
        return carry_out(accounts, options, print)
    except (DeployError, NoSuchAccountError, BotoCoreError, ClientError) as failure:
        print(f"Nothing was done: {failure}", file=sys.stderr)
        return 1


def carry_out(accounts: Accounts, options: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Do what the ``options`` ask for, and ``say`` what was done; the exit status."""
    email = (options.email or "").strip().lower()
    if not email:
        for account in accounts.all():
            say(described(account))
        return 0
    if options.disable:
        accounts.shut_out(email)
    elif options.enable:
        accounts.let_in(email)
    elif options.new_authenticator:
        accounts.make_again(email)
        say(f"{email} was invited again; the account is a new one, with the same name and role")
    elif options.role:
        invited = accounts.give_role(email, options.role, options.name or "")
        say(f"{email} {'was invited by email' if invited else 'had an account already'}")
    say(described(accounts.find(email)))
    return 0


def described(account: Account) -> str:
    """One line about an account."""
    role = ", ".join(account.roles) or "no role"
    state = "invited" if account.is_waiting else "signs in"
    return f"{account.email}  {account.name or '(no name)'}  {role}  " + (
        state if account.may_sign_in else "shut out"
    )


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = stage_parser("make staff", __doc__)
    parser.add_argument("--email", help="whose account; without it, all are listed")
    parser.add_argument("--role", choices=ROLES, help="invites them in it, or gives it to them")
    parser.add_argument("--name", help='what colleagues see of it is "Given F."')
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--disable", action="store_true", help="lets them sign in no more")
    what.add_argument("--enable", action="store_true", help="lets them sign in again")
    what.add_argument("--new-authenticator", action="store_true", help="for whoever lost their app")
    parser.add_argument("--endpoint", help="address of another cloud than AWS")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
