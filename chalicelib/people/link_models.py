"""Links between people whom staff know to be one: which names on which contact points."""

from pydantic import ConfigDict

from ..platform.clock import Instant
from ..platform.model import Model


class Alias(Model):
    """A name on a contact point: what a person is filed under."""

    model_config = ConfigDict(frozen=True)

    point_id: str
    person_id: str


class Link(Model):
    """The word of a member of staff that two of them are one person."""

    model_config = ConfigDict(frozen=True)

    one: Alias
    other: Alias
    by: str
    at: Instant

    @property
    def ends(self) -> frozenset[str]:
        """The ids of the two, in no order."""
        return frozenset((self.one.person_id, self.other.person_id))


class LinkedIn(Model):
    """Everything kept with each of those that are linked: every link of all of them."""

    alias: Alias
    links: tuple[Link, ...] = ()
    version: int = 0
    """Counts its writes; none is kept before the first."""
