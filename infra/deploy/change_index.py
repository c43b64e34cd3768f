"""Makes and drops indexes of a stage's table, one at a time, around the deployment of its code."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from infra.deploy.errors import DeployError
from infra.deploy.index_rules import (
    indexes_of,
    refuse_change_in_place,
    steps_after_code,
    steps_before_code,
)
from infra.deploy.stacks import Stacks
from infra.templates import Template

_PATIENCE = 6 * 3600.0
"""Seconds that an index is waited for. How long one takes to be filled goes with the table."""

_TABLE = "SettingTable"

Deploy = Callable[[Template], bool]
"""Deploys the data stack by a template; True if that changed it."""


@dataclass(frozen=True)
class ChangeIndex:
    """Brings the table of a ``stack``, which is there, to the indexes of a template.

    Whatever it is found with: stopped anywhere, it may be done again, since what is left is seen
    from the stack and the table.
    """

    stacks: Stacks
    dynamodb: Any
    stack: str

    def before_code(self, wanted: Template, deploy: Deploy) -> bool:
        """Deploy ``wanted`` with every new index, filled; old ones stay. True if that changed it.

        Raises DeployError, before anything is done, where an index would have to change in place.
        """
        deployed = self.stacks.template(self.stack)
        refuse_change_in_place(indexes_of(wanted), self._wait())
        changed = False
        for step in steps_before_code(deployed, wanted):
            changed = deploy(step) or changed
            self._wait()
        return changed

    def after_code(self, wanted: Template, deploy: Deploy) -> list[str]:
        """Drop the indexes that ``wanted`` has no more, which nothing reads by now; their names."""
        deployed = self.stacks.template(self.stack)
        for step in steps_after_code(deployed, wanted):
            deploy(step)
            self._wait()
        return sorted(indexes_of(deployed).keys() - indexes_of(wanted).keys())

    def _wait(self) -> list[dict[str, Any]]:
        """The table's indexes, once each of them can be queried and none is going.

        CloudFormation doesn't wait for an index to be filled, and until it is, DynamoDB takes no
        other change. Raises DeployError when that takes longer than anybody would wait for.
        """
        table = self.stacks.outputs(self.stack)[_TABLE]
        for look in range(int(_PATIENCE / self.stacks.interval)):
            found = indexes_on(self.dynamodb, table)
            busy = [i["IndexName"] for i in found if i.get("IndexStatus", "ACTIVE") != "ACTIVE"]
            if not busy:
                return found
            if look == 0:
                self.stacks.say(f"waiting for the index {', '.join(busy)} of the table")
            self.stacks.pause(self.stacks.interval)
        raise DeployError(
            f"the index {', '.join(busy)} of {table} isn't filled yet. Nothing is wrong with that; "
            "deploy again later, and it goes on from here"
        )


def indexes_on(dynamodb: Any, table: str) -> list[dict[str, Any]]:
    """The indexes of a table as they now are."""
    described = dynamodb.describe_table(TableName=table)["Table"]
    found: list[dict[str, Any]] = described.get("GlobalSecondaryIndexes", [])
    return found
