"""A release with other indexes, on a stage whose table was restored: as on any other stage."""

import copy
from pathlib import Path
from typing import Any

import pytest

from infra.deploy.errors import DeployError
from infra.deploy.index_rules import table_of
from infra.deploy.roll_back import roll_back
from infra.deploy.stacks import Stacks
from infra.restore.use_table import use_table
from infra.templates import Template
from tests.tools.stages.restored_stage import API, DATA, LIVE, RESTORED, TEMPLATE, RestoredStage
from tests.tools.stages.scripted_cloud import Killed
from tests.tools.stages.scripted_tables import ScriptedTable
from tests.tools.stages.test_change_index import changed

CHANGE = ["+due-2", "+open-2", "-due"]


@pytest.fixture
def stage(items: Any, no_account: None, tmp_path: Path) -> RestoredStage:
    stage = RestoredStage(items, tmp_path).switched()
    stage.version = "4"
    return stage


def restored(stage: RestoredStage) -> ScriptedTable:
    return stage.tables.tables[RESTORED]


def indexes(stage: RestoredStage) -> set[str]:
    found = stage.tables.describe_table(RESTORED)["Table"]["GlobalSecondaryIndexes"]
    return {each["IndexName"] for each in found}


def lacking(stage: RestoredStage, index: str) -> RestoredStage:
    """The stage, whose restored table is of before this index was made."""
    stage.tables.reshape(RESTORED, {"Delete": {"IndexName": index}})
    return stage


def test_its_new_indexes_are_filled_then_the_code_comes_then_the_old_one_goes(
    stage: RestoredStage,
) -> None:
    before = stage.account.cloudformation.stacks[API].asked["template"]
    seen: list[tuple[list[str], bool]] = []
    look = stage.tables.describe_table

    def noted(TableName: str) -> Any:  # noqa: N803
        answer = look(TableName)
        is_old = stage.account.cloudformation.stacks[API].asked["template"] == before
        seen.append((list(restored(stage).lived), is_old))
        return answer

    stage.tables.describe_table = noted  # type: ignore[method-assign]
    stage.deploy(changed())
    assert restored(stage).lived == CHANGE
    assert (CHANGE[:2], True) in seen  # both were filled while the old code ran
    assert not [lived for lived, is_old in seen if is_old and "-due" in lived]
    assert indexes(stage) == {"due-2", "open", "open-2"}
    assert stage.uses(RESTORED)
    assert "dropped due" in stage.out.getvalue()


def test_a_new_index_may_cost_as_much_a_second_as_it_is_defined_with(stage: RestoredStage) -> None:
    stage.deploy(changed())
    most = table_of(TEMPLATE)["OnDemandThroughput"]
    assert restored(stage).maxima["due-2"] == restored(stage).maxima["open-2"] == most


def test_the_own_table_of_the_stage_changes_with_it_so_that_it_can_be_used_again(
    stage: RestoredStage,
) -> None:
    stage.deploy(changed())
    own = stage.account.table
    own.describe_table(LIVE)
    assert own.lived == CHANGE
    assert stage.account.cloudformation.stacks[DATA].asked["template"] == changed()


@pytest.mark.timeout(180)
def test_it_may_be_stopped_after_any_call_and_repeated(
    items: Any, no_account: None, tmp_path: Path
) -> None:
    def begun() -> RestoredStage:
        stage = RestoredStage(items, tmp_path).switched()
        stage.version = "4"
        return stage

    stage = begun()
    stage.stop_after(None)
    stage.deploy(changed())
    calls = stage.account.count
    assert calls > 60
    for call in range(1, calls + 1):
        stage = begun()
        old = stage.account.cloudformation.stacks[API].asked["template"]
        stage.stop_after(call)
        with pytest.raises(Killed):
            stage.deploy(changed())
        stage.stop_after(None)
        stage.account.cloudformation.come_to_rest()
        is_old = stage.account.cloudformation.stacks[API].asked["template"] == old
        assert indexes(stage) >= ({"due", "open"} if is_old else {"due-2", "open", "open-2"}), call
        stage.deploy(changed())
        assert restored(stage).lived == CHANGE, call
        assert indexes(stage) == {"due-2", "open", "open-2"}, call


def test_a_change_in_place_is_refused_and_nothing_is_done(stage: RestoredStage) -> None:
    asked = {name: each.asked for name, each in stage.account.cloudformation.stacks.items()}
    in_place: Template = copy.deepcopy(TEMPLATE)
    table_of(in_place)["GlobalSecondaryIndexes"][1]["Projection"]["NonKeyAttributes"].append("pool")
    with pytest.raises(DeployError, match=r"“open” .* give the changed one a new name"):
        stage.deploy(in_place)
    stacks = stage.account.cloudformation.stacks
    assert {name: stacks[name].asked for name in asked} == asked
    assert restored(stage).lived == []


def test_an_index_that_the_restored_table_alone_lacks_is_made(stage: RestoredStage) -> None:
    lacking(stage, "open").deploy()
    assert restored(stage).lived == ["+open"]


def test_where_the_own_table_was_deleted_the_restored_one_is_still_looked_after(
    stage: RestoredStage,
) -> None:
    stage.tables.moto.delete_table(TableName=LIVE)
    del stage.tables.tables[LIVE]
    lacking(stage, "open").deploy()
    assert restored(stage).lived == ["+open"]
    assert stage.uses(RESTORED)


def test_a_stage_does_not_go_back_to_a_release_whose_index_the_restored_table_has_no_more(
    stage: RestoredStage,
) -> None:
    stage.deploy(changed())
    stacks = Stacks(stage.target.client("cloudformation"), pause=lambda _seconds: None)
    with pytest.raises(DeployError, match="reads the index due, which the table has no more"):
        roll_back(stage.target, stacks, stage.said.append)


class TestATableOfBeforeTheIndexes:
    """One from a backup, or one that was not in use while a release brought an index."""

    @pytest.fixture
    def stage(self, items: Any, no_account: None, tmp_path: Path) -> RestoredStage:
        return RestoredStage(items, tmp_path)

    def test_it_gets_those_that_the_release_reads_before_it_is_switched_to(
        self, stage: RestoredStage
    ) -> None:
        stage.restore()
        lacking(stage, "open").restore(switches=True)
        assert restored(stage).lived == ["+open"]
        assert stage.uses(RESTORED)
        assert any("had no index open, which this release reads" in line for line in stage.said)

    def test_so_does_one_that_is_used_again(self, stage: RestoredStage) -> None:
        stage.restore(switches=True)
        use_table(stage.stage(), LIVE)
        use_table(lacking(stage, "open").stage(), RESTORED)
        assert restored(stage).lived == ["+open"]

    def test_one_more_than_the_release_reads_is_no_reason_to_stop(
        self, stage: RestoredStage
    ) -> None:
        stage.restore()
        extra = {**table_of(TEMPLATE)["GlobalSecondaryIndexes"][0], "IndexName": "due-0"}
        stage.tables.reshape(RESTORED, {"Create": extra})
        stage.restore(switches=True)
        assert stage.uses(RESTORED)
        stage.deploy()
        assert restored(stage).lived == ["-due-0"]
