"""Stops a release that is being deployed right now, so that it is taken back."""

from collections.abc import Callable

from infra.deploy.errors import DeployError
from infra.deploy.stacks import Stacks
from infra.deploy.target import Target
from infra.deploy.watch_stack import PATIENCE

_APPLICATION, _GROUP = "ServerlessDeploymentApplication", "APIHandlerDeploymentGroup"
"""Names that SAM gives, in the template, to what CodeDeploy moves the API's alias by."""

_BEING_TAKEN_BACK = (
    "UPDATE_ROLLBACK_IN_PROGRESS",
    "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
)

_UNDER_WAY = ["Created", "Queued", "InProgress", "Ready"]


def stop_shift(target: Target, stacks: Stacks, say: Callable[[str], None]) -> bool:
    """Stop the release that is being shifted to, and see it taken back; False for none.

    An update that has not come to its shift is waited for until it does, and one that has none, as
    going back has, until its end. CodeDeploy is stopped as by an alarm. One that is being taken
    back already, by an alarm or by a run of this that was broken off, is waited for. Raises
    DeployError where the release came through all the same.
    """
    stack = target.api_stack
    if stacks.state(stack) in _BEING_TAKEN_BACK:
        say(f"{stack}: the release is being taken back already")
    elif _stopped(target, stacks):
        say(f"{stack}: the release that was being shifted to is stopped")
    else:
        return False
    stacks.come_to_rest(stack)
    if stacks.state(stack) != "UPDATE_ROLLBACK_COMPLETE":
        raise DeployError(
            f"the release that was under way could not be stopped: {stack} is in the state "
            f"{stacks.state(stack)}. Once its deployment has ended, roll back again"
        )
    say(f"{stack} is as it was before that release")
    return True


def _stopped(target: Target, stacks: Stacks) -> bool:
    """True once CodeDeploy is stopped; False once there is no update in which it could be."""
    for _ in range(int(PATIENCE / stacks.interval)):
        if stacks.state(target.api_stack) != "UPDATE_IN_PROGRESS":
            return False
        if _stop_codedeploy(target, stacks):
            return True
        stacks.pause(stacks.interval)
    return False


def _stop_codedeploy(target: Target, stacks: Stacks) -> bool:
    """Stop what CodeDeploy does for the API's alias; False where it does nothing."""
    application = stacks.physical_id(target.api_stack, _APPLICATION)
    group = stacks.physical_id(target.api_stack, _GROUP)
    if application is None or group is None:
        return False
    codedeploy = target.client("codedeploy")
    running = codedeploy.list_deployments(
        applicationName=application, deploymentGroupName=group, includeOnlyStatuses=_UNDER_WAY
    )["deployments"]
    for each in running:
        codedeploy.stop_deployment(deploymentId=each, autoRollbackEnabled=True)
    return bool(running)
