"""Gives a table what neither a restore nor CloudFormation gives it: all but its keys and indexes.

A restore brings items, indexes and encryption. Expiry, the stream, point-in-time recovery and the
protection are set here as stateful.yaml says; what is set already is left alone, so it may be run
again and at each deployment.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from botocore.exceptions import ClientError

from infra.restore.errors import RestoreError
from infra.restore.set_maxima import set_maxima
from infra.restore.wait_for_table import INTERVAL, wait_for_table
from infra.table_definition import STATEFUL_TEMPLATE
from infra.templates import read_template

_ON = ("ENABLED", "ENABLING")
_LOOKS = 30


@cache
def table_defined() -> dict[str, Any]:
    """The table's properties in stateful.yaml."""
    template = read_template(STATEFUL_TEMPLATE.read_text("utf-8"))
    properties: dict[str, Any] = template["Resources"]["Table"]["Properties"]
    return properties


@dataclass(frozen=True)
class Equip:
    """Sets what is missing, one thing after another: DynamoDB changes one thing at a time."""

    dynamodb: Any
    pause: Callable[[float], None]
    protected: bool = True

    def run(self, table: str) -> dict[str, Any]:
        """Equip the table; its description afterwards."""
        defined = table_defined()
        found = wait_for_table(self.dynamodb, table, self.pause)
        self._expire_by(table, defined["TimeToLiveSpecification"]["AttributeName"])
        self._keep_every_second(table)
        if not found.get("StreamSpecification", {}).get("StreamEnabled"):
            view = defined["StreamSpecification"]["StreamViewType"]
            stream = {"StreamEnabled": True, "StreamViewType": view}
            found = self._update(table, StreamSpecification=stream)
        if self.protected and not found.get("DeletionProtectionEnabled"):
            found = self._update(table, DeletionProtectionEnabled=True)
        return found

    def _update(self, table: str, **change: Any) -> dict[str, Any]:
        self.dynamodb.update_table(TableName=table, **change)
        return wait_for_table(self.dynamodb, table, self.pause)

    def _expire_by(self, table: str, attribute: str) -> None:
        now = self.dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
        if now["TimeToLiveStatus"] not in _ON:
            wanted = {"Enabled": True, "AttributeName": attribute}
            self.dynamodb.update_time_to_live(TableName=table, TimeToLiveSpecification=wanted)

    def _keep_every_second(self, table: str) -> None:
        """Turn point-in-time recovery on; just after a restore DynamoDB may not take that yet."""
        wanted = {"PointInTimeRecoveryEnabled": True}
        for _ in range(_LOOKS):
            found = self.dynamodb.describe_continuous_backups(TableName=table)
            recovery = found["ContinuousBackupsDescription"].get(
                "PointInTimeRecoveryDescription", {}
            )
            if recovery.get("PointInTimeRecoveryStatus") in _ON:
                return
            try:
                self.dynamodb.update_continuous_backups(
                    TableName=table, PointInTimeRecoverySpecification=wanted
                )
            except ClientError as failure:
                if failure.response["Error"]["Code"] != "ContinuousBackupsUnavailableException":
                    raise
                self.pause(INTERVAL)
        raise RestoreError(
            f"point-in-time recovery of {table} can't be turned on yet: repeat the command later"
        )


def keep_as_defined(equip: Equip, table: str, defined: Mapping[str, Any]) -> str:
    """Equip a restored table that a stage uses; the name of its stream.

    What a second may cost at most is as ``defined``, too: CloudFormation would set it. The indexes
    are brought along around the code (``infra/deploy/change_index.py``).
    """
    found = equip.run(table)
    set_maxima(equip.dynamodb, equip.pause, table, defined)
    return str(found["LatestStreamLabel"])
