"""What makes each kind of alarm ring, and what lets it rest.

A scenario lets something happen, and leaves the clock at the instant at which the alarms of its
section are looked at. Metrics of AWS's own services are named here as their documentation has them;
those of the product are read from the log of what it really does.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import islice

from chalicelib.clinic.hours import (
    add_opening_minutes,
    opening_intervals,
    subtract_opening_minutes,
)
from chalicelib.platform.clock import parse_instant
from chalicelib.web.job_registry import JOBS

from .cloudwatch import Alarm, Metrics
from .conftest import STACK, World

A_MINUTE = timedelta(minutes=1)
GATEWAY = {"ApiName": STACK, "Stage": "api"}

Scenario = Callable[[World, Mapping[str, Alarm]], None]


def told_often(
    world: World, name: str, by: Mapping[str, str], values: list[float], *, namespace: str
) -> Metrics:
    """One value a minute, the last of them in the minute that is over now."""
    for back, value in enumerate(reversed(values), start=1):
        world.metrics.put(namespace, name, by, world.clock() - A_MINUTE * back, value)
    return world.metrics


def gateway_answers(failed: float, asked: float) -> Scenario:
    def happen(world: World, _alarms: Mapping[str, Alarm]) -> None:
        told_often(world, "Count", GATEWAY, [asked], namespace="AWS/ApiGateway")
        told_often(world, "5XXError", GATEWAY, [failed], namespace="AWS/ApiGateway")

    return happen


def of_each_function(name: str, value: Callable[[Alarm], float], minutes: int = 1) -> Scenario:
    """Every function has this metric, by its own name."""

    def happen(world: World, alarms: Mapping[str, Alarm]) -> None:
        for resource, alarm in alarms.items():
            function = resource.removesuffix("Errors").removesuffix("NearTimeLimit")
            by = {"FunctionName": function}
            told_often(world, name, by, [value(alarm)] * minutes, namespace="AWS/Lambda")

    return happen


def of_lambda(name: str, values: list[float], **by: str) -> Scenario:
    def happen(world: World, _alarms: Mapping[str, Alarm]) -> None:
        told_often(world, name, by, values, namespace="AWS/Lambda")

    return happen


def of_the_queue(visible: float) -> Scenario:
    def happen(world: World, _alarms: Mapping[str, Alarm]) -> None:
        name, by = "ApproximateNumberOfMessagesVisible", {"QueueName": "FailedCalls"}
        told_often(world, name, by, [visible], namespace="AWS/SQS")

    return happen


def of_the_table(name: str, value: float, **index: str) -> Scenario:
    def happen(world: World, _alarms: Mapping[str, Alarm]) -> None:
        by = {"TableName": "frontdesk-test", **index}
        told_often(world, name, by, [value], namespace="AWS/DynamoDB")

    return happen


def every_job_ran_until(share: float) -> Scenario:
    """Each ran once, and then no more for this share of the time that its alarm evaluates."""

    def happen(world: World, alarms: Mapping[str, Alarm]) -> None:
        for each in JOBS:
            world.job(each.name)
        world.hear()
        for (resource, alarm), _ in zip(alarms.items(), JOBS, strict=True):
            world.looked_at[resource] = world.clock() + A_MINUTE + alarm.span * share

    return happen


def crisis_after(minutes: float, *, claimed: bool = False) -> Scenario:
    """Somebody in danger has waited so long when the job comes round."""

    def happen(world: World, _alarms: Mapping[str, Alarm]) -> None:
        call = {"phone": "212-555-0123", "reason": "in danger", "urgency": "crisis"}
        assert world.desk.post("/locations/new-york/incoming-calls", call).status == 201
        world.clock.forward(minutes=minutes)
        if claimed:
            assert world.desk.post("/locations/new-york/queue/claim").status == 200
        measured(world)

    return happen


def call_overdue_by(minutes: int) -> Scenario:
    """A promise was broken so many opening minutes ago."""

    def happen(world: World, _alarms: Mapping[str, Alarm]) -> None:
        promised = parse_instant(world.submit()["respond_by"])
        location = world.run.clinic.location("new-york")
        world.clock.now = add_opening_minutes(location, promised, minutes)
        for _ in range(3):
            measured(world)

    return happen


def call_overdue_at_night(world: World, _alarms: Mapping[str, Alarm]) -> None:
    """A promise was broken shortly before the clinic closed, hours ago."""
    location = world.run.clinic.location("new-york")
    evening = list(islice(opening_intervals(location, world.clock()), 2))[-1].end
    promised = evening - timedelta(minutes=20)
    world.clock.now = subtract_opening_minutes(location, promised, 120)
    assert parse_instant(world.submit()["respond_by"]) == promised
    world.clock.now = evening + timedelta(hours=5)
    for _ in range(3):
        measured(world)


def mail_unsent_for(minutes: float) -> Scenario:
    def happen(world: World, _alarms: Mapping[str, Alarm]) -> None:
        an_hour_of_rest(world)
        world.submit(email="robin@example.com")
        world.clock.forward(minutes=minutes)
        measured(world)

    return happen


def mail_refused_for(minutes: int) -> Scenario:
    """The provider takes no mail; the outbox's job comes round each minute."""

    def happen(world: World, _alarms: Mapping[str, Alarm]) -> None:
        an_hour_of_rest(world)
        world.submit(email="robin@example.com")
        world.mailbox.failing = "Throttling"
        for _ in range(minutes):
            world.job("send-messages")
            world.clock.forward(minutes=1)
        world.hear()

    return happen


