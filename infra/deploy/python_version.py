"""Which Python packages for which cloud: a package is compiled by the version that runs it."""

from collections.abc import Sequence

from infra.deploy.errors import DeployError

LAMBDA_RUNTIME = (3, 13)
"""The one that every stage on AWS runs on."""

SUPPORTED = ((3, 11), (3, 12), (3, 13))
"""Those that the local cloud, the checks and the tests take."""


def require_python(running: Sequence[int], *, for_aws: bool) -> None:
    """Raises DeployError when the ``running`` version packages for none that is wanted."""
    wanted = (LAMBDA_RUNTIME,) if for_aws else SUPPORTED
    if tuple(running[:2]) not in wanted:
        names = " or ".join(f"{major}.{minor}" for major, minor in wanted)
        where = "on AWS" if for_aws else "here"
        raise DeployError(
            f"Frontdesk runs on Python {names} {where}, and its package has to be built by the "
            f"version that runs it; this is {running[0]}.{running[1]}"
        )
