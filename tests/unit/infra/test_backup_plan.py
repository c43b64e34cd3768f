"""The backup plan in stateful.yaml, by the rules that AWS Backup has for one."""

from typing import Any

import pytest

from infra.deploy.paths import STATEFUL_TEMPLATE
from infra.templates import read_template

RESOURCES = read_template(STATEFUL_TEMPLATE.read_text("utf-8"))["Resources"]
RULES = RESOURCES["BackupPlan"]["Properties"]["BackupPlan"]["BackupPlanRule"]
BACKUPS = ("BackupKey", "BackupVault", "BackupPlan", "BackupSelection", "BackupRole", "RestoreRole")
LEAST_IN_COLD_STORAGE = 90


def lifecycles() -> list[dict[str, int]]:
    """Of every backup and every copy of one."""
    copies = [copy for rule in RULES for copy in rule["CopyActions"]["Fn::If"][1]]
    return [each["Lifecycle"] for each in [*RULES, *copies]]


def test_what_is_in_cold_storage_stays_there_as_long_as_it_has_to() -> None:
    assert len(lifecycles()) == 4
    for each in lifecycles():
        assert each["DeleteAfterDays"] > each["MoveToColdStorageAfterDays"] + LEAST_IN_COLD_STORAGE


def test_the_lock_of_the_vault_takes_every_rule() -> None:
    lock = RESOURCES["BackupVault"]["Properties"]["LockConfiguration"]
    for each in lifecycles():
        assert lock["MinRetentionDays"] <= each["DeleteAfterDays"] <= lock["MaxRetentionDays"]
    assert "ChangeableForDays" not in lock  # with it the lock could never be taken off again


def test_no_daily_backup_ends_before_point_in_time_recovery_does_and_monthly_ones_take_years() -> (
    None
):
    kept = {rule["RuleName"]: rule["Lifecycle"]["DeleteAfterDays"] for rule in RULES}
    assert kept["daily"] > 35
    assert kept["monthly"] >= 6 * 366


@pytest.mark.parametrize("name", ["BackupKey", "BackupVault"])
def test_backups_and_their_key_outlive_the_stage(name: str) -> None:
    assert RESOURCES[name]["DeletionPolicy"] == "RetainExceptOnCreate"
    assert RESOURCES[name]["UpdateReplacePolicy"] == "Retain"


def test_the_vault_has_another_key_than_the_table() -> None:
    encrypted_by = RESOURCES["BackupVault"]["Properties"]["EncryptionKeyArn"]
    table = RESOURCES["Table"]["Properties"]["SSESpecification"]["KMSMasterKeyId"]
    assert encrypted_by == {"Fn::GetAtt": ["BackupKey", "Arn"]} != table


@pytest.mark.parametrize("name", BACKUPS)
def test_a_stage_that_comes_and_goes_has_none(name: str) -> None:
    """A vault with a backup in it can't be deleted, and would keep the stack from going."""
    assert RESOURCES[name]["Condition"] == "IsProtected"


def test_the_table_in_use_is_backed_up_by_a_role_that_restores_nothing() -> None:
    selection = RESOURCES["BackupSelection"]["Properties"]["BackupSelection"]
    assert selection["Resources"][0]["Fn::If"][0] == "IsRestored"
    actions = actions_of("BackupRole")
    assert "dynamodb:StartAwsBackupJob" in actions
    assert not [each for each in actions if "Restore" in each or "Delete" in each or "Put" in each]
    assert "dynamodb:StartAwsBackupJob" not in actions_of("RestoreRole")


def actions_of(role: str) -> list[str]:
    (policy,) = RESOURCES[role]["Properties"]["Policies"]
    statements: list[dict[str, Any]] = policy["PolicyDocument"]["Statement"]
    listed = [each["Action"] for each in statements]
    return [a for each in listed for a in ([each] if isinstance(each, str) else each)]
