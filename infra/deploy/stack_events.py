"""Events of a stack, newest first, and what they tell."""

from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import Any

Event = Mapping[str, Any]

_CONSEQUENCES = ("resource creation cancelled", "resource update cancelled")
"""Words of CloudFormation for what it stopped because something else had failed."""


def of_stack_itself(event: Event) -> bool:
    """True if the event tells of the whole stack."""
    return bool(event.get("PhysicalResourceId") == event["StackId"])


def status_at_end(events: Iterable[Event]) -> str | None:
    """The state that the stack came to rest in; None while it has not."""
    status = next((str(e["ResourceStatus"]) for e in events if of_stack_itself(e)), None)
    return None if status is None or status.endswith("_IN_PROGRESS") else status


def was_ever_made(events: Iterable[Event]) -> bool:
    """True unless the events reach back to the stack's beginning and it was never whole since.

    Old events go; a stack of which the beginning is not told is taken for one that was whole.
    """
    of_stack = [e["ResourceStatus"] for e in events if of_stack_itself(e)]
    begun = "CREATE_IN_PROGRESS" in of_stack
    return not begun or "CREATE_COMPLETE" in of_stack


def of_last_operation(events: Iterable[Event]) -> list[Event]:
    """The events since somebody last began to create, update or delete the stack."""
    begins = ("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS")

    def is_after(event: Event) -> bool:
        return not (of_stack_itself(event) and event["ResourceStatus"] in begins)

    return list(takewhile(is_after, events))


def first_failure(events_newest_first: Iterable[Event]) -> str | None:
    """What went wrong first: “Resource (Type): reason”; None when no event tells of a failure.

    What was only cancelled because of it does not count, nor does the stack's own summary while a
    resource gives a reason.
    """
    chosen = first_failed(events_newest_first)
    return None if chosen is None else f"{_named(chosen)}: {chosen['ResourceStatusReason']}"


def first_failed(events_newest_first: Iterable[Event]) -> Event | None:
    """The event that tells what went wrong first, chosen in the same way."""
    failures = [
        event
        for event in reversed(list(events_newest_first))
        if event["ResourceStatus"].endswith("_FAILED")
        and event.get("ResourceStatusReason")
        and not event["ResourceStatusReason"].lower().startswith(_CONSEQUENCES)
    ]
    of_resources = [e for e in failures if e["ResourceType"] != "AWS::CloudFormation::Stack"]
    return next(iter(of_resources or failures), None)


def _named(event: Event) -> str:
    return f"{event['LogicalResourceId']} ({event['ResourceType']})"
