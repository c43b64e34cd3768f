"""Find all that somebody is known as: every name on every contact point that staff joined."""

from ..platform.runtime import Runtime
from .link_models import Alias
from .link_rules import connected
from .link_store import load_linked


def find_aliases(run: Runtime, alias: Alias) -> tuple[Alias, ...]:
    """All that are one person with this one, itself first: one consistent read."""
    links = load_linked(run.table, [alias])[0].links
    others = connected(alias, links)[0] - {alias}
    return (alias, *sorted(others, key=lambda each: each.person_id))
