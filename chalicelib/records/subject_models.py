"""Somebody whose whole record is meant, under every name and number that is known to be theirs."""

from pydantic import ConfigDict

from ..people.link_models import Alias
from ..platform.clock import Instant
from ..platform.model import Model


class Subject(Model):
    """A person, as an erasure names them: by ids alone, so that it can be done again by them."""

    model_config = ConfigDict(frozen=True)

    people: tuple[Alias, ...]
    at: Instant
    """Everything that was kept of them by then is meant."""

    @property
    def person_ids(self) -> frozenset[str]:
        """The ids of every name on every contact point that is theirs."""
        return frozenset(each.person_id for each in self.people)

    @property
    def point_ids(self) -> frozenset[str]:
        """The ids of those contact points."""
        return frozenset(each.point_id for each in self.people)
