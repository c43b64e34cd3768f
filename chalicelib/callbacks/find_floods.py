"""Find the calls that floods of forms made, when the queue is read; nobody proven is among them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..people.tell_proven import proven_among
from ..platform.runtime import Runtime
from .grouping_rules import groups_in
from .queue import Indexed


@dataclass
class Floods:
    """Floods in the queue, and what is known by now of the people in them."""

    run: Runtime
    _proven: dict[str, bool] = field(default_factory=dict)

    def groups(self, entries: Sequence[Indexed]) -> dict[str, str]:
        """The group of each call that is in one, by the callback's id.

        Where there is a flood, one round trip more tells for whom it is proven; else there is none.
        """
        groups = groups_in(entries)
        inside = {
            entry.callback_id: {each.person_id for each in entry.inside}
            for entry in entries
            if entry.callback_id in groups
        }
        self._learn(set().union(*inside.values()))
        apart = {
            callback_id
            for callback_id, people in inside.items()
            if any(self._proven[each] for each in people)
        }
        return groups_in(entries, apart) if apart else groups

    def _learn(self, people: set[str]) -> None:
        asked = sorted(people - self._proven.keys())
        proven = proven_among(self.run, asked) if asked else set()
        self._proven |= {each: each in proven for each in asked}
