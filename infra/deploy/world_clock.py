"""Functions on AWS go by the world's clock: no deployment there may move it."""

from infra.deploy.errors import DeployError
from infra.templates import Template

_CLOCK_OFFSET = "FRONTDESK_CLOCK_OFFSET"


def require_world_clock(template: Template) -> None:
    """Raises DeployError for a template in which any function's clock is moved."""
    resources = {"Globals": template.get("Globals", {}), **template["Resources"]}
    moved = [name for name, each in resources.items() if _CLOCK_OFFSET in _variables(each)]
    if moved:
        raise DeployError(
            f"{_CLOCK_OFFSET} is set for {', '.join(moved)}: the clock can be moved only on your "
            "own machine; take it out of .chalice/config.json and infra/api.yaml"
        )


def _variables(resource: Template) -> Template:
    """The environment of a function, or the one that the template's globals give to all."""
    holder = resource.get("Properties") or resource.get("Function") or {}
    variables: Template = holder.get("Environment", {}).get("Variables", {})
    return variables
