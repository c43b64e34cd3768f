"""Find people at a location by a part of their name, the end of their number, or their birth."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ..platform.runtime import Runtime
from . import name_index_store as store
from .found_models import PersonRead
from .found_store import load_found
from .index_people import birth_entry, digits_entry, name_entry
from .models import Profile
from .name_index_rules import (
    LONGEST_PREFIX,
    is_found_by,
    is_long_enough,
    last_digits_of,
    typed_parts,
    whole_parts,
)

_MOST_READ = 1000
"""Entries that one look reads at most: one page of them."""

MOST_FOUND = 30
"""People that one look finds at most. Who is not among them is found by typing more."""


@dataclass(frozen=True)
class Matches:
    """People found at a location, the likeliest first."""

    people: list[PersonRead]
    more: bool = False
    """True if there may be others: more has to be typed."""


def find_by_name(run: Runtime, location_id: str, typed: str) -> Matches:
    """People whose name has a part that begins so, for each part that is typed, in any order.

    Two round trips. Those with the very parts that were typed come first, then who was heard of
    last.
    """
    parts = typed_parts(typed)
    leading = [part[:LONGEST_PREFIX] for part in parts if is_long_enough(part)]
    if not leading:
        return Matches([])
    entries = [name_entry(run.keyring, location_id, prefix) for prefix in leading]
    found = _load(run, entries, lambda profile: is_found_by(profile.name, parts))
    found.people.sort(key=lambda each: each.profile.last_seen_at, reverse=True)
    found.people.sort(key=lambda each: whole_parts(each.profile.name, parts), reverse=True)
    return found


def find_by_last_digits(run: Runtime, location_id: str, digits: str) -> Matches:
    """People whose number ends so: four digits, or more of them. Two round trips."""
    last = last_digits_of(digits)
    if last is None:
        return Matches([])
    entry = digits_entry(run.keyring, location_id, last)
    found = _load(run, [entry], lambda profile: (profile.phone or "").endswith(digits))
    found.people.sort(key=lambda each: each.profile.last_seen_at, reverse=True)
    return found


def find_by_birth(run: Runtime, location_id: str, born: date) -> Matches:
    """People who were born on that date, as staff found out or imported. Two round trips."""
    entry = birth_entry(run.keyring, location_id, born)
    found = _load(run, [entry], lambda profile: profile.date_of_birth == born)
    found.people.sort(key=lambda each: each.profile.last_seen_at, reverse=True)
    return found


def _load(run: Runtime, entries: list[str], is_meant: Callable[[Profile], bool]) -> Matches:
    """Those who stand under all of the entries: of the first, one page is read."""
    page = store.load_entries(run.table, entries[0], _MOST_READ)
    tags = [store.tag_of(each) for each in entries]
    ids = [store.alias_in(item) for item in page.items if store.has_tags(item, tags)]
    people = [each for each in load_found(run.table, ids[:MOST_FOUND]) if is_meant(each.profile)]
    return Matches(people, more=page.next_start is not None or len(ids) > MOST_FOUND)
