"""Somebody whose whole record is meant, under every name and number that is known to be theirs."""

from collections.abc import Mapping

from pydantic import ConfigDict

from ..people.link_models import Alias
from ..platform.clock import Instant, instant_text
from ..platform.model import Model


class Subject(Model):
    """A person, as an erasure names them: by ids alone, so that it can be done again by them."""

    model_config = ConfigDict(frozen=True)

    people: tuple[Alias, ...]
    at: Instant
    """Everything that was kept of them by then is meant."""
    last_filed: Mapping[str, str] | None = None
    """By person, the key of what was filed last under them by then; of nobody, nothing was.

    It tells exactly what comes later: a form may be stored a moment after an instant that it names.
    """

    @property
    def person_ids(self) -> frozenset[str]:
        """The ids of every name on every contact point that is theirs."""
        return frozenset(each.person_id for each in self.people)

    @property
    def last_keys(self) -> Mapping[str, str]:
        """By person, the last key of what is filed under them and meant."""
        if self.last_filed is None:
            return dict.fromkeys(self.person_ids, f"PART#{instant_text(self.at)}~")
        return {each: self.last_filed.get(each, "PART#") for each in self.person_ids}

    @property
    def point_ids(self) -> frozenset[str]:
        """The ids of those contact points."""
        return frozenset(each.point_id for each in self.people)
