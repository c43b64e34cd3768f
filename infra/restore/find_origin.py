"""Finds what a table can be restored from: its last 35 days, else the nearest backup before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from infra.restore.errors import RestoreError
from infra.restore.parse_moment import written
from infra.restore.stage import Stage

_WHOLE = ("COMPLETED", "AVAILABLE")
"""States of a backup that can be restored; others are being made, stopped, partial or expired."""


@dataclass(frozen=True)
class Origin:
    """The table to restore, as it was at an instant; by a backup where ``backup`` is its ARN."""

    table: str
    at: datetime
    backup: str | None = None


@dataclass(frozen=True)
class _Window:
    """The instants that a table can be restored to by point-in-time recovery."""

    table: str
    earliest: datetime
    latest: datetime


def find_origin(stage: Stage, at: datetime) -> Origin:
    """The origin for ``at``. Raises RestoreError, naming what there is, if nothing reaches it."""
    windows: list[_Window] = []
    for window in _windows(stage):
        if window.earliest <= at <= window.latest:
            return Origin(window.table, at)
        if not windows and at > window.latest:
            raise RestoreError(
                f"{window.table} can be restored up to {written(window.latest)}, some minutes ago; "
                f"AT={written(at)} is later. Choose an earlier AT, or try again in five minutes"
            )
        windows.append(window)
    backups = sorted(_backups(stage), key=lambda each: each.at)
    before = [each for each in backups if each.at <= at]
    if before:
        return before[-1]
    raise RestoreError(_nothing_reaches(at, windows, backups))


def _nothing_reaches(at: datetime, windows: list[_Window], backups: list[Origin]) -> str:
    there_is = [f"from {written(each.earliest)} to {written(each.latest)}" for each in windows]
    there_is += [f"from the first backup, of {written(backups[0].at)}"] if backups else []
    if not there_is:
        return (
            "nothing to restore from was found: point-in-time recovery is off, and there is no "
            "backup. Deploy the stage (without --disposable), which turns both on"
        )
    return f"AT={written(at)} can't be reached. It has to be {', or '.join(there_is)}"


def _windows(stage: Stage) -> Iterator[_Window]:
    """Of the table in use first, then of those before it, as long as they are there."""
    table: str | None = stage.data["SettingTable"]
    seen: set[str] = set()
    while table is not None and table not in seen and stage.describe(table) is not None:
        seen.add(table)
        found = stage.dynamodb.describe_continuous_backups(TableName=table)
        recovery = found["ContinuousBackupsDescription"].get("PointInTimeRecoveryDescription", {})
        if recovery.get("PointInTimeRecoveryStatus") == "ENABLED":
            earliest = recovery["EarliestRestorableDateTime"]
            yield _Window(table, earliest, recovery["LatestRestorableDateTime"])
        table = stage.table_before(table)


def _backups(stage: Stage) -> Iterator[Origin]:
    """Those in the stage's vault, of any table that it used."""
    vault = stage.data.get("BackupVault")
    if vault is None:
        return
    pages = stage.target.client("backup").get_paginator("list_recovery_points_by_backup_vault")
    for page in pages.paginate(BackupVaultName=vault, ByResourceType="DynamoDB"):
        yield from (_backup(point) for point in page["RecoveryPoints"] if _is_whole(point))


def _is_whole(point: Any) -> bool:
    return point["Status"] in _WHOLE


def _backup(point: Any) -> Origin:
    table = point["ResourceArn"].rpartition("/")[2]
    return Origin(table, point["CreationDate"], point["RecoveryPointArn"])
