"""People as a look finds them: each with the others that staff know to be the same person."""

from collections.abc import Iterable

from ..platform.storage.keys import item_key, part_key
from ..platform.storage.table import Table
from .found_models import FoundOn, PersonRead
from .link_models import Alias, LinkedIn
from .link_rules import connected
from .link_store import PREFIX as LINKED
from .link_store import linked_of
from .models import Profile
from .person_store import KIND, load_latest_on
from .store import KIND as POINT


def load_found(
    table: Table, aliases: Iterable[Alias], on: str | None = None, links: Iterable[LinkedIn] = ()
) -> list[PersonRead]:
    """The people of these ids, in their order. Fifty take one round trip.

    Of a contact point whose ``links`` were read already, ``on``, a hundred do.
    """
    wanted = list(dict.fromkeys(aliases))
    keys = [item_key(KIND, each.person_id) for each in wanted]
    keys += [
        part_key(POINT, each.point_id, f"{LINKED}{each.person_id}")
        for each in wanted
        if each.point_id != on
    ]
    items = table.get_many(keys)
    seen = [item for item in items if item["sk"] == KIND and "first_seen_at" in item]
    profiles = {str(item["person_id"]): Profile.model_validate(item) for item in seen}
    read = [linked_of(item) for item in items if item["sk"].startswith(LINKED)]
    linked = {each.alias.person_id: _same(each) for each in (*links, *read)}
    return [
        PersonRead(profiles[each.person_id], linked.get(each.person_id, frozenset()))
        for each in wanted
        if each.person_id in profiles
    ]


def _same(kept: LinkedIn) -> frozenset[str]:
    """The ids of the others that are the same person."""
    reached = connected(kept.alias, kept.links)[0] - {kept.alias}
    return frozenset(each.person_id for each in reached)


def load_found_on(table: Table, point_id: str) -> FoundOn:
    """Those who came under a contact point, as many as fit: whoever was heard of last.

    Two round trips; three where an address led to more than fifty who have numbers.
    """
    latest = load_latest_on(table, point_id)
    people = load_found(table, latest.aliases, point_id, latest.linked)
    people.sort(key=lambda each: (each.profile.first_seen_at, each.profile.person_id))
    return FoundOn(people, latest.more)
