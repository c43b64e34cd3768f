"""``make restore`` on the deployed whole: the stage goes on with the restored table, and back."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from infra.deploy.stacks import Stacks
from infra.restore.restore_table import RestoreTable
from infra.restore.stage import Stage
from infra.restore.use_table import use_table
from tests.deployed.whole import Whole

FORM = {
    "location_id": "new-york",
    "service_id": "ketamine-consultation",
    "consent": True,
    "is_adult": True,
    "name": "Restored Testperson",
    "phone": "(212) 555-0147",
    "message": "A good time to call is the afternoon.",
}


class Reaching:
    """DynamoDB of the local cloud, which remembers nothing, but says here that it does."""

    def __init__(self, dynamodb: Any) -> None:
        self._dynamodb = dynamodb

    def __getattr__(self, name: str) -> Any:
        return getattr(self._dynamodb, name)

    def describe_continuous_backups(self, **asked: Any) -> Any:
        found = self._dynamodb.describe_continuous_backups(**asked)
        recovery = found["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
        recovery["PointInTimeRecoveryStatus"] = "ENABLED"
        recovery["EarliestRestorableDateTime"] = datetime.now(UTC) - timedelta(days=1)
        recovery["LatestRestorableDateTime"] = datetime.now(UTC)
        return found


def ask(whole: Whole, key: str) -> int:
    """Send the form."""
    sent = whole.call("POST", "requests", FORM, headers={"Idempotency-Key": f"restored-{key}"})
    return sent.status


def table_of(whole: Whole, function: str) -> str:
    """The table that a deployed function uses."""
    name = whole.client("cloudformation").describe_stack_resource(
        StackName=whole.deployed.target.api_stack, LogicalResourceId=function
    )["StackResourceDetail"]["PhysicalResourceId"]
    found = whole.client("lambda").get_function_configuration(FunctionName=name)
    return str(found["Environment"]["Variables"]["FRONTDESK_TABLE"])


def stream_of(whole: Whole) -> str:
    """The stream that messages are sent at once by."""
    (mapping,) = whole.client("lambda").list_event_source_mappings()["EventSourceMappings"]
    return str(mapping["EventSourceArn"])


def requests_in(whole: Whole, table: str) -> int:
    found: dict[str, Any] = whole.client("dynamodb").scan(
        TableName=table,
        FilterExpression="sk = :request",
        ExpressionAttributeValues={":request": {"S": "REQUEST"}},
    )
    return int(found["Count"])


def test_a_stage_goes_on_with_a_restored_table_and_back_to_its_own(whole: Whole) -> None:
    target = whole.deployed.target
    stacks = Stacks(target.client("cloudformation"), interval=0.1)
    said: list[str] = []
    stage = Stage(target, stacks, Reaching(target.client("dynamodb")), time.sleep, said.append)
    own, its_stream = stage.data["SettingTable"], stream_of(whole)
    at = datetime.now(UTC).replace(microsecond=0) - timedelta(seconds=1)

    restored = RestoreTable(stage, at, switches=True, accepts=True).run()

    assert table_of(whole, "APIHandler") == table_of(whole, "SendAtOnce") == restored
    assert f":table/{restored}/stream/" in stream_of(whole)
    before = requests_in(whole, restored)
    # Who may write there is decided by the policies, which have followed.
    assert ask(whole, "there") == 201
    assert (requests_in(whole, restored), requests_in(whole, own)) == (before + 1, before)

    use_table(stage, own)

    assert table_of(whole, "APIHandler") == table_of(whole, "SendAtOnce") == own
    assert stream_of(whole) == its_stream
    assert any("new: " in line and "1 REQUEST" in line for line in said)
    assert ask(whole, "back") == 201
    assert requests_in(whole, own) == before + 1
