"""Brings a table up beside the one in use, as it was at an instant."""

from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from infra.restore.errors import RestoreError
from infra.restore.find_origin import Origin
from infra.restore.parse_moment import written
from infra.restore.stage import Stage
from infra.restore.table_names import name_of
from infra.restore.wait_for_table import TO_BE_RESTORED, wait_for_table

_FAILED = ("FAILED", "ABORTED")
_WORDS = {
    "LimitExceededException": "the account restores as many tables at once as it may (50), or "
    "has as many as it may (2,500). Wait for the others, or delete some, then repeat the command",
    "InvalidRestoreTimeException": "that instant can't be reached any more. Choose a later AT",
    "PointInTimeRecoveryUnavailableException": "point-in-time recovery is off for it. Deploy the "
    "stage, which turns it on; until then use an AT that a backup reaches",
    "TableInUseException": "it is being changed in this moment. Repeat the command in a minute",
    "AccessDeniedException": "you may not. docs/operating.md says what leave a restore needs; get "
    "it, then repeat the command",
    "ResourceNotFoundException": "the backup, or its vault, is gone. Choose another AT",
}


@dataclass(frozen=True)
class BringUp:
    """Restores ``origin`` to a new table. Stopped anywhere, it may be run again."""

    stage: Stage
    origin: Origin

    @property
    def table(self) -> str:
        """The name of the table that is brought up."""
        return name_of(self.stage.target.stage, self.origin.at)

    def run(self) -> dict[str, Any]:
        """Order the restore unless that is done already, and wait; the table's description.

        Raises RestoreError with what to do.
        """
        found = self.stage.describe(self.table)
        if found is not None:
            self._require_ours(found)
        elif self.origin.backup is None:
            self._order_point_in_time()
        else:
            self._restore_backup(self.origin.backup)
        stage = self.stage
        return wait_for_table(stage.dynamodb, self.table, stage.pause, stage.say)

    def _require_ours(self, found: dict[str, Any]) -> None:
        """Raises RestoreError for a table that somebody else made under this name."""
        summary = found.get("RestoreSummary", {})
        source = summary.get("SourceTableArn", "").rpartition("/")[2]
        is_ours = bool(summary) and source in ("", self.origin.table)
        if is_ours and self.origin.backup is None:
            is_ours = written(summary["RestoreDateTime"]) == written(self.origin.at)
        if is_ours:
            self.stage.say(f"{self.table} is there already, from before")
            return
        raise RestoreError(
            f"there is a table {self.table}, and it is no restore of {self.origin.table} to "
            f"{written(self.origin.at)}. Delete it if nobody needs it, or choose an AT that is one "
            "second off"
        )

    def _order_point_in_time(self) -> None:
        self.stage.say(f"restoring {self.origin.table} as of {written(self.origin.at)}")
        try:
            self.stage.dynamodb.restore_table_to_point_in_time(
                SourceTableName=self.origin.table,
                TargetTableName=self.table,
                RestoreDateTime=self.origin.at,
                BillingModeOverride="PAY_PER_REQUEST",
                SSESpecificationOverride={
                    "Enabled": True,
                    "SSEType": "KMS",
                    "KMSMasterKeyId": self.stage.data["KeyArn"],
                },
            )
        except ClientError as failure:
            if failure.response["Error"]["Code"] != "TableAlreadyExistsException":
                raise _explained(failure, self.origin) from failure
            self._require_ours(self.stage.existing(self.table))

    def _restore_backup(self, backup: str) -> None:
        """Order it, or find the order that was given before, and wait until it is carried out."""
        client, data = self.stage.target.client("backup"), self.stage.data
        self.stage.say(f"restoring the backup of {written(self.origin.at)}")
        metadata = {
            "targetTableName": self.table,
            "encryptionType": "KMS",
            "kmsMasterKeyArn": data["KeyArn"],
        }
        try:
            job = client.start_restore_job(
                RecoveryPointArn=backup,
                ResourceType="DynamoDB",
                IamRoleArn=data["RestoreRoleArn"],
                IdempotencyToken=f"{self.table}-{self._failed_before(client, backup)}",
                Metadata=metadata,
            )["RestoreJobId"]
        except ClientError as failure:
            raise _explained(failure, self.origin) from failure
        self._wait_for_job(client, job)

    def _failed_before(self, client: Any, backup: str) -> int:
        """How often it failed: an order with the token of one that failed is not carried out."""
        pages = client.get_paginator("list_restore_jobs").paginate(ByResourceType="DynamoDB")
        jobs = [job for page in pages for job in page["RestoreJobs"]]
        return sum(j["RecoveryPointArn"] == backup and j["Status"] in _FAILED for j in jobs)

    def _wait_for_job(self, client: Any, job: str) -> None:
        """Raises RestoreError where it fails, or is not done when nobody would wait any longer."""
        for look in range(TO_BE_RESTORED.looks):
            found = client.describe_restore_job(RestoreJobId=job)
            state = found["Status"]
            if state == "COMPLETED":
                return
            if state in _FAILED:
                raise RestoreError(
                    f"AWS Backup could not restore it: {found.get('StatusMessage', 'no reason')}. "
                    f"See to that, delete {self.table} if it is there, and repeat the command"
                )
            if look % TO_BE_RESTORED.told_every == 0:
                self.stage.say(f"{_job(job, state)}; waiting (stop and repeat whenever you like)")
            self.stage.pause(TO_BE_RESTORED.interval)
        raise RestoreError(
            f"{_job(job, state)} after {TO_BE_RESTORED.longest / 3600:.0f} hours. Repeating the "
            "command goes on waiting for this same job. The console of AWS Backup shows what it "
            "does (Jobs, Restore jobs); if that is nothing, ask AWS Support"
        )


def _job(job: str, state: str) -> str:
    return f"AWS Backup's restore job {job} is {state}"


def _explained(failure: ClientError, origin: Origin) -> RestoreError:
    error = failure.response["Error"]
    said = f"{origin.table} can't be restored ({error['Message']})"
    advice = _WORDS.get(error["Code"], "See to that, then repeat the command")
    return RestoreError(f"{said}: {advice}")
