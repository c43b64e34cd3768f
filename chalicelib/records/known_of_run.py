"""Know for a whole run of the job what would else be read anew for each person."""

from datetime import timedelta
from functools import cached_property

from ..platform.runtime import Runtime
from . import erasure_store
from .find_spam import Spam


class KnownOfRun:
    """Facts that one run reads once, if it is asked for them at all.

    Erasures up to the id ``passed`` are done, or tried again, at the latest ``again_after``.
    """

    def __init__(self, run: Runtime, passed: str, again_after: timedelta) -> None:
        self._run, self._passed, self._again_after = run, passed, again_after
        self.spam = Spam(run)

    @cached_property
    def to_be_erased(self) -> set[str]:
        """Ids of all people of whom an erasure waits; whoever notes one adds to it."""
        table, soon = self._run.table, self._run.clock() + self._again_after
        waiting = [*erasure_store.load_to_do(table, self._passed)]
        waiting += erasure_store.load_due(table, soon)
        undone = (item for item in waiting if "done_at" not in item)
        return {str(alias["person_id"]) for item in undone for alias in item["people"]}
