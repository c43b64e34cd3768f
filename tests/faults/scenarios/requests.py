"""Requests of visitors."""

from typing import Any

from ..world import World
from .scenario import Prepare, Scenario, Sent, given, keyed, request_body, submit

SUBMIT = "POST /requests"
CRISIS = {"message": "I want to die"}
FLAGS = {"screening": ["pregnancy"]}


def _submits(*before: dict[str, Any], **changes: Any) -> Prepare:
    def prepare(world: World) -> Sent:
        for number, earlier in enumerate(before):
            body = request_body(**earlier)
            given(world.visitor.post("/requests", body, **keyed(f"form-{number}")))
        return Sent("visitor", "/requests", request_body(**changes), keyed())

    return prepare


def _queue_spam(world: World) -> Sent:
    """A honeypot was filled in: the request was set aside."""
    receipt = submit(world, leave_blank="https://example.com")
    return Sent("desk", f"/staff/requests/{receipt['request_id']}/queue")


SCENARIOS = (
    Scenario("submit a request", SUBMIT, _submits()),
    Scenario("submit a request with an address", SUBMIT, _submits(email="robin@example.com")),
    Scenario("submit a request that merges", SUBMIT, _submits({})),
    Scenario("submit with flags that merges", SUBMIT, _submits(FLAGS, **FLAGS)),
    Scenario("submit in a crisis", SUBMIT, _submits(**CRISIS)),
    Scenario("submit in a crisis that merges", SUBMIT, _submits({}, **CRISIS)),
    Scenario("submit what is set aside", SUBMIT, _submits(leave_blank="https://example.com")),
    Scenario("queue a spam", "POST /staff/requests/{request_id}/queue", _queue_spam),
)
