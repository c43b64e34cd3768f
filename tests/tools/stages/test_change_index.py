"""An index that has to change: the new one is made, the code moves over, the old one goes."""

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from infra.deploy.errors import DeployError
from infra.deploy.index_rules import indexes_of
from infra.table_definition import STATEFUL_TEMPLATE
from infra.templates import Template, read_template
from tests.tools.stages.test_repeated_deployment import API, DATA, Stage, at_once, back, stopped

NOW = read_template(STATEFUL_TEMPLATE.read_text("utf-8"))


def table(template: Template) -> dict[str, Any]:
    properties: dict[str, Any] = template["Resources"]["Table"]["Properties"]
    return properties


@cache
def changed() -> Template:
    """``due`` becomes ``due-2``, with a key of its own, and there is another new index."""
    template = copy.deepcopy(NOW)
    due, opened = table(template)["GlobalSecondaryIndexes"]
    due["IndexName"] = "due-2"
    due["KeySchema"][0]["AttributeName"] = "waits_at"
    due["Projection"]["NonKeyAttributes"].append("language")
    later = {**opened, "IndexName": "open-2"}
    table(template)["GlobalSecondaryIndexes"] = [due, opened, later]
    for each in table(template)["AttributeDefinitions"]:
        if each["AttributeName"] == "due_pk":
            each["AttributeName"] = "waits_at"
    return template


def deployed(folder: Path) -> Stage:
    """A stage as it is now, whose next version has other indexes."""
    stage = Stage(folder)
    stage.deploy()
    stage.version, stage.data_template = 2, changed()
    return stage


def there(stage: Stage) -> set[str]:
    return set(indexes_of(stage.cloud.stacks[DATA].asked["template"]))


def test_new_indexes_are_filled_one_by_one_then_the_code_comes_then_the_old_one_goes(
    tmp_path: Path,
) -> None:
    stage = deployed(tmp_path)
    before = stage.cloud.stacks[API].asked
    seen: list[tuple[list[str], bool]] = []
    table, look = stage.account.table, stage.account.table.describe_table

    def noted(TableName: str) -> Any:  # noqa: N803
        answer = look(TableName)
        seen.append((list(table.lived), stage.cloud.stacks[API].asked == before))
        return answer

    table.describe_table = noted  # type: ignore[method-assign]
    stage.deploy()
    assert table.lived == ["+due-2", "+open-2", "-due"]
    assert (["+due-2", "+open-2"], True) in seen  # both were filled while the old code ran
    assert not [lived for lived, is_old in seen if is_old and "-due" in lived]
    assert stage.cloud.stacks[DATA].asked["template"] == changed()
    assert "dropped due" in stage.out.getvalue()


def test_it_may_be_stopped_after_any_call_and_repeated(tmp_path: Path) -> None:
    first, call = deployed(tmp_path).cloud.stacks[API].asked, 0
    for call, stage in stopped(lambda: deployed(tmp_path), Stage.deploy):
        stage.cloud.come_to_rest()
        is_old = stage.cloud.stacks[API].asked == first
        assert there(stage) >= ({"due", "open"} if is_old else {"due-2", "open", "open-2"}), call
        assert stage.is_whole(stage.deploy())
        stage.account.table.describe_table("any")
        assert stage.account.table.lived == ["+due-2", "+open-2", "-due"], call
        assert stage.cloud.stacks[DATA].asked["template"] == changed(), call
    assert call > 40


def test_a_change_of_an_index_in_place_is_refused_with_the_way_and_nothing_is_done(
    tmp_path: Path,
) -> None:
    stage = deployed(tmp_path)
    in_place = copy.deepcopy(NOW)
    table(in_place)["GlobalSecondaryIndexes"][1]["Projection"]["NonKeyAttributes"].append("pool")
    stage.data_template = in_place
    before = {name: stack.asked for name, stack in stage.cloud.stacks.items()}
    with pytest.raises(DeployError, match=r"“open” .* give the changed one a new name \(“open-2”"):
        stage.deploy()
    assert {name: stack.asked for name, stack in stage.cloud.stacks.items()} == before


def test_the_order_of_what_an_index_carries_is_no_change(tmp_path: Path) -> None:
    stage = deployed(tmp_path)
    look = stage.account.table.describe_table

    def otherwise(TableName: str) -> Any:  # noqa: N803
        answer = copy.deepcopy(look(TableName))
        for index in answer["Table"]["GlobalSecondaryIndexes"]:
            index["Projection"]["NonKeyAttributes"].reverse()
        return answer

    stage.account.table.describe_table = otherwise  # type: ignore[method-assign]
    stage.data_template = None
    assert stage.is_whole(stage.deploy())


def test_an_index_that_is_not_filled_in_hours_is_said_and_waited_for_by_the_next_deployment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = deployed(tmp_path)
    with monkeypatch.context() as slow:
        slow.setattr("tests.tools.stages.scripted_indexes._LOOKS", 20_000)
        with pytest.raises(DeployError, match=r"due-2 .* isn't filled yet.*deploy again later"):
            stage.deploy()
    assert there(stage) == {"due", "open", "due-2"}
    stage.account.table.under_way = {"due-2": 3}
    stage.deploy()
    assert there(stage) == {"due-2", "open", "open-2"}


def test_a_release_that_was_noted_without_its_indexes_is_no_other_one(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.deploy()
    noted = stage.account.s3.noted
    (release,) = json.loads(noted["releases.json"])
    assert release.pop("indexes") == ["due", "open"]
    noted["releases.json"] = json.dumps([release]).encode()
    stage.deploy()
    with pytest.raises(DeployError, match="no release before"):
        back(stage)


def test_a_stage_does_not_go_back_to_a_release_whose_index_is_gone(tmp_path: Path) -> None:
    stage = deployed(tmp_path)
    stage.deploy()
    now = stage.cloud.stacks[API].asked
    with pytest.raises(DeployError, match="reads the index due, which the table has no more"):
        back(stage)
    assert stage.cloud.stacks[API].asked == now
    stage.version = 3
    stage.deploy()
    back(stage)
    assert stage.cloud.stacks[API].asked == at_once(now)
