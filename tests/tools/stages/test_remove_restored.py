"""``make remove`` of a stage that was restored: its other tables go too, and what stays is said."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from infra.deploy.errors import DeployError
from infra.deploy.remove_stage import remove_stage
from infra.deploy.stacks import Stacks
from tests.tools.stages.restored_stage import DATA, RESTORED, RestoredStage
from tests.tools.stages.scripted_cloud import Killed
from tests.tools.stages.scripted_tables import refused

EARLIER = "frontdesk-night-restored-20261101T000000Z"
OF_OTHERS = (
    "frontdesk-day-restored-20261101T000000Z",
    "frontdesk-night-restored-data-Table-1ABCDEF",  # of a stage that is called night-restored
    "frontdesk-night-restored-20261101T000000Z-copy",
)
KEY = "arn:aws:kms:us-east-1:000000000000:key/of-backups"


@pytest.fixture
def stage(items: Any, no_account: None, tmp_path: Path) -> RestoredStage:
    """One that uses a restored table, has an earlier one beside, and was made disposable."""
    stage = RestoredStage(items, tmp_path).switched()
    stage.tables.make(EARLIER, [])
    return stage.disposable()


def remove(stage: RestoredStage) -> list[str]:
    said: list[str] = []
    client = stage.target.client("cloudformation")
    stacks = Stacks(client, pause=lambda _seconds: None)
    remove_stage(stage.target, stacks, said.append)
    return said


def restored(stage: RestoredStage) -> set[str]:
    return {name for name in stage.tables.moto.list_tables()["TableNames"] if "-restored" in name}


def listing(names: Callable[[], list[str]]) -> Callable[[str], SimpleNamespace]:
    """What has DynamoDB list these tables."""
    return lambda _call: SimpleNamespace(paginate=lambda: [{"TableNames": names()}])


def vault(name: str, backups: int) -> dict[str, Any]:
    return {
        "BackupVaultName": name,
        "EncryptionKeyArn": KEY,
        "NumberOfRecoveryPoints": backups,
    }


def test_every_restored_table_is_deleted_in_use_and_protected_or_not(stage: RestoredStage) -> None:
    assert stage.tables.tables[RESTORED].is_protected
    said = remove(stage)
    assert restored(stage) == set()
    assert f"{RESTORED}, which a restore had brought up, is deleted" in said
    assert f"{EARLIER}, which a restore had brought up, is deleted" in said
    assert said[-1] == f"{DATA} is deleted"


def test_tables_of_other_stages_stay(stage: RestoredStage) -> None:
    for name in OF_OTHERS:
        stage.tables.make(name, [])
    remove(stage)
    assert restored(stage) == {*OF_OTHERS}


def test_one_that_is_just_being_restored_is_waited_for(stage: RestoredStage) -> None:
    table = stage.tables.tables[EARLIER]
    table.state, table.looks = "CREATING", 40
    remove(stage)
    assert restored(stage) == set()


def test_one_that_does_not_go_is_named(stage: RestoredStage) -> None:
    table = stage.tables.tables[EARLIER]
    table.state, table.is_going, table.looks = "DELETING", True, 1_000_000
    with pytest.raises(DeployError, match=f"table {EARLIER} is still being deleted. Repeat"):
        remove(stage)


def test_it_may_be_stopped_after_any_call_and_repeated(
    stage: RestoredStage, items: Any, tmp_path: Path
) -> None:
    stage.stop_after(None)
    remove(stage)
    calls = stage.account.count
    for call in range(1, calls + 1):
        again = RestoredStage(items, tmp_path).switched().disposable()
        again.tables.make(EARLIER, [])
        again.stop_after(call)
        with pytest.raises(Killed):
            remove(again)
        again.stop_after(None)
        remove(again)
        assert restored(again) == set(), call
        assert DATA not in again.account.cloudformation.stacks, call


def test_nothing_of_a_protected_stage_is_touched(items: Any, tmp_path: Path) -> None:
    stage = RestoredStage(items, tmp_path).switched()
    with pytest.raises(DeployError, match="is protected"):
        remove(stage)
    assert restored(stage) == {RESTORED}


def test_where_the_data_stack_is_gone_restored_tables_are_left_and_said(
    stage: RestoredStage,
) -> None:
    """It may have been protected: nobody can tell any more."""
    del stage.account.cloudformation.stacks[DATA]
    said = remove(stage)
    assert restored(stage) == {RESTORED, EARLIER}
    (line,) = [each for each in said if RESTORED in each]
    assert line.startswith(f"left: table {RESTORED}")
    assert "The data stack was gone before" in line
    assert "If nobody needs that, delete it" in line


def test_one_that_is_listed_for_a_while_after_it_is_gone_is_not_said_to_be_left(
    stage: RestoredStage,
) -> None:
    stage.tables.get_paginator = listing(lambda: [RESTORED, EARLIER])  # type: ignore[attr-defined]
    said = remove(stage)
    assert restored(stage) == set()
    assert said[-1] == f"{DATA} is deleted"


def test_one_that_came_up_meanwhile_is_left_and_said(stage: RestoredStage) -> None:
    def names() -> list[str]:
        if DATA not in stage.account.cloudformation.stacks:
            stage.tables.make(EARLIER, [])
        return sorted(restored(stage))

    stage.tables.get_paginator = listing(names)  # type: ignore[attr-defined]
    line = remove(stage)[-1]
    assert restored(stage) == {EARLIER}
    assert line.startswith(f"left: table {EARLIER}")
    assert "It came up while the stage was being removed. If nobody needs that" in line


class TestBackups:
    def test_a_vault_of_when_it_was_protected_is_said_with_how_much_is_in_it_and_why_it_stays(
        self, stage: RestoredStage
    ) -> None:
        stage.backup.vaults = [
            vault("frontdesk-night-0a1b2c3d", 130),
            vault("frontdesk-nightly-0a1b2c3d", 7),
            vault("Default", 1),
        ]
        line = remove(stage)[-1]
        assert line.startswith("left: vault frontdesk-night-0a1b2c3d with 130 backups")
        assert KEY in line
        assert "since records of patients have to be" in line

    def test_an_empty_one_is_for_somebody_to_delete(self, stage: RestoredStage) -> None:
        stage.backup.vaults = [vault("frontdesk-night-0a1b2c3d", 0)]
        assert "which is empty" in remove(stage)[-1]

    def test_copies_elsewhere_are_said(self, stage: RestoredStage) -> None:
        there = "arn:aws:backup:us-west-2:000000000000:backup-vault:frontdesk"
        parameters = stage.account.cloudformation.stacks[DATA].asked["parameters"]
        parameters["BackupCopyVault"] = there
        assert f"left: copies of its backups in {there}" in remove(stage)[-1]

    @pytest.mark.parametrize(
        "failure",
        [refused("AccessDeniedException"), EndpointConnectionError(endpoint_url="https://backup")],
    )
    def test_whoever_can_not_look_hears_that_and_the_stage_is_removed_all_the_same(
        self, stage: RestoredStage, failure: Exception
    ) -> None:
        """They may not, or AWS Backup does not answer."""

        def denied(_call: str) -> None:
            raise failure

        stage.backup.get_paginator = denied  # type: ignore[assignment,method-assign]
        assert "look in AWS Backup for a vault frontdesk-night-" in remove(stage)[-1]
        assert DATA not in stage.account.cloudformation.stacks
