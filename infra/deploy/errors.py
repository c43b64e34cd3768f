"""What can stop a deployment."""


class DeployError(Exception):
    """The deployment cannot go on; the message says why, for the person who started it."""
