"""``make restore``: a table as it was, beside the one in use, and then in its stead."""

import copy
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.deploy.errors import DeployError
from infra.deploy.index_rules import table_of
from infra.deploy.roll_back import roll_back
from infra.deploy.stacks import Stacks
from infra.restore.errors import RestoreError
from infra.restore.parse_moment import parse_moment, written
from infra.restore.restore_table import RestoreTable
from infra.restore.stage import RESTORED_FROM
from infra.restore.use_table import use_table
from tests.tools.stages.restored_stage import (
    AFTER,
    API,
    AT,
    BEFORE,
    DATA,
    EARLIEST,
    ERASED_AFTER,
    ERASED_BEFORE,
    KEY_ARN,
    LATEST,
    LIVE,
    NAME,
    NOW,
    PAST,
    RESTORED,
    TEMPLATE,
    RestoredStage,
    event,
    item,
    queued,
)
from tests.tools.stages.scripted_cloud import Killed
from tests.tools.stages.scripted_tables import refused

DEFINED = table_of(TEMPLATE)
RAISED = {"MaxReadRequestUnits": 9000, "MaxWriteRequestUnits": 9000}
OLD = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
BACKUP = "arn:aws:backup:us-east-1:000000000000:recovery-point:one"


def deployed(stage: RestoredStage) -> dict[str, Any]:
    stacks = stage.account.cloudformation.stacks
    return {name: stacks[name].asked for name in (DATA, API)}


class TestTheDrill:
    def test_it_brings_the_table_up_beside_and_leaves_the_stage_as_it_is(
        self, stage: RestoredStage
    ) -> None:
        before, live = deployed(stage), stage.tables.items(LIVE)
        assert stage.restore() == RESTORED
        assert stage.tables.restored_to == [AT]
        assert deployed(stage) == before
        assert stage.tables.items(LIVE) == live
        restored = stage.tables.items(RESTORED)
        assert ("REQUEST#r1", "REQUEST") in restored
        assert ("REQUEST#r2", "REQUEST") not in restored
        assert f"{LIVE} is in use, as before; {RESTORED} stands beside it" in stage.said

    def test_the_table_gets_what_a_restore_does_not_carry(self, stage: RestoredStage) -> None:
        arn = f"arn:aws:dynamodb:us-east-1:000000000000:table/{LIVE}"
        stage.live.maximum = RAISED
        stage.tables.of_stack[LIVE].maxima["due"] = RAISED
        stage.live.has_insights = True
        stage.live.policy = f'{{"Resource": "{arn}"}}'
        stage.tables.unready = 2
        stage.restore()
        table = stage.tables.tables[RESTORED]
        assert (table.expires_by, bool(table.stream)) == ("expires_at", True)
        assert table.recovery
        assert table.is_protected
        assert table.key == KEY_ARN
        assert table.tags == {"stage": NAME, "cost:center": "12", RESTORED_FROM: LIVE}
        assert table.maximum == RAISED
        assert table.maxima == {"due": RAISED, "open": DEFINED["OnDemandThroughput"]}
        assert table.has_insights
        assert table.policy == f'{{"Resource": "{arn.replace(LIVE, RESTORED)}"}}'

    def test_where_the_table_before_is_gone_the_maxima_are_those_of_the_template(
        self, stage: RestoredStage
    ) -> None:
        stage.backup.holds(BACKUP, LIVE, OLD)
        stage.tables.moto.delete_table(TableName=LIVE)
        del stage.tables.tables[LIVE]
        table = stage.tables.tables[stage.restore(OLD)]
        most = DEFINED["OnDemandThroughput"]
        assert (table.maximum, table.maxima) == (most, {"due": most, "open": most})

    def test_the_table_of_a_disposable_stage_can_be_deleted(self, stage: RestoredStage) -> None:
        data = stage.account.cloudformation.stacks[DATA]
        data.asked["parameters"]["Protection"] = "off"
        stage.restore()
        assert not stage.tables.tables[RESTORED].is_protected

    def test_it_says_what_is_in_it_and_how_near_that_is(self, stage: RestoredStage) -> None:
        stage.restore()
        said = "\n".join(stage.said)
        assert "1 REQUEST" in said
        assert "2 EVENT" in said
        assert f"its latest event is of {BEFORE}, 0 minutes before 2026-11-27T19:05:00Z" in said
        assert "checked: 0 things wrong" in said

    def test_it_lists_what_came_in_since_and_the_crises_by_their_ids(
        self, stage: RestoredStage
    ) -> None:
        stage.restore()
        said = "\n".join(stage.said)
        assert "new: 2 CALLBACK, 1 REQUEST" in said
        assert "changed: 1 APPOINTMENT" in said
        assert "CRISIS, open, call now: c3" in said
        assert "open call: c2" in said
        assert "c1" not in said

    def test_a_call_that_became_a_crisis_since_is_listed(self, stage: RestoredStage) -> None:
        key = {"pk": {"S": "CALLBACK#c1"}, "sk": {"S": "CALLBACK"}}
        stage.tables.moto.update_item(
            TableName=LIVE,
            Key=key,
            UpdateExpression="SET urgency = :crisis",
            ExpressionAttributeValues={":crisis": {"S": "crisis"}},
        )
        stage.restore()
        assert "  CRISIS, open, call now: c1" in stage.said

    def test_repeated_it_orders_no_second_restore(self, stage: RestoredStage) -> None:
        stage.restore()
        stage.restore()
        assert stage.tables.restored_to == [AT]
        assert f"{RESTORED} is there already, from before" in stage.said


