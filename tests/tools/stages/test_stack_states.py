"""Every state in which a stack can be found, and what deploying it then comes to."""

import json
from typing import Any

import botocore.session
import pytest

from infra.deploy.errors import DeployError
from infra.deploy.stack_states import STATES, Way, way_out
from infra.deploy.stacks import Stacks
from tests.tools.stages.scripted_cloud import UPDATABLE, ScriptedCloudFormation

TABLE = {"Type": "AWS::DynamoDB::Table", "DeletionPolicy": {"Ref": "Disposal"}}
ALIAS = {"Type": "AWS::KMS::Alias"}
TEMPLATE = {"Resources": {"Table": TABLE, "Alias": ALIAS}}
NEWER = {**TEMPLATE, "Description": "newer"}
OFF = {"Protection": "off", "Disposal": "Delete"}
ON = {"Protection": "on", "Disposal": "RetainExceptOnCreate"}
STUCK = {"Protection": "on", "Disposal": "Delete"}


class Deployed:
    """A deployment of the newer template to a stack ``s``."""

    def __init__(self, cloud: ScriptedCloudFormation) -> None:
        self.cloud = cloud
        self.said: list[str] = []
        self.waits: list[float] = []
        self.stacks = Stacks(cloud, pause=self.waits.append, interval=60.0, say=self.said.append)

    def deploy(self, parameters: dict[str, str] = OFF, template: Any = NEWER) -> bool:
        return self.stacks.deploy("s", {"TemplateBody": json.dumps(template)}, parameters)

    @property
    def state(self) -> str:
        return self.cloud.stacks["s"].status


def found(status: str, parameters: dict[str, str] = OFF, **fails: list[str]) -> Deployed:
    cloud = ScriptedCloudFormation(
        {(name.split("_")[0], name.split("_")[1]): why for name, why in fails.items()}
    )
    cloud.found_in("s", status, TEMPLATE, **parameters)
    return Deployed(cloud)


def test_every_state_that_aws_has_is_known() -> None:
    model = botocore.session.get_session().get_service_model("cloudformation")
    assert set(model.shape_for("StackStatus").enum) == STATES


def test_a_state_that_is_new_is_asked_about() -> None:
    assert way_out("SOMETHING_NEW") is Way.ASK


@pytest.mark.parametrize("status", UPDATABLE)
def test_a_stack_that_is_whole_is_updated(status: str) -> None:
    stage = found(status)
    assert stage.deploy() is True
    assert stage.state == "UPDATE_COMPLETE"
    assert stage.deploy() is False


def test_a_change_set_that_nobody_executed_is_in_nobodys_way() -> None:
    stage = Deployed(ScriptedCloudFormation())
    stage.cloud.create_change_set(
        StackName="s", ChangeSetType="CREATE", Parameters=[], TemplateBody="{}"
    )
    assert stage.deploy() is True
    assert stage.state == "CREATE_COMPLETE"


@pytest.mark.parametrize("status", ["ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED"])
def test_a_stack_that_was_never_whole_is_deleted_and_created_anew(status: str) -> None:
    stage = found(status)
    assert stage.deploy() is True
    assert stage.state == "CREATE_COMPLETE"
    assert [stack.name for stack in stage.cloud.gone] == ["s"]


@pytest.mark.parametrize("status", ["ROLLBACK_FAILED", "DELETE_FAILED"])
def test_what_aws_does_not_delete_of_a_stack_that_was_never_whole_is_left_behind_by_name(
    status: str,
) -> None:
    stage = found("ROLLBACK_FAILED", STUCK)
    if status == "DELETE_FAILED":  # the run that deleted it was stopped
        stage.cloud.delete_stack("s")
        stage.cloud.come_to_rest()
        assert stage.state == "DELETE_FAILED"
    assert stage.deploy() is True
    assert stage.state == "CREATE_COMPLETE"
    assert stage.cloud.orphans == [("s", "Table")]
    assert "left behind, for you to delete: AWS::DynamoDB::Table id-of-Table" in stage.said


