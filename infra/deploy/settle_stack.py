"""Brings a stack that was found in any state to one from which it can be created or updated."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from infra.deploy.errors import DeployError
from infra.deploy.stack_events import first_failure, was_ever_made
from infra.deploy.stack_states import LEFT_BEHIND, Way, way_out, words_for
from infra.deploy.watch_stack import Watch

_STEPS = 8
"""From the worst state to a good one it takes four; more than this is going in circles."""


@dataclass(frozen=True)
class Settle:
    """Goes the way out of a stack's state, and tells it with ``say``."""

    cloudformation: Any
    watch: Watch
    say: Callable[[str], None]

    def run(self, name: str) -> bool:
        """Bring the stack to rest; True if it is there, and whole.

        Raises DeployError, with words on what to do, where only somebody can decide.
        """
        tried: set[str] = set()
        for _ in range(_STEPS):
            stack = self.watch.describe(name)
            state = stack["StackStatus"] if stack else None
            way = way_out(state)
            if stack is None or way in (Way.CREATE, Way.UPDATE):
                return way is Way.UPDATE
            self._go(way, name, stack, tried)
        raise DeployError(words_for(name, str(state), "it does not come to rest"))

    def _go(self, way: Way, name: str, stack: Mapping[str, Any], tried: set[str]) -> None:
        """One step; each kind but waiting is tried once."""
        state = stack["StackStatus"]
        if way is Way.WAIT:
            self.say(f"waiting for stack {name}, which is being changed already ({state})")
            self.watch.until_rest(name)
            return
        if way is Way.ASK or state in tried:
            raise DeployError(words_for(name, state, self._reason(stack)))
        tried.add(state)
        self.say(f"stack {name} is in the state {state}; {way.value}")
        if way is Way.CLEAR:
            self.cloudformation.delete_stack(StackName=name)
        elif way is Way.CONTINUE:
            self.cloudformation.continue_update_rollback(StackName=name)
        elif way is Way.GO_BACK:
            self.cloudformation.rollback_stack(StackName=name, RetainExceptOnCreate=True)
        else:
            self._finish_deleting(name, stack)
        self.watch.until_rest(name, not_before_change_of=state)

    def _finish_deleting(self, name: str, stack: Mapping[str, Any]) -> None:
        """Delete what was never whole, without what AWS refuses to delete; say what that is.

        Raises DeployError where the stack was whole once, since it may have held data, or where
        what is left would be in the way of a new one.
        """
        if was_ever_made(self.watch.events(stack["StackId"])):
            raise DeployError(words_for(name, stack["StackStatus"], self._reason(stack)))
        stuck = self._stuck(name)
        if not stuck or any(r["ResourceType"] not in LEFT_BEHIND for r in stuck):
            raise DeployError(words_for(name, stack["StackStatus"], self._reason(stack)))
        for resource in stuck:
            kind, identity = resource["ResourceType"], resource.get("PhysicalResourceId", "")
            self.say(f"left behind, for you to delete: {kind} {identity}")
        names = [resource["LogicalResourceId"] for resource in stuck]
        self.cloudformation.delete_stack(StackName=name, RetainResources=names)

    def _stuck(self, name: str) -> list[Mapping[str, Any]]:
        pages = self.cloudformation.get_paginator("list_stack_resources").paginate(StackName=name)
        resources = [r for page in pages for r in page["StackResourceSummaries"]]
        return [r for r in resources if r["ResourceStatus"] == "DELETE_FAILED"]

    def _reason(self, stack: Mapping[str, Any]) -> str:
        events = self.watch.events_of_last_operation(stack["StackId"])
        return first_failure(events) or str(stack.get("StackStatusReason", ""))