class TestWhatIsBroughtAlong:
    def test_whoever_was_erased_since_is_to_be_erased_again(self, stage: RestoredStage) -> None:
        stage.restore()
        restored = stage.tables.items(RESTORED)
        assert ("ERASURES#ALL", ERASED_AFTER) in restored
        assert "done_at" not in restored["ERASURES#ALL", ERASED_BEFORE]

    def test_what_was_sent_since_is_not_sent_again(self, stage: RestoredStage) -> None:
        stage.restore()
        restored = stage.tables.items(RESTORED)
        assert restored["MESSAGE#r1", "MESSAGE#m1"]["state"] == {"S": "sent"}
        assert "due_pk" not in restored["MESSAGE#r1", "MESSAGE#m1"]

    @pytest.mark.parametrize("other", ["m2", "m3"])
    def test_what_was_called_off_or_put_off_since_still_goes(
        self, stage: RestoredStage, other: str
    ) -> None:
        stage.restore()
        assert stage.tables.items(RESTORED)["MESSAGE#r1", f"MESSAGE#{other}"]["state"] == {
            "S": "waiting"
        }

    def test_what_came_in_until_the_functions_had_switched_is_brought_along_too(
        self, stage: RestoredStage
    ) -> None:
        late = item("ERASURES#ALL", "01kb4z0000000000000000000c", reason="asked-by-person")
        execute = stage.account.cloudformation.execute_change_set

        def meanwhile(**asked: Any) -> None:
            execute(**asked)
            stage.tables.moto.put_item(TableName=LIVE, Item=late)

        stage.account.cloudformation.execute_change_set = meanwhile  # type: ignore[assignment,method-assign]
        stage.restore(switches=True)
        assert (late["pk"]["S"], late["sk"]["S"]) in stage.tables.items(RESTORED)


