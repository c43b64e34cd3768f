"""Makes and drops indexes of a stage's table, one at a time, around the deployment of its code."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from infra.deploy.index_rules import (
    indexes_of,
    refuse_change_in_place,
    steps_after_code,
    steps_before_code,
    table_of,
)
from infra.deploy.stacks import Stacks
from infra.deploy.table_indexes import TableIndexes
from infra.restore.stage import describe_table
from infra.templates import Template

Deploy = Callable[[Template], bool]
"""Deploys the data stack by a template; True if that changed it."""


@dataclass(frozen=True)
class ChangeIndex:
    """Brings the table of a ``stack``, which is there, to the indexes of a template.

    CloudFormation changes the stack's own table; a restored one that is in use in its stead is
    brought along here, in the same order. Stopped anywhere, it may be done again, since what is
    left is seen from the stack and the tables.
    """

    stacks: Stacks
    dynamodb: Any
    stack: str

    def before_code(self, wanted: Template, deploy: Deploy) -> bool:
        """Deploy ``wanted`` with every new index, filled; old ones stay. True if that changed
        anything.

        Raises DeployError, before anything is done, where an index would have to change in place.
        """
        deployed = self.stacks.template(self.stack)
        for table in [*self._own(), *self._restored()]:
            refuse_change_in_place(indexes_of(wanted), table.at_rest())
        changed = False
        for step in steps_before_code(deployed, wanted):
            changed = deploy(step) or changed
            self._wait_for_own()
        for table in self._restored():
            changed = bool(table.add(table_of(wanted))) or changed
        return changed

    def after_code(self, wanted: Template, deploy: Deploy) -> list[str]:
        """Drop the indexes that ``wanted`` has no more, which nothing reads by now; their names."""
        deployed = self.stacks.template(self.stack)
        dropped = indexes_of(deployed).keys() - indexes_of(wanted).keys()
        for step in steps_after_code(deployed, wanted):
            deploy(step)
            self._wait_for_own()
        for table in self._restored():
            dropped |= {*table.drop(table_of(wanted))}
        return sorted(dropped)

    def _wait_for_own(self) -> None:
        """CloudFormation doesn't wait for an index to be filled, and its next change would fail."""
        for table in self._own():
            table.at_rest()

    def _own(self) -> Iterator[TableIndexes]:
        """The table that the stack defines, unless somebody deleted it since a restore."""
        outputs = self.stacks.outputs(self.stack)
        own = outputs.get("OwnTable", outputs["SettingTable"])
        if describe_table(self.dynamodb, own) is not None:
            yield self._indexes(own)

    def _restored(self) -> Iterator[TableIndexes]:
        """The table that is in use in the stead of the stack's own; none where that is in use."""
        outputs = self.stacks.outputs(self.stack)
        if outputs["SettingTable"] != outputs.get("OwnTable", outputs["SettingTable"]):
            yield self._indexes(outputs["SettingTable"])

    def _indexes(self, table: str) -> TableIndexes:
        stacks = self.stacks
        return TableIndexes(self.dynamodb, table, stacks.pause, stacks.interval, stacks.say)


def indexes_on(dynamodb: Any, table: str) -> list[dict[str, Any]]:
    """The indexes of a table as they now are."""
    described = dynamodb.describe_table(TableName=table)["Table"]
    found: list[dict[str, Any]] = described.get("GlobalSecondaryIndexes", [])
    return found
