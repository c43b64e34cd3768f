"""Tells what of a stage is left once it is removed, and why, so that nobody is surprised later."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra.deploy.target import Target
from infra.restore.delete_restored import restored_tables
from infra.restore.stage import describe_table


def left_behind(target: Target, parameters: Mapping[str, str]) -> Iterator[str]:
    """A line for each thing that is left of a removed stage.

    ``parameters`` are those of its data stack before it was deleted, if it was still there.
    """
    yield from _tables(target, was_there=bool(parameters))
    yield from _vaults(target)
    if copies := parameters.get("BackupCopyVault"):
        yield f"left: copies of its backups in {copies}, as long as each is to be kept"


def _tables(target: Target, *, was_there: bool) -> Iterator[str]:
    """Those of a stage whose stack was gone before, which may have been protected, and those that
    somebody restored meanwhile. DynamoDB lists a table for a while after it is gone.
    """
    why = (
        "It came up while the stage was being removed"
        if was_there
        else "The data stack was gone before, so nobody can tell whether what is in it is to stay"
    )
    dynamodb = target.client("dynamodb")
    for table in restored_tables(dynamodb, target.stage):
        if describe_table(dynamodb, table) is not None:
            yield (
                f"left: table {table}, which a restore had brought up. {why}. If nobody needs "
                "that, delete it as docs/operating.md says (“After a drill, and after a switch”)"
            )


def _vaults(target: Target) -> Iterator[str]:
    """Those of when the stage was protected, which are kept on purpose."""
    try:
        pages = target.client("backup").get_paginator("list_backup_vaults").paginate()
        vaults = [v for page in pages for v in page["BackupVaultList"] if _is_of(target.stage, v)]
    except (BotoCoreError, ClientError) as failure:
        yield (
            f"whether backups are left could not be seen ({failure}): look in AWS Backup for a "
            f"vault frontdesk-{target.stage}-…"
        )
        return
    for vault in vaults:
        name, key, backups = (
            vault["BackupVaultName"],
            vault["EncryptionKeyArn"],
            vault["NumberOfRecoveryPoints"],
        )
        if backups:
            yield (
                f"left: vault {name} with {backups} backups, of when the stage was protected, and "
                f"their key {key}. Each is kept for its time, up to seven years, since records of "
                "patients have to be; docs/operating.md (“Backups”) says how one goes sooner"
            )
        else:
            yield f"left: vault {name}, which is empty, and its key {key}: delete both by hand"


def _is_of(stage: str, vault: Mapping[str, Any]) -> bool:
    """The name ends with a part of the stack's id: see ``infra/stateful.yaml``."""
    return bool(
        re.fullmatch(rf"frontdesk-{re.escape(stage)}-[0-9a-f]{{8}}", vault["BackupVaultName"])
    )