class TestTheSwitch:
    def test_all_of_the_stage_uses_the_restored_table(self, stage: RestoredStage) -> None:
        stage.restore(switches=True)
        assert stage.uses(RESTORED)
        assert LIVE in stage.tables.tables
        assert stage.stage().data["TableArn"].endswith(f"table/{RESTORED}")

    def test_the_next_deployment_stays_with_it(self, stage: RestoredStage) -> None:
        stage.restore(switches=True)
        stage.deploy()
        assert stage.uses(RESTORED)
        stage.deploy()
        assert stage.uses(RESTORED)

    def test_a_deployment_sets_again_what_somebody_turned_off(self, stage: RestoredStage) -> None:
        stage.restore(switches=True)
        stage.tables.tables[RESTORED].is_protected = False
        stage.tables.tables[RESTORED].recovery = None
        stage.deploy()
        assert stage.tables.tables[RESTORED].is_protected
        assert stage.tables.tables[RESTORED].recovery

    def test_a_deployment_raises_what_a_second_may_cost_as_the_template_says(
        self, stage: RestoredStage
    ) -> None:
        stage.restore(switches=True)
        raised = copy.deepcopy(TEMPLATE)
        for each in (table_of(raised), *table_of(raised)["GlobalSecondaryIndexes"]):
            each["OnDemandThroughput"] = RAISED
        stage.deploy(raised)
        table = stage.tables.tables[RESTORED]
        assert (table.maximum, table.maxima) == (RAISED, {"due": RAISED, "open": RAISED})

    def test_repeated_without_saying_so_it_switches_nothing(self, stage: RestoredStage) -> None:
        stage.restore(switches=True)
        stage.deploy()
        # Somebody deployed by hand since: that is not undone by a drill.
        stage.account.cloudformation.stacks[API].asked["template"] = "https://s3.example/by-hand"
        before, said = deployed(stage), len(stage.said)
        assert stage.restore() == RESTORED
        assert deployed(stage) == before
        assert stage.said[said] == f"{RESTORED} is in use already, so there is nothing to bring up"
        assert "ARGS=--switch" in stage.said[-1]

    def test_a_rollback_stays_with_it_and_goes_back_in_code(self, stage: RestoredStage) -> None:
        stage.restore(switches=True)
        stacks = Stacks(stage.target.client("cloudformation"), pause=lambda _seconds: None)
        roll_back(stage.target, stacks, stage.said.append)
        assert stage.uses(RESTORED)
        url = stage.account.cloudformation.stacks[API].asked["template"]
        placed = url.removeprefix("https://s3.example/value-of-ArtifactBucket/")
        assert b'"VERSION":"1"' in stage.account.s3.noted[placed]

    def test_a_check_that_found_something_keeps_the_stage_from_it(
        self, stage: RestoredStage
    ) -> None:
        before = deployed(stage)
        stage.tables.past[LIVE] = [each for each in PAST if each["pk"]["S"] != "APPOINTMENT#a1"]
        with pytest.raises(RestoreError, match=r"1 booked times have no appointment.*accept-find"):
            stage.restore(switches=True)
        assert deployed(stage) == before
        stage.restore(switches=True, accepts=True)
        assert stage.uses(RESTORED)

    def test_a_stage_of_an_earlier_release_is_deployed_first(self, stage: RestoredStage) -> None:
        data = stage.account.cloudformation.stacks[DATA]
        del data.asked["parameters"]["TableInUse"]
        with pytest.raises(RestoreError, match="deploy this release first"):
            stage.restore(switches=True)

    def test_a_restored_stage_is_restored_again_even_to_before_its_first_restore(
        self, stage: RestoredStage
    ) -> None:
        stage.restore(switches=True)
        earlier = AT - timedelta(days=3)
        stage.tables.past[LIVE] = [each for each in PAST if "at" not in each]
        name = stage.restore(earlier, switches=True)
        assert stage.tables.restored_to == [AT, earlier]
        assert stage.tables.tables[name].tags[RESTORED_FROM] == RESTORED
        assert stage.uses(name)


