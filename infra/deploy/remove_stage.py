"""``python -m infra.deploy.remove_stage STAGE``: deletes a disposable stage, with its data."""

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError

from infra.deploy.errors import DeployError
from infra.deploy.left_behind import left_behind
from infra.deploy.run_command import run_on_stage, stage_parser
from infra.deploy.stacks import Stacks
from infra.deploy.target import Target
from infra.restore.delete_restored import DeleteTable, restored_tables

_STRICT = "production"
_AT_ONCE = 1000
"""Objects that S3 deletes by one call."""


def main(arguments: list[str]) -> int:
    """Remove; the exit status."""
    options = stage_parser("make remove", __doc__).parse_args(arguments)
    return run_on_stage(
        options, lambda target, stacks: remove_stage(target, stacks, print), "Not removed"
    )


def remove_stage(target: Target, stacks: Stacks, say: Callable[[str], None]) -> None:
    """Delete a stage that was deployed with ``--disposable``: first its API, then all of its data,
    in tables that restores brought up, too. What is left all the same is said, and why.

    Whatever state a deployment left it in. Stopped anywhere, it may be run again; a stage that is
    not there is removed already. Raises DeployError, before anything is done, for production and
    for a stage that is protected, and with CloudFormation's reason where a stack doesn't go.
    """
    if target.stage == _STRICT:
        raise DeployError(
            "no command removes production. Its table, user pool, key, secret and bucket stay even "
            "when its stacks are deleted: see docs/deploying.md"
        )
    parameters = stacks.parameters(target.data_stack)
    _refuse_protected(target, parameters)
    _delete_stack(stacks, target.api_stack, say)
    bucket = _bucket_of(target, stacks)
    if bucket is not None:
        say(f"{_empty_bucket(target.client('s3'), bucket)} objects of {bucket} are deleted")
    if parameters:  # else nobody can tell whether the stage was disposable
        _delete_restored(target, stacks, say)
    _delete_stack(stacks, target.data_stack, say)
    for line in left_behind(target, parameters):
        say(line)


def _refuse_protected(target: Target, parameters: Mapping[str, str]) -> None:
    """Raises DeployError for a stage that was not deployed to come and go."""
    kept = {parameters.get("Protection", "on"), parameters.get("Disposal", "Retain")}
    if parameters and kept != {"off", "Delete"}:
        raise DeployError(
            f"the stage {target.stage} is protected: it holds data that is to stay. If nobody "
            f'needs that, run make deploy STAGE={target.stage} ARGS="--disposable" first, and '
            "then remove it"
        )


def _delete_restored(target: Target, stacks: Stacks, say: Callable[[str], None]) -> None:
    dynamodb = target.client("dynamodb")
    delete = DeleteTable(dynamodb, stacks.pause, stacks.interval, say)
    for table in restored_tables(dynamodb, target.stage):
        delete.run(table)


def _delete_stack(stacks: Stacks, name: str, say: Callable[[str], None]) -> None:
    """Delete a stack, if it is there, and see it gone. Raises DeployError where it doesn't go."""
    if stacks.delete(name):
        say(f"{name} is deleted")
    else:
        say(f"{name} is not there")


def _bucket_of(target: Target, stacks: Stacks) -> str | None:
    """The stage's bucket; None where the data stack is gone or never came to have one."""
    name = target.data_stack
    return stacks.physical_id(name, "ArtifactBucket") if stacks.exists(name) else None


def _empty_bucket(s3: Any, bucket: str) -> int:
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
