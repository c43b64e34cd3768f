"""``make smoke STAGE=name``: walks a deployed stage from outside; 0 if all of it answers."""

import sys
import time
from collections.abc import Callable

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.platform.storage.references import reference_id, reference_of
from chalicelib.platform.tokens import Keyring
from infra.deploy.errors import DeployError
from infra.deploy.pipeline import api_url
from infra.deploy.run_command import stage_parser
from infra.deploy.stacks import Stacks
from infra.deploy.target import Target
from infra.local.deployment import reach_local_stage
from infra.smoke.calls import Api, SmokeError
from infra.smoke.remove import Remove
from infra.smoke.visiting_staff import VisitingStaff
from infra.smoke.walk import Walk


def main(arguments: list[str]) -> int:
    """Walk; the exit status."""
    parser = stage_parser("make smoke", __doc__)
    parser.add_argument("--port", type=int, default=4566, help="of `make run`, for stage local")
    options = parser.parse_args(arguments)
    try:
        if options.stage == "local":
            walk_stage(*reach_local_stage(options.port), print)
        else:
            session = boto3.Session(region_name=options.region)
            walk_stage(Target(options.stage, session), None, print)
    except (SmokeError, DeployError, BotoCoreError, ClientError) as failure:
        print(f"It does not work: {failure}", file=sys.stderr)
        return 1
    return 0


def walk_stage(target: Target, url: str | None, say: Callable[[str], None]) -> None:
    """Walk a stage, and take away what that left, whatever came of it.

    Raises SmokeError where the stage does not answer as it should, DeployError where there is none.
    """
    stacks = Stacks(target.client("cloudformation"))
    data, api = stacks.outputs(target.data_stack), stacks.outputs(target.api_stack)
    reached = Api(url or api_url(data, api))
    secret = target.client("secretsmanager")
    keyring = Keyring(
        lambda: str(secret.get_secret_value(SecretId=data["SecretArn"])["SecretString"])
    )
    remove = Remove(
        target.client("dynamodb"),
        data["SettingTable"],
        lambda item_id: reference_id(keyring, reference_of(item_id)),
    )
    staff = VisitingStaff(target.client("cognito-idp"), data["UserPoolId"], reached, time.time)
    with staff.there() as sign_in:
        walk = Walk(reached, sign_in, say)
        try:
            walk.run()
        finally:
            say(f"{remove.run(walk.left)} items of the walk are removed")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
