"""Waiting until a table is at rest: what whoever waits hears of it, and when they are to stop."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from infra.deploy.errors import DeployError
from infra.deploy.table_indexes import TableIndexes

TABLE = "frontdesk-beta-restored-20261127T190500Z"
UPDATING = {"TableStatus": "UPDATING"}
AT_REST = {"TableStatus": "ACTIVE"}


def busy(state: str) -> dict[str, Any]:
    index = {"IndexName": "due-2", "IndexStatus": state}
    return {**AT_REST, "GlobalSecondaryIndexes": [index]}


@dataclass
class Looks:
    """A table as each look finds it; the last of them find it as the one before."""

    found: list[dict[str, Any]]
    waited: float = 0.0
    said: list[str] = field(default_factory=list)

    def describe_table(self, TableName: str) -> dict[str, Any]:  # noqa: N803
        assert TableName == TABLE
        return {"Table": self.found.pop(0) if len(self.found) > 1 else self.found[0]}

    def pause(self, seconds: float) -> None:
        self.waited += seconds

    def wait(self) -> list[dict[str, Any]]:
        """As a deployment does, which looks every other second."""
        return TableIndexes(self, TABLE, self.pause, 2.0, self.said.append).at_rest()


def test_nothing_is_said_of_a_table_at_rest() -> None:
    looks = Looks([busy("ACTIVE")])
    assert looks.wait() == busy("ACTIVE")["GlobalSecondaryIndexes"]
    assert (looks.said, looks.waited) == ([], 0.0)


def test_an_index_that_is_busy_from_the_second_look_on_is_told() -> None:
    looks = Looks([UPDATING, busy("CREATING"), busy("CREATING"), busy("DELETING"), AT_REST])
    assert looks.wait() == []
    assert [line.partition(";")[0] for line in looks.said] == [
        f"{TABLE} is UPDATING",
        f"the index due-2 of {TABLE} isn't filled yet",
        f"the index due-2 of {TABLE} isn't gone yet",
    ]


def test_it_is_told_again_every_five_minutes_however_often_one_looks() -> None:
    looks = Looks([*[busy("CREATING")] * 600, AT_REST])
    looks.wait()
    assert looks.waited == 20 * 60
    assert len(looks.said) == 4


def test_a_table_that_changes_for_hours_is_named_and_no_index() -> None:
    looks = Looks([UPDATING])
    with pytest.raises(DeployError, match=rf"{TABLE} is UPDATING after 6 hours\. Ask AWS") as told:
        looks.wait()
    assert "index" not in str(told.value)
    assert looks.waited == 6 * 3600


def test_a_table_that_will_never_be_at_rest_is_not_waited_for() -> None:
    looks = Looks([{"TableStatus": "INACCESSIBLE_ENCRYPTION_CREDENTIALS"}])
    with pytest.raises(DeployError, match="its key is disabled"):
        looks.wait()
    assert looks.waited == 0.0
