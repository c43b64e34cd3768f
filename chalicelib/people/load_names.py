"""Load the names of people, as far as a list shows them."""

from collections.abc import Iterable
from typing import NamedTuple

from ..platform.runtime import Runtime
from . import person_store as store
from .rules import first_name_of, last_initial_of


class NameShown(NamedTuple):
    """A person's name in a list: little, since looking deeper is recorded."""

    first_name: str
    last_initial: str


def load_names(run: Runtime, person_ids: Iterable[str]) -> dict[str, NameShown]:
    """The names of those of these people who are known, by their ids: one round trip."""
    found = store.load_profiles(run.table, sorted(person_ids))
    return {
        each.person_id: NameShown(first_name_of(each.name), last_initial_of(each.name))
        for each in found
    }
