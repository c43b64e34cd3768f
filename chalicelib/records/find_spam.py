"""Find what of somebody was set aside as spam: it is in nobody's timeline, and has an end."""

from collections.abc import Iterable
from functools import cached_property

from ..platform.runtime import Runtime
from ..platform.storage.expressions import Item
from . import record_store as store


class Spam:
    """Requests among spam, by whose they are. One serves a whole run of a job."""

    def __init__(self, run: Runtime) -> None:
        self._run = run

    def of(self, person_ids: Iterable[str]) -> list[Item]:
        """Requests of these people that are set aside, as they are stored."""
        theirs = sorted(person_ids)
        filed = [of for each in theirs for of in store.load_filed_as_spam(self._run.table, each)]
        unfiled = [of for each in theirs for of in self._unfiled.get(each, ())]
        found = store.load_requests(self._run.table, [*filed, *unfiled])
        return [each for each in found if "spam" in each and each["person_id"] in theirs]

    @cached_property
    def _unfiled(self) -> dict[str, list[str]]:
        """Ids of requests by person that a version filed under nobody: all have an end.

        They are read once, and only until they are gone: `retention.spam_days` after the last.
        """
        ids = [
            of
            for location in self._run.filed_clinic.locations
            for of in store.load_unfiled_spam(self._run.table, location.id)
        ]
        found: dict[str, list[str]] = {}
        for request in store.load_requests(self._run.table, ids):
            found.setdefault(str(request["person_id"]), []).append(str(request["request_id"]))
        return found
