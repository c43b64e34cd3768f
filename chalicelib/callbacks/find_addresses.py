"""Find the addresses that messages about calls go to, for whoever is in them."""

from collections.abc import Iterable

from ..platform.runtime import Runtime
from . import store
from .people_rules import newest_told

CALLBACK = store.KIND
"""The kind of a callback, among the things that are filed under a person."""


def find_addresses(run: Runtime, calls: Iterable[tuple[str, str]]) -> dict[str, str | None]:
    """The address that a person gave in each of these calls, by the call's id.

    ``calls`` are ids of calls, each with the person's. Those that are not theirs are left out.
    """
    whose = dict(calls)
    callbacks = store.load_callbacks(run.table, whose) if whose else []
    return {
        callback.callback_id: newest_told(person.occasions, "email")
        for callback in callbacks
        for person in callback.people
        if person.person_id == whose[callback.callback_id]
    }