def test_what_would_be_in_the_way_of_a_new_one_is_not_left_behind() -> None:
    stage = found("ROLLBACK_FAILED", Alias_DELETE=["no permission", "no permission"])
    with pytest.raises(DeployError, match=r"Alias \(AWS::KMS::Alias\): no permission"):
        stage.deploy()
    assert stage.cloud.orphans == []


def test_a_stack_that_was_whole_once_is_never_deleted_to_the_end_by_itself() -> None:
    stage = found("CREATE_COMPLETE", STUCK)
    stage.cloud.delete_stack("s")
    stage.cloud.come_to_rest()
    with pytest.raises(DeployError, match=r"DELETE_FAILED \(Table .*deletion protection.* console"):
        stage.deploy()
    assert stage.state == "DELETE_FAILED"


def test_an_update_whose_way_back_failed_goes_back_and_is_then_updated() -> None:
    stage = found("UPDATE_ROLLBACK_FAILED")
    assert stage.deploy() is True
    assert stage.state == "UPDATE_COMPLETE"


def test_a_way_back_that_fails_again_says_where_and_what_to_do() -> None:
    stage = found("UPDATE_ROLLBACK_FAILED", Table_ROLLBACK=["the index is being made"])
    with pytest.raises(DeployError, match=r"the index is being made.*skip that resource"):
        stage.deploy()
    assert stage.deploy() is True  # mended meanwhile


def test_an_update_that_stopped_halfway_goes_back_first() -> None:
    stage = found("UPDATE_FAILED")
    assert stage.deploy() is True
    assert stage.state == "UPDATE_COMPLETE"


def test_an_import_that_could_not_be_taken_back_is_for_somebody_to_decide() -> None:
    stage = found("IMPORT_ROLLBACK_FAILED")
    with pytest.raises(DeployError, match=r"imported resources.*deploy again"):
        stage.deploy()


def test_what_somebody_else_does_just_now_is_waited_for_and_said() -> None:
    stage = found("CREATE_COMPLETE")
    other = Deployed(stage.cloud)
    change = stage.cloud.create_change_set(
        StackName="s",
        ChangeSetType="UPDATE",
        Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in OFF.items()],
        TemplateBody=json.dumps({**TEMPLATE, "Description": "theirs"}),
    )
    stage.cloud.execute_change_set(change["Id"], "s")
    stage.cloud.describe_stacks("s")
    assert other.deploy() is True
    assert stage.cloud.stacks["s"].asked["template"] == NEWER
    assert other.said == [
        "waiting for stack s, which is being changed already (UPDATE_IN_PROGRESS)"
    ]


def test_a_stack_that_is_being_deleted_is_made_anew_once_it_is_gone() -> None:
    stage = found("CREATE_COMPLETE")
    stage.cloud.delete_stack("s")
    stage.cloud.describe_stacks("s")
    assert stage.deploy() is True
    assert stage.state == "CREATE_COMPLETE"


@pytest.mark.parametrize("status", ["IMPORT_IN_PROGRESS", "UPDATE_ROLLBACK_IN_PROGRESS"])
def test_what_never_ends_is_not_waited_for_without_end(status: str) -> None:
    stage = found(status)
    with pytest.raises(DeployError, match=r"for 90 minutes. Somebody else"):
        stage.deploy()
    assert sum(stage.waits) == 90 * 60


def test_somebody_elses_change_in_the_very_moment_is_said() -> None:
    stage = found("CREATE_COMPLETE")

    class Overtaken(ScriptedCloudFormation):
        def execute_change_set(self, ChangeSetName: str, StackName: str) -> None:  # noqa: N803
            self.change_sets.clear()
            super().execute_change_set(ChangeSetName, StackName)

    overtaken = Overtaken(stacks=stage.cloud.stacks)
    with pytest.raises(DeployError, match="by somebody else in this very moment; deploy again"):
        Deployed(overtaken).deploy()


def test_a_protected_table_keeps_a_failed_creation_from_being_taken_back() -> None:
    """The documented behavior that a data stack is made unprotected for."""
    stage = Deployed(ScriptedCloudFormation({("Alias", "CREATE"): ["no permission"]}))
    with pytest.raises(DeployError, match=r"ROLLBACK_FAILED: Alias \(AWS::KMS::Alias\)"):
        stage.deploy(ON)