class TestGoingBack:
    def test_the_stage_uses_its_table_of_before_and_is_told_what_came_meanwhile(
        self, stage: RestoredStage
    ) -> None:
        before = deployed(stage)
        stage.restore(switches=True)
        late = item("ERASURES#ALL", "01kb4z0000000000000000000c", reason="asked-by-person")
        for new in (late, queued("c9", "crisis"), event("CALLBACK#c9", "2026-11-28T03:00:01.000Z")):
            stage.tables.moto.put_item(TableName=RESTORED, Item=new)
        use_table(stage.stage(), LIVE)
        assert stage.stage().data["SettingTable"] == LIVE
        assert stage.table_of_functions() == {LIVE}
        assert deployed(stage)[DATA] == before[DATA]
        assert (late["pk"]["S"], late["sk"]["S"]) in stage.tables.items(LIVE)
        assert "  CRISIS, open, call now: c9" in stage.said

    def test_it_may_be_stopped_after_any_call_and_repeated(self, stage: RestoredStage) -> None:
        stage.restore(switches=True)
        stage.stop_after(None)
        use_table(stage.stage(), LIVE)
        for call in range(1, stage.account.count + 1):
            stage.stop_after(None)
            use_table(stage.stage(), RESTORED)
            late = item("ERASURES#ALL", f"01kb4z00000000000000{call:06}")
            stage.tables.moto.put_item(TableName=RESTORED, Item=late)
            stage.stop_after(call)
            with pytest.raises(Killed):
                use_table(stage.stage(), LIVE)
            stage.stop_after(None)
            use_table(stage.stage(), LIVE)
            assert stage.table_of_functions() == {LIVE}, call
            assert stage.stage().data["SettingTable"] == LIVE, call
            assert ("ERASURES#ALL", late["sk"]["S"]) in stage.tables.items(LIVE), call
            for table in (LIVE, RESTORED):  # or each turn brings along those of all turns before
                stage.tables.moto.delete_item(TableName=table, Key=late)

    def test_the_table_of_any_earlier_restore_can_be_used_again(self, stage: RestoredStage) -> None:
        stage.restore(switches=True)
        stage.tables.past[LIVE] = [each for each in PAST if "at" not in each]
        stage.restore(AT - timedelta(days=3), switches=True)
        use_table(stage.stage(), RESTORED)
        assert stage.uses(RESTORED)

    @pytest.mark.parametrize("other", ["orders", "frontdesk-day-restored-20261127T190500Z"])
    def test_a_table_of_something_else_is_refused(self, stage: RestoredStage, other: str) -> None:
        stage.tables.make(other, [])
        with pytest.raises(RestoreError, match="its own is value-of-SettingTable"):
            use_table(stage.stage(), other)


@pytest.mark.timeout(180)
def test_it_may_be_stopped_after_any_call_and_repeated(stage: RestoredStage) -> None:
    stage.stop_after(None)
    stage.restore(switches=True)
    calls, wanted = stage.account.count, stage.tables.items(RESTORED)
    for call in range(1, calls + 1):
        again = RestoredStage(stage.moto, stage.folder)
        again.stop_after(call)
        with pytest.raises(Killed):
            again.restore(switches=True)
        again.stop_after(None)
        assert again.restore(switches=True) == RESTORED
        assert again.uses(RESTORED), call
        assert again.tables.items(RESTORED) == wanted, call
        assert again.tables.restored_to == [AT], call
        table = again.tables.tables[RESTORED]
        assert (table.is_protected, bool(table.recovery)) == (True, True), call
        assert table.tags[RESTORED_FROM] == LIVE, call
    assert calls > 60


class TestTheCheck:
    def found(self, stage: RestoredStage, *past: Any) -> str:
        stage.tables.past[LIVE] = list(past)
        with pytest.raises(RestoreError) as refusal:
            stage.restore(switches=True)
        return str(refusal.value)

    def test_an_empty_table_is_found_out(self, stage: RestoredStage) -> None:
        assert "it is empty" in self.found(stage)

    def test_what_is_of_after_the_instant_is_found_out(self, stage: RestoredStage) -> None:
        assert f"its latest event is of {AFTER}" in self.found(stage, *NOW)

    def test_another_key_is_found_out(self, stage: RestoredStage) -> None:
        stage.restore()
        stage.tables.tables[RESTORED].key = "arn:another"
        with pytest.raises(RestoreError, match="not encrypted with the stage's key"):
            stage.restore(switches=True)

    def test_a_missing_index_is_found_out(self, stage: RestoredStage) -> None:
        stage.restore()
        count = stage.tables.moto.get_paginator
        stage.tables.__dict__["get_paginator"] = lambda call: Shorter(count(call))
        with pytest.raises(RestoreError, match="index due has 2 items of 3"):
            stage.restore(switches=True)


class Shorter:
    """Pages whose count is one too small."""

    def __init__(self, pages: Any) -> None:
        self.pages = pages

    def paginate(self, **asked: Any) -> Iterator[dict[str, Any]]:
        for page in self.pages.paginate(**asked):
            yield {**page, "Count": page["Count"] - 1}


