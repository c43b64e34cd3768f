"""Staff make their names known to one another."""

from ..world import World
from .scenario import Scenario, Sent, given

_ME = "/staff/colleagues/me"


def _new(world: World) -> Sent:
    """Somebody opens the desk for the first time, with nothing to send."""
    return Sent("desk", _ME)


def _known(world: World) -> Sent:
    """Somebody is known, and opens the desk again weeks later."""
    given(world.desk.post(_ME))
    world.clock.forward(minutes=60 * 24 * 30)
    return Sent("desk", _ME)


SCENARIOS = (
    Scenario("make a name known", "POST /staff/colleagues/me", _new),
    Scenario("make a name known for longer", "POST /staff/colleagues/me", _known),
)
