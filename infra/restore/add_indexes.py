"""Makes the indexes that the deployed release reads, where a table of before lacks one."""

from infra.deploy.index_rules import table_of
from infra.deploy.table_indexes import TableIndexes
from infra.restore.stage import Stage
from infra.restore.wait_for_table import INTERVAL


def add_indexes(stage: Stage, table: str) -> None:
    """Give ``table`` every index of the data stack's template, filled.

    A backup has the indexes of its own time, and deployments bring along those of the table in use
    alone. Raises DeployError for one that takes longer than anybody would wait.
    """
    indexes = TableIndexes(stage.dynamodb, table, stage.pause, INTERVAL, stage.say)
    made = indexes.add(table_of(stage.stacks.template(stage.target.data_stack)))
    if made:
        stage.say(f"{table} had no index {', '.join(made)}, which this release reads: it is made")