class TestFromABackup:
    @pytest.fixture
    def stage(self, items: Any, no_account: None, tmp_path: Path) -> RestoredStage:
        stage = RestoredStage(items, tmp_path)
        stage.tables.past[LIVE] = [event("REQUEST#r1", "2026-02-28T07:00:00.000Z"), PAST[0]]
        stage.backup.holds(f"{BACKUP}-early", LIVE, OLD - timedelta(days=40))
        stage.backup.holds(BACKUP, LIVE, OLD - timedelta(hours=4))
        stage.backup.holds(f"{BACKUP}-late", LIVE, OLD + timedelta(hours=20))
        stage.backup.holds(f"{BACKUP}-broken", LIVE, OLD - timedelta(hours=1), "EXPIRED")
        return stage

    def test_what_is_older_than_35_days_is_restored_from_the_nearest_backup_before(
        self, stage: RestoredStage
    ) -> None:
        name = stage.restore(OLD, switches=True)
        assert name == f"frontdesk-{NAME}-restored-20260301T080000Z"
        (job,) = stage.backup.jobs.values()
        assert job["RecoveryPointArn"] == BACKUP
        assert stage.tables.restored_to == []
        assert stage.tables.tables[name].key == KEY_ARN
        near = "the nearest backup before 2026-03-01T12:00:00Z is of 2026-03-01T08:00:00Z"
        assert near in stage.said
        assert stage.uses(name)

    def test_a_job_that_failed_is_told_and_ordered_again_when_it_is_repeated(
        self, stage: RestoredStage
    ) -> None:
        stage.backup.fails = ["the role may not write the table"]
        with pytest.raises(RestoreError, match=r"the role may not write.*repeat the command"):
            stage.restore(OLD)
        stage.restore(OLD)
        assert [job["Status"] for job in stage.backup.jobs.values()] == ["FAILED", "COMPLETED"]

    def test_a_job_that_does_not_end_is_named_after_two_days_and_is_waited_for_when_repeated(
        self, stage: RestoredStage
    ) -> None:
        waited: list[float] = []
        stage.backup.takes = 1_000_000
        with pytest.raises(RestoreError, match=r"job .*-0 is RUNNING after 48 hours.*Repeating"):
            RestoreTable(replace(stage.stage(), pause=waited.append), OLD).run()
        assert sum(waited) == 48 * 3600
        assert sum("is RUNNING; waiting" in line for line in stage.said) > 100
        (job,) = stage.backup.jobs.values()
        job["looks"] = 1
        stage.restore(OLD)
        assert len(stage.backup.jobs) == 1

    def test_it_may_be_stopped_after_any_call_and_repeated(self, stage: RestoredStage) -> None:
        stage.stop_after(None)
        name = stage.restore(OLD)
        points, past = stage.backup.points, stage.tables.past[LIVE]
        for call in range(1, stage.account.count + 1):
            again = RestoredStage(stage.moto, stage.folder)
            again.backup.points, again.tables.past[LIVE] = points, past
            again.stop_after(call)
            with pytest.raises(Killed):
                again.restore(OLD)
            again.stop_after(None)
            assert again.restore(OLD) == name
            assert len(again.backup.jobs) == 1, call

    def test_what_no_backup_reaches_is_refused_with_what_there_is(
        self, stage: RestoredStage
    ) -> None:
        with pytest.raises(RestoreError) as refusal:
            stage.restore(OLD - timedelta(days=365))
        said = str(refusal.value)
        assert f"from {written(EARLIEST)} to {written(LATEST)}" in said
        assert "from the first backup, of 2026-01-20T12:00:00Z" in said

    def test_a_table_that_is_gone_is_restored_from_a_backup(self, stage: RestoredStage) -> None:
        stage.tables.moto.delete_table(TableName=LIVE)
        del stage.tables.tables[LIVE]
        name = stage.restore(OLD, switches=True)
        assert stage.uses(name)
        assert any("nobody can tell what came in since" in line for line in stage.said)


