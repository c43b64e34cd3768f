"""DynamoDB's tables and AWS Backup's jobs by their documentation, over items that moto keeps.

Tables change while they are looked at, and a restored one comes without all that a restore does not
carry. What the calls are given is held to botocore's models of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import botocore
from botocore.exceptions import ClientError
from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator

from infra.table_definition import STATEFUL_TEMPLATE, create_table_arguments
from tests.tools.stages.scripted_indexes import ScriptedIndexes

ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/"
DEFINITION = create_table_arguments(STATEFUL_TEMPLATE.read_text("utf-8"), "any")
Item = dict[str, Any]


def refused(code: str, message: str = "no") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": message}}, "AnyCall")


@cache
def _model(service: str) -> ServiceModel:
    loader = Loader([str(Path(botocore.__file__).parent / "data")])
    return ServiceModel(loader.load_service_model(service, "service-2"))


def require_valid(service: str, operation: str, given: dict[str, Any]) -> None:
    """Fail for what botocore would not send."""
    shape = _model(service).operation_model(operation).input_shape
    report = ParamValidator().validate(given, shape)
    assert not report.has_errors(), report.generate_report()


def _shape(table: str) -> dict[str, Any]:
    """The table as moto describes it, without its answer, which takes it long."""
    from tests.quick_moto import tables

    shape: dict[str, Any] = tables()[table].describe("Table")["Table"]
    return shape


@dataclass
class ScriptedTable:
    """What a table has beside its items."""

    name: str
    summary: dict[str, Any] | None = None
    key: str = ""
    looks: int = 0
    """Looks until it is at rest."""
    state: str = "ACTIVE"
    expires_by: str = ""
    recovery: tuple[datetime, datetime] | None = None
    stream: str = ""
    is_protected: bool = False
    tags: dict[str, str] = field(default_factory=dict)
    is_going: bool = False
    maximum: dict[str, int] | None = None
    maxima: dict[str, dict[str, int]] = field(default_factory=dict)
    """By index, what a second may cost at most."""
    filling: dict[str, int] = field(default_factory=dict)
    """By index, looks until it is filled."""
    lived: list[str] = field(default_factory=list)
    """What became of indexes, in order: ``+due-2`` was filled, ``-due`` is gone."""
    has_insights: bool = False
    policy: str = ""


@dataclass
class ScriptedTables:
    """The tables of an account. ``moto`` keeps the items, ``past`` has them as they were."""

    moto: Any
    tables: dict[str, ScriptedTable] = field(default_factory=dict)
    past: dict[str, list[Item]] = field(default_factory=dict)
    """By table, its items at the instant that is restored to."""
    fails: list[ClientError] = field(default_factory=list)
    """What the next restores are refused with."""
    unready: int = 0
    """How often point-in-time recovery can't be turned on yet."""
    restored_to: list[datetime] = field(default_factory=list)
    of_stack: dict[str, ScriptedIndexes] = field(default_factory=dict)
    """By table, the indexes that CloudFormation makes and drops."""

    def __getattr__(self, name: str) -> Any:
        """What is about items is moto's."""
        return getattr(self.moto, name)

    def make(self, name: str, items: list[Item], **has: Any) -> ScriptedTable:
        """A table as the template defines it, with these items."""
        self.moto.create_table(**{**DEFINITION, "TableName": name})
        puts = [{"PutRequest": {"Item": item}} for item in items]
        for start in range(0, len(puts), 25):
            self.moto.batch_write_item(RequestItems={name: puts[start : start + 25]})
        table = self.tables[name] = ScriptedTable(name, **has)
        return table

    def items(self, name: str) -> dict[tuple[str, str], Item]:
        found = self.moto.scan(TableName=name)["Items"]
        return {(each["pk"]["S"], each["sk"]["S"]): each for each in found}

    def describe_table(self, TableName: str) -> dict[str, Any]:  # noqa: N803
        table = self._found(TableName)
        if table.looks:
            table.looks -= 1
        elif table.is_going:
            self.moto.delete_table(TableName=TableName)
            del self.tables[TableName]
            self._found(TableName)
        elif table.state in ("CREATING", "UPDATING"):
            table.state = "ACTIVE"
            if table.summary:
                table.summary["RestoreInProgress"] = False
        found = _shape(TableName)
        described = {
            "TableArn": f"{ARN}{TableName}",
            "TableStatus": table.state,
            "DeletionProtectionEnabled": table.is_protected,
            **({"RestoreSummary": dict(table.summary)} if table.summary else {}),
            **({"SSEDescription": {"KMSMasterKeyArn": table.key}} if table.key else {}),
            **({"OnDemandThroughput": table.maximum} if table.maximum else {}),
        }
        if table.stream:
            described["StreamSpecification"] = {
                "StreamEnabled": True,
                "StreamViewType": "KEYS_ONLY",
            }
            described["LatestStreamLabel"] = table.stream
        described["GlobalSecondaryIndexes"] = self._indexes(table, found)
        return {"Table": {**found, **described}}

    def _indexes(self, table: ScriptedTable, found: dict[str, Any]) -> list[dict[str, Any]]:
        if table.name in self.of_stack:
            of_stack = self.of_stack[table.name].describe_table(table.name)["Table"]
            return list(of_stack["GlobalSecondaryIndexes"])
        for name in list(table.filling):
            table.filling[name] -= 1
            if not table.filling[name]:
                del table.filling[name]
                table.lived.append(f"+{name}")
        return [
            {
                **{name: part for name, part in index.items() if name != "OnDemandThroughput"},
                "IndexStatus": "CREATING" if index["IndexName"] in table.filling else "ACTIVE",
                **(
                    {"OnDemandThroughput": table.maxima[index["IndexName"]]}
                    if index["IndexName"] in table.maxima
                    else {}
                ),
            }
            for index in found.get("GlobalSecondaryIndexes", [])
        ]

    def restore_table_to_point_in_time(self, **asked: Any) -> None:
        require_valid("dynamodb", "RestoreTableToPointInTime", asked)
        if self.fails:
            raise self.fails.pop(0)
        source, name = self._found(asked["SourceTableName"]), asked["TargetTableName"]
        if name in self.tables:
            raise refused("TableAlreadyExistsException", f"Table already exists: {name}")
        assert source.recovery
        assert source.recovery[0] <= asked["RestoreDateTime"] <= source.recovery[1]
        self.restored_to.append(asked["RestoreDateTime"])
        summary = {"SourceTableArn": f"{ARN}{source.name}", "RestoreInProgress": True}
        summary["RestoreDateTime"] = asked["RestoreDateTime"]
        key = asked["SSESpecificationOverride"]["KMSMasterKeyId"]
        self.make_restored(name, source.name, key, summary)

    def make_restored(self, name: str, source: str, key: str, summary: dict[str, Any]) -> None:
        items = self.past[source]
        self.make(name, items, summary=summary, key=key, looks=3, state="CREATING")

    def update_table(self, **asked: Any) -> None:
        require_valid("dynamodb", "UpdateTable", asked)
        table = self._at_rest(asked["TableName"])
        if asked.get("StreamSpecification", {}).get("StreamEnabled"):
            if table.stream:
                raise refused("ValidationException", "Table already has an enabled stream")
            table.stream = "2026-11-28T03:00:00.000"
        table.is_protected = asked.get("DeletionProtectionEnabled", table.is_protected)
        table.maximum = asked.get("OnDemandThroughput", table.maximum)
        self._change_indexes(table, asked)
        table.state, table.looks = "UPDATING", 2

    def _change_indexes(self, table: ScriptedTable, asked: dict[str, Any]) -> None:
        updates = asked.get("GlobalSecondaryIndexUpdates", [])
        most = {u["Update"]["IndexName"]: u["Update"] for u in updates if "Update" in u}
        there = _shape(table.name)["GlobalSecondaryIndexes"]
        assert most.keys() <= {each["IndexName"] for each in there}
        table.maxima |= {name: each["OnDemandThroughput"] for name, each in most.items()}
        changes = [update for update in updates if "Update" not in update]
        if not changes:
            return
        if len(changes) > 1 or table.filling:
            raise refused("LimitExceededException", "Only 1 online index can be created or deleted")
        self.reshape(table.name, changes[0], asked.get("AttributeDefinitions", []))
        if made := changes[0].get("Create"):
            table.filling[made["IndexName"]] = 5
            table.maxima[made["IndexName"]] = made["OnDemandThroughput"]
        else:
            table.lived.append(f"-{changes[0]['Delete']['IndexName']}")

    def reshape(self, name: str, change: dict[str, Any], types: Any = ()) -> None:
        """Have a table with an index more, or less, at once."""
        self.moto.update_table(
            TableName=name, AttributeDefinitions=list(types), GlobalSecondaryIndexUpdates=[change]
        )

    def delete_table(self, **asked: Any) -> None:
        require_valid("dynamodb", "DeleteTable", asked)
        table = self._at_rest(asked["TableName"])
        if table.is_protected:
            raise refused("ValidationException", "Resource cannot be deleted as it is protected")
        table.state, table.looks, table.is_going = "DELETING", 2, True

    def describe_time_to_live(self, TableName: str) -> dict[str, Any]:  # noqa: N803
        by = self._found(TableName).expires_by
        return {"TimeToLiveDescription": {"TimeToLiveStatus": "ENABLED" if by else "DISABLED"}}

    def update_time_to_live(self, **asked: Any) -> None:
        require_valid("dynamodb", "UpdateTimeToLive", asked)
        table = self._found(asked["TableName"])
        if table.expires_by:
            raise refused("ValidationException", "TimeToLive is already enabled")
        table.expires_by = asked["TimeToLiveSpecification"]["AttributeName"]

    def describe_continuous_backups(self, TableName: str) -> dict[str, Any]:  # noqa: N803
        window = self._found(TableName).recovery
        recovery: dict[str, Any] = {
            "PointInTimeRecoveryStatus": "ENABLED" if window else "DISABLED"
        }
        if window:
            recovery["EarliestRestorableDateTime"], recovery["LatestRestorableDateTime"] = window
        return {"ContinuousBackupsDescription": {"PointInTimeRecoveryDescription": recovery}}

    def update_continuous_backups(self, **asked: Any) -> None:
        require_valid("dynamodb", "UpdateContinuousBackups", asked)
        if self.unready:
            self.unready -= 1
            raise refused("ContinuousBackupsUnavailableException")
        now = datetime.fromisoformat("2026-11-28T03:00:00+00:00")
        self._found(asked["TableName"]).recovery = (now, now)

    def list_tags_of_resource(self, ResourceArn: str) -> dict[str, Any]:  # noqa: N803
        tags = self._of(ResourceArn).tags
        return {"Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}

    def tag_resource(self, **asked: Any) -> None:
        require_valid("dynamodb", "TagResource", asked)
        assert not any(tag["Key"].startswith("aws:") for tag in asked["Tags"])
        table = self._of(asked["ResourceArn"])
        table.tags |= {tag["Key"]: tag["Value"] for tag in asked["Tags"]}

    def describe_contributor_insights(self, TableName: str) -> dict[str, str]:  # noqa: N803
        on = self._found(TableName).has_insights
        return {"ContributorInsightsStatus": "ENABLED" if on else "DISABLED"}

    def update_contributor_insights(self, **asked: Any) -> None:
        require_valid("dynamodb", "UpdateContributorInsights", asked)
        self._found(asked["TableName"]).has_insights = True

    def get_resource_policy(self, ResourceArn: str) -> dict[str, str]:  # noqa: N803
        if policy := self._of(ResourceArn).policy:
            return {"Policy": policy}
        raise refused("PolicyNotFoundException")

    def put_resource_policy(self, **asked: Any) -> None:
        require_valid("dynamodb", "PutResourcePolicy", asked)
        self._of(asked["ResourceArn"]).policy = asked["Policy"]

    def _of(self, arn: str) -> ScriptedTable:
        return self._found(arn.removeprefix(ARN))

    def _found(self, name: str) -> ScriptedTable:
        if name not in self.tables:
            raise refused("ResourceNotFoundException", f"Requested resource not found: {name}")
        return self.tables[name]

    def _at_rest(self, name: str) -> ScriptedTable:
        table = self._found(name)
        if table.state != "ACTIVE":
            raise refused("ResourceInUseException", f"Table is being {table.state}: {name}")
        return table


@dataclass
class ScriptedBackup:
    """A vault's backups, and jobs that restore them into ``tables``."""

    tables: ScriptedTables
    points: list[dict[str, Any]] = field(default_factory=list)
    vaults: list[dict[str, Any]] = field(default_factory=list)
    jobs: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By the token of their order."""
    fails: list[str] = field(default_factory=list)
    """Reasons for which the next jobs fail."""
    takes: int = 2
    """Looks until a job is done."""

    def holds(self, arn: str, table: str, at: datetime, status: str = "COMPLETED") -> None:
        """Have a backup of a table in the vault."""
        point = {"RecoveryPointArn": arn, "ResourceArn": f"{ARN}{table}", "Status": status}
        self.points.append({**point, "CreationDate": at})

    def get_paginator(self, call: str) -> SimpleNamespace:
        def points(**asked: Any) -> Iterator[dict[str, Any]]:
            require_valid("backup", "ListRecoveryPointsByBackupVault", asked)
            for point in self.points:
                yield {"RecoveryPoints": [point]}

        def jobs(**asked: Any) -> Iterator[dict[str, Any]]:
            require_valid("backup", "ListRestoreJobs", asked)
            yield {"RestoreJobs": list(self.jobs.values())}

        def vaults(**asked: Any) -> Iterator[dict[str, Any]]:
            require_valid("backup", "ListBackupVaults", asked)
            for vault in self.vaults:
                yield {"BackupVaultList": [vault]}

        calls: dict[str, Callable[..., Any]] = {
            "list_recovery_points_by_backup_vault": points,
            "list_restore_jobs": jobs,
            "list_backup_vaults": vaults,
        }
        return SimpleNamespace(paginate=calls[call])

    def start_restore_job(self, **asked: Any) -> dict[str, str]:
        require_valid("backup", "StartRestoreJob", asked)
        token = asked["IdempotencyToken"]
        if token not in self.jobs:
            job = {"RecoveryPointArn": asked["RecoveryPointArn"], "Status": "PENDING"}
            self.jobs[token] = {**job, "asked": asked["Metadata"], "looks": self.takes}
        return {"RestoreJobId": token}

    def describe_restore_job(self, RestoreJobId: str) -> dict[str, Any]:  # noqa: N803
        job = self.jobs[RestoreJobId]
        if job["Status"] in ("PENDING", "RUNNING"):
            job["looks"] -= 1
            job["Status"] = "RUNNING" if job["looks"] else self._end(job)
        return job

    def _end(self, job: dict[str, Any]) -> str:
        if self.fails:
            job["StatusMessage"] = self.fails.pop(0)
            return "FAILED"
        (point,) = [p for p in self.points if p["RecoveryPointArn"] == job["RecoveryPointArn"]]
        asked = job["asked"]
        summary = {"SourceBackupArn": point["RecoveryPointArn"], "RestoreInProgress": True}
        summary["RestoreDateTime"] = point["CreationDate"]
        source = point["ResourceArn"].removeprefix(ARN)
        assert asked["encryptionType"] == "KMS"
        name = asked["targetTableName"]
        self.tables.make_restored(name, source, asked["kmsMasterKeyArn"], summary)
        return "COMPLETED"
