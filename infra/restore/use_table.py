"""Turns a stage to a table again that it used before a restore."""

from datetime import UTC, datetime

from infra.restore.add_indexes import add_indexes
from infra.restore.bring_along import bring_along
from infra.restore.errors import RestoreError
from infra.restore.stage import Stage, tags_of
from infra.restore.switch_stage import switch_stage
from infra.restore.table_names import instant_of, is_restored, name_of

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_INSTEAD_OF = "frontdesk:in-use-instead-of"
"""The tag of a table that is used again that names the one that was used meanwhile."""


def use_table(stage: Stage, table: str) -> None:
    """Have the stage use ``table``, its own or one that a restore brought up.

    What came into the one that was used meanwhile is listed, and who was erased since is erased
    here too. Stopped anywhere, it may be run again. Raises RestoreError for a table of something
    else.
    """
    own = stage.data["OwnTable"]
    if table != own and not is_restored(stage.target.stage, table):
        raise RestoreError(
            f"{table} is no table of stage {stage.target.stage}: its own is {own}, and those of "
            f"restores are called as {name_of(stage.target.stage, _BEGINNING)}"
        )
    arn = stage.existing(table)["TableArn"]
    if table != own:
        add_indexes(stage, table)
    used = stage.data["SettingTable"]
    if used == table:
        used = tags_of(stage.dynamodb, arn).get(_INSTEAD_OF, table)
    else:
        stage.dynamodb.tag_resource(ResourceArn=arn, Tags=[{"Key": _INSTEAD_OF, "Value": used}])
        _bring_along(stage, used, table)
    switch_stage(stage, table)
    _bring_along(stage, used, table)
    stage.say(f"{table} is in use")


def _bring_along(stage: Stage, used: str, table: str) -> None:
    """From the instant that ``used`` was restored to; from before all where it was not."""
    if used == table:
        return
    at = instant_of(stage.target.stage, used) or _BEGINNING
    bring_along(stage, used, table, at)
