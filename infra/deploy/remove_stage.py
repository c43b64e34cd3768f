"""``python -m infra.deploy.remove_stage STAGE``: deletes a disposable stage, with its data."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.deploy.errors import DeployError
from infra.deploy.stacks import Stacks
from infra.deploy.target import Target

_STRICT = "production"
_AT_ONCE = 1000
"""Objects that S3 deletes by one call."""


def main(arguments: list[str]) -> int:
    """Remove; the exit status."""
    parser = argparse.ArgumentParser(prog="make remove", description=__doc__)
    parser.add_argument("stage")
    parser.add_argument("--region", help="AWS region; by default, the one that is configured")
    options = parser.parse_args(arguments)
    try:
        target = Target(options.stage, boto3.Session(region_name=options.region))
        remove_stage(target, Stacks(target.client("cloudformation"), say=print), print)
    except (DeployError, BotoCoreError, ClientError) as failure:
        print(f"Not removed: {failure}", file=sys.stderr)
        return 1
    return 0


def remove_stage(target: Target, stacks: Stacks, say: Callable[[str], None]) -> None:
    """Delete a stage that was deployed with ``--disposable``: first its API, then all of its data.

    Whatever state a deployment left it in. Stopped anywhere, it may be run again; a stage that is
    not there is removed already. Raises DeployError, before anything is done, for production and
    for a stage that is protected, and with CloudFormation's reason where a stack doesn't go.
    """
    if target.stage == _STRICT:
        raise DeployError(
            "no command removes production. Its table, user pool, key, secret and bucket stay even "
            "when its stacks are deleted: see docs/deploying.md"
        )
    refuse_protected(target, stacks.parameters(target.data_stack))
    delete_stack(stacks, target.api_stack, say)
    bucket = bucket_of(target, stacks)
    if bucket is not None:
        say(f"{empty_bucket(target.client('s3'), bucket)} objects of {bucket} are deleted")
    delete_stack(stacks, target.data_stack, say)


def refuse_protected(target: Target, parameters: Mapping[str, str]) -> None:
    """Raises DeployError for a stage that was not deployed to come and go."""
    kept = {parameters.get("Protection", "on"), parameters.get("Disposal", "Retain")}
    if parameters and kept != {"off", "Delete"}:
        raise DeployError(
            f"the stage {target.stage} is protected: it holds data that is to stay. If nobody "
            f'needs that, run make deploy STAGE={target.stage} ARGS="--disposable" first, and '
            "then remove it"
        )


def delete_stack(stacks: Stacks, name: str, say: Callable[[str], None]) -> None:
    """Delete a stack, if it is there, and see it gone. Raises DeployError where it doesn't go."""
    if stacks.delete(name):
        say(f"{name} is deleted")
    else:
        say(f"{name} is not there")


def bucket_of(target: Target, stacks: Stacks) -> str | None:
    """The stage's bucket; None where the data stack is gone or never came to have one."""
    name = target.data_stack
    return stacks.physical_id(name, "ArtifactBucket") if stacks.exists(name) else None


def empty_bucket(s3: Any, bucket: str) -> int:
    """Delete every version of every object: S3 deletes no bucket with something in it."""
    keys = list(_versions(s3, bucket))
    for first in range(0, len(keys), _AT_ONCE):
        some = keys[first : first + _AT_ONCE]
        answer = s3.delete_objects(Bucket=bucket, Delete={"Objects": some, "Quiet": True})
        if failed := answer.get("Errors"):
            raise DeployError(f"{bucket} can't be emptied: {failed[0].get('Message')}")
    return len(keys)


def _versions(s3: Any, bucket: str) -> Iterator[dict[str, str]]:
    """Every version in the bucket; none where an earlier try has deleted the bucket itself."""
    try:
        for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
            for each in [*page.get("Versions", []), *page.get("DeleteMarkers", [])]:
                yield {"Key": each["Key"], "VersionId": each["VersionId"]}
    except ClientError as failure:
        if failure.response["Error"]["Code"] != "NoSuchBucket":
            raise


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
