"""Looks at a stack, again and again until it is at rest."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from infra.deploy.errors import DeployError
from infra.deploy.stack_events import Event, of_last_operation, status_at_end
from infra.deploy.stack_states import Way, way_out

PATIENCE = 5400.0
"""Seconds to wait for what somebody else began. CloudFormation gives up within an hour."""


@dataclass(frozen=True)
class Watch:
    """Looks at stacks; ``pause`` waits ``interval`` seconds between two looks."""

    cloudformation: Any
    pause: Callable[[float], None]
    interval: float

    def describe(self, name: str) -> dict[str, Any] | None:
        """The stack as CloudFormation describes it, or None where there is none."""
        try:
            stacks = self.cloudformation.describe_stacks(StackName=name)["Stacks"]
        except ClientError as failure:
            if "does not exist" in failure.response["Error"]["Message"]:
                return None
            raise
        return stacks[0] if stacks else None

    def until_rest(self, name: str, not_before_change_of: str | None = None) -> None:
        """Return once nothing is going on with the stack, or it is gone.

        Just after an order, a stack may still show the state that it had: it is given some looks
        to show another one. Raises DeployError when it takes longer than anything can.
        """
        looks, grace = int(PATIENCE / self.interval), 5
        for look in range(looks):
            stack = self.describe(name)
            if stack is None:
                return
            state = stack["StackStatus"]
            unmoved = state == not_before_change_of and look < grace
            if way_out(state) is not Way.WAIT and not unmoved:
                return
            self.pause(self.interval)
        raise DeployError(
            f"stack {name} has been {state} for {PATIENCE / 60:.0f} minutes. Somebody else is "
            "changing it: see its events in the CloudFormation console, then deploy again."
        )

    def outcome(self, name: str, seen: str | None) -> tuple[str, list[Event]]:
        """The state that the stack comes to rest in, and its events after the one ``seen``.

        Read from the events: the stack's own state may still be the old one for a moment.
        """
        while True:
            events = self.events(name, seen)
            if status := status_at_end(events):
                return status, events
            self.pause(self.interval)

    def newest_event(self, name: str) -> str | None:
        """The id of the event that came last."""
        events = self.cloudformation.describe_stack_events(StackName=name)["StackEvents"]
        return str(events[0]["EventId"]) if events else None

    def events(self, name: str, seen: str | None = None) -> list[Event]:
        """The stack's events after the one ``seen``, newest first."""
        found: list[Event] = []
        pages = self.cloudformation.get_paginator("describe_stack_events")
        for page in pages.paginate(StackName=name):
            for event in page["StackEvents"]:
                if event["EventId"] == seen:
                    return found
                found.append(event)
        return found

    def events_of_last_operation(self, name: str) -> list[Event]:
        """The events since the stack was last ordered to change, newest first."""
        return of_last_operation(self.events(name))
