"""What can stop a restore."""

from infra.deploy.errors import DeployError


class RestoreError(DeployError):
    """The restore cannot go on; the message says why, and what to do about it."""
