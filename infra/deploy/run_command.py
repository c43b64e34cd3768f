"""What the commands about a deployed stage have in common: whom they are told of, how they end."""

import argparse
import sys
from collections.abc import Callable

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.deploy.errors import DeployError
from infra.deploy.stacks import Stacks
from infra.deploy.target import Target


def stage_parser(command: str, description: str | None) -> argparse.ArgumentParser:
    """A parser of a stage and its region, to which a command adds what it takes beside these."""
    parser = argparse.ArgumentParser(prog=command, description=description)
    parser.add_argument("stage")
    parser.add_argument("--region", help="AWS region; by default, the one that is configured")
    return parser


def run_on_stage(
    options: argparse.Namespace, act: Callable[[Target, Stacks], None], not_done: str
) -> int:
    """Have ``act`` do it to the stage that the options name; the exit status.

    ``not_done`` begins the line that says why it could not be done.
    """
    try:
        target = Target(options.stage, boto3.Session(region_name=options.region))
        act(target, Stacks(target.client("cloudformation"), say=print))
    except KeyboardInterrupt:
        print("Stopped. Repeat the command to go on.", file=sys.stderr)
        return 130
    except (DeployError, BotoCoreError, ClientError) as failure:
        print(f"{not_done}: {failure}", file=sys.stderr)
        return 1
    return 0