def an_hour_of_rest(world: World) -> None:
    for _ in range(12):
        measured(world)
        world.clock.forward(minutes=4)


def measured(world: World) -> None:
    """The job that measures comes round, and a minute passes."""
    world.job("return-stale-claims")
    world.hear()
    world.clock.forward(minutes=1)


RINGS: Mapping[str, list[Scenario]] = {
    "gateway-failures": [gateway_answers(failed=30, asked=1000), gateway_answers(3, asked=4)],
    "function-errors": [of_each_function("Errors", lambda _: 3)],
    "functions-throttled": [of_lambda("Throttles", [1])],
    "near-time-limit": [
        of_each_function(
            "Duration", lambda alarm: float(alarm.properties["Threshold"]) + 1, minutes=15
        )
    ],
    "concurrency-near-its-limit": [of_lambda("ConcurrentExecutions", [100, 100, 800, 900, 850])],
    "job-overdue": [every_job_ran_until(1.0)],
    "crisis-waiting": [crisis_after(minutes=15)],
    "promise-broken": [call_overdue_by(minutes=60)],
    "outbox-stuck": [mail_unsent_for(minutes=16), mail_refused_for(minutes=60)],
    "table-throttled": [
        of_the_table(name, 10, **index)
        for name in ("ReadThrottleEvents", "WriteThrottleEvents")
        for index in (
            {},
            {"GlobalSecondaryIndexName": "due"},
            {"GlobalSecondaryIndexName": "open"},
        )
    ],
    "send-at-once-behind": [of_lambda("IteratorAge", [31_000] * 3, FunctionName="SendAtOnce")],
    "calls-failed": [of_the_queue(visible=1)],
}
"""By section of the runbook: what makes all of its alarms ring."""

RESTS: Mapping[str, list[Scenario]] = {
    "gateway-failures": [
        gateway_answers(failed=20, asked=1000),
        gateway_answers(failed=2, asked=2),  # in a night without visitors
        gateway_answers(failed=0, asked=0),
    ],
    "function-errors": [of_each_function("Errors", lambda _: 0)],
    "functions-throttled": [of_lambda("Throttles", [0])],
    "near-time-limit": [
        of_each_function("Duration", lambda alarm: float(alarm.properties["Threshold"]) - 1, 15)
    ],
    "concurrency-near-its-limit": [of_lambda("ConcurrentExecutions", [790, 790, 1000, 1000, 790])],
    "job-overdue": [every_job_ran_until(0.5)],
    "crisis-waiting": [crisis_after(minutes=14), crisis_after(minutes=40, claimed=True)],
    "promise-broken": [
        call_overdue_by(minutes=50),
        call_overdue_at_night,
    ],
    "outbox-stuck": [mail_unsent_for(minutes=14), mail_refused_for(minutes=10)],
    "table-throttled": [of_the_table("ReadThrottleEvents", 9), lambda _world, _alarms: None],
    "send-at-once-behind": [
        of_lambda("IteratorAge", [29_000] * 5, FunctionName="SendAtOnce"),
        of_lambda("IteratorAge", [0, 40_000, 0, 40_000, 0], FunctionName="SendAtOnce"),
    ],
    "calls-failed": [of_the_queue(visible=0)],
}
"""By section of the runbook: what all of its alarms let pass."""
