"""Stops a release that is being deployed right now, so that it is taken back."""

from collections.abc import Callable

from infra.deploy.errors import DeployError
from infra.deploy.stacks import Stacks
from infra.deploy.target import Target

_APPLICATION, _GROUP = "ServerlessDeploymentApplication", "APIHandlerDeploymentGroup"
"""Names that SAM gives, in the template, to what CodeDeploy moves the API's alias by."""

_UNDER_WAY = ["Created", "Queued", "InProgress", "Ready"]


def stop_shift(target: Target, stacks: Stacks, say: Callable[[str], None]) -> bool:
    """Stop the update of the API stack that is under way, and see it taken back; False for none.

    CodeDeploy is stopped while it shifts calls, just as by an alarm; before and after that,
    CloudFormation is. Raises DeployError where the release came through all the same.
    """
    stack = target.api_stack
    if stacks.state(stack) != "UPDATE_IN_PROGRESS":
        return False
    say(f"{stack} is being changed right now: that is stopped")
    if not _stop_codedeploy(target, stacks):
        stacks.cancel_update(stack)
    stacks.come_to_rest(stack)
    if stacks.state(stack) != "UPDATE_ROLLBACK_COMPLETE":
        raise DeployError(
            f"the release that was under way could not be stopped: {stack} is in the state "
            f"{stacks.state(stack)}. Once its deployment has ended, roll back again"
        )
    say(f"{stack} is as it was before that release")
    return True


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