class TestRefusals:
    @pytest.mark.parametrize(
        ("fault", "advice"),
        [
            ("LimitExceededException", "Wait for the others"),
            ("TableInUseException", "Repeat the command in a minute"),
            ("InvalidRestoreTimeException", "Choose a later AT"),
            ("PointInTimeRecoveryUnavailableException", "Deploy the stage"),
            ("AccessDeniedException", "docs/operating.md says what leave"),
            ("SomethingNewException", "See to that, then repeat the command"),
        ],
    )
    def test_each_says_what_to_do_and_repeating_goes_on(
        self, stage: RestoredStage, fault: str, advice: str
    ) -> None:
        stage.tables.fails = [refused(fault)]
        with pytest.raises(RestoreError, match=advice):
            stage.restore()
        assert stage.restore() == RESTORED

    def test_a_table_that_somebody_else_made_under_the_name_is_left_alone(
        self, stage: RestoredStage
    ) -> None:
        stage.tables.make(RESTORED, [])
        with pytest.raises(RestoreError, match="choose an AT that is one second off"):
            stage.restore()

    def test_a_restore_that_somebody_else_orders_in_this_moment_is_ours_too(
        self, stage: RestoredStage
    ) -> None:
        order = stage.tables.restore_table_to_point_in_time

        def twice(**asked: Any) -> None:
            order(**asked)
            order(**asked)

        stage.tables.restore_table_to_point_in_time = twice  # type: ignore[method-assign]
        assert stage.restore() == RESTORED

    @pytest.mark.parametrize(
        ("state", "advice"),
        [
            ("INACCESSIBLE_ENCRYPTION_CREDENTIALS", "its key is disabled"),
            ("ARCHIVED", "enable the key"),
            ("DELETING", "wait until it is gone"),
        ],
    )
    def test_a_table_that_will_never_be_there_is_not_waited_for(
        self, stage: RestoredStage, state: str, advice: str
    ) -> None:
        stage.restore()
        stage.tables.tables[RESTORED].state = state
        with pytest.raises(RestoreError, match=advice):
            stage.restore()

    def test_the_last_minutes_are_refused_with_how_far_it_goes(self, stage: RestoredStage) -> None:
        with pytest.raises(RestoreError, match=f"up to {written(LATEST)}.*again in five minutes"):
            stage.restore(LATEST + timedelta(seconds=1))

    def test_where_there_is_nothing_to_restore_from_it_says_how_to_have_it(
        self, stage: RestoredStage
    ) -> None:
        stage.live.recovery = None
        with pytest.raises(RestoreError, match="Deploy the stage"):
            stage.restore()

    def test_a_stage_that_is_not_there_is_named(self, stage: RestoredStage) -> None:
        del stage.account.cloudformation.stacks[DATA]
        with pytest.raises(DeployError, match=f"there is no stack {DATA}"):
            stage.restore()

    def test_a_fault_of_the_network_is_no_answer_about_the_table(
        self, stage: RestoredStage
    ) -> None:
        def broken(**_asked: Any) -> None:
            raise refused("InternalServerError")

        stage.tables.describe_table = broken  # type: ignore[method-assign,assignment]
        with pytest.raises(ClientError, match="InternalServerError"):
            stage.restore()


NOON = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


class TestTheInstant:
    @pytest.mark.parametrize(
        "typed", ["2026-11-27T14:05:00-05:00", "2026-11-27T19:05:00Z", "2026-11-27T19:05Z"]
    )
    def test_it_is_read_with_its_zone(self, typed: str) -> None:
        assert parse_moment(typed, NOON) == AT

    @pytest.mark.parametrize(
        "typed",
        [
            *("2026-11-27T19:05:00", "2026-11-27", "yesterday", "", "1764270300", "19:05Z"),
            *(
                "2026-11-27T19:05:00.5Z",
                "27.11.2026 19:05",
                "2026-11-27T19:05:00+5",
                "20261127T1905Z",
            ),
            *("2026-11-27T19:05:00Z ", "٢٠٢٦-11-27T19:05:00Z"),
        ],
    )
    def test_one_without_a_zone_or_that_can_be_read_in_two_ways_is_refused(
        self, typed: str
    ) -> None:
        with pytest.raises(RestoreError, match=r"2026-11-28T14:05:00-05:00"):
            parse_moment(typed, NOON)

    @pytest.mark.parametrize(
        "typed", ["2026-02-30T12:00:00Z", "2026-11-27T25:00:00Z", "0001-01-01T00:00:00+09:00"]
    )
    def test_one_that_there_is_not_is_refused(self, typed: str) -> None:
        with pytest.raises(RestoreError, match="no date and time that there is"):
            parse_moment(typed, NOON)

    def test_one_that_is_not_over_is_refused(self) -> None:
        with pytest.raises(RestoreError, match="it is 2026-11-28T12:00:00Z now"):
            parse_moment("2026-11-28T12:00:00Z", NOON)
