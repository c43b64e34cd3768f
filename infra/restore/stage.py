"""A stage as a restore finds it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from infra.deploy.stacks import Stacks
from infra.deploy.target import Target
from infra.restore.errors import RestoreError

RESTORED_FROM = "frontdesk:restored-from"
"""The tag of a restored table that names the one that was in use when it was restored."""


@dataclass(frozen=True)
class Stage:
    """A stage, with what a restore calls. ``pause`` waits so many seconds, ``say`` tells a line."""

    target: Target
    stacks: Stacks
    dynamodb: Any
    pause: Callable[[float], None]
    say: Callable[[str], None]

    @property
    def data(self) -> Mapping[str, str]:
        """The outputs of its data stack, read again each time. Raises DeployError without one."""
        return self.stacks.outputs(self.target.data_stack)

    def describe(self, table: str) -> dict[str, Any] | None:
        """The table as DynamoDB describes it, or None where there is none of the name."""
        return describe_table(self.dynamodb, table)

    def table_before(self, table: str) -> str | None:
        """The table in whose stead this one was restored, by its tag; None where it has none."""
        tags = tags_of(self.dynamodb, self.existing(table)["TableArn"])
        return tags.get(RESTORED_FROM)

    def existing(self, table: str) -> dict[str, Any]:
        """The table's description. Raises RestoreError where it is gone."""
        found = self.describe(table)
        if found is None:
            raise RestoreError(
                f"table {table} is gone. If somebody deleted it within the last 35 days, DynamoDB "
                "kept a backup of that moment (Backups in its console); else restore from a "
                "backup, with AT= before the deletion"
            )
        return found


def describe_table(dynamodb: Any, table: str) -> dict[str, Any] | None:
    """The table as DynamoDB describes it, or None where there is none of the name."""
    try:
        found: dict[str, Any] = dynamodb.describe_table(TableName=table)["Table"]
    except ClientError as failure:
        if failure.response["Error"]["Code"] == "ResourceNotFoundException":
            return None
        raise
    return found


def tags_of(dynamodb: Any, arn: str) -> dict[str, str]:
    """The tags of a table. There are fifty at most, but a page may hold fewer."""
    tags: dict[str, str] = {}
    more: dict[str, str] = {}
    while True:
        page = dynamodb.list_tags_of_resource(ResourceArn=arn, **more)
        tags |= {tag["Key"]: tag["Value"] for tag in page.get("Tags", [])}
        if "NextToken" not in page:
            return tags
        more = {"NextToken": page["NextToken"]}
