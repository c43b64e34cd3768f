"""People as a look finds them: each with the others that staff know to be the same person."""

from collections.abc import Iterable

from ..platform.storage.keys import item_key, part_key
from ..platform.storage.table import Table
from .found_models import FoundOn, PersonRead
from .link_models import Alias
from .link_rules import connected
from .link_store import PREFIX as LINKED
from .link_store import linked_of
from .models import Profile
from .person_store import KIND, load_latest_on
from .store import KIND as POINT


def load_found(table: Table, aliases: Iterable[Alias]) -> list[PersonRead]:
    """The people of these ids, in their order. Fifty take one round trip."""
    wanted = list(dict.fromkeys(aliases))
    keys = [
        key
        for each in wanted
        for key in (
            item_key(KIND, each.person_id),
            part_key(POINT, each.point_id, f"{LINKED}{each.person_id}"),
        )
    ]
    items = table.get_many(keys)
    profiles = {item["person_id"]: item for item in items if item["sk"] == KIND}
    linked = {}
    for item in items:
        if item["sk"].startswith(LINKED):
            kept = linked_of(item)
            reached = connected(kept.alias, kept.links)[0]
            linked[kept.alias.person_id] = frozenset(each.person_id for each in reached)
    return [
        PersonRead(
            Profile.model_validate(profiles[each.person_id]),
            linked.get(each.person_id, frozenset()) - {each.person_id},
        )
        for each in wanted
        if "first_seen_at" in profiles.get(each.person_id, {})
    ]


def load_found_on(table: Table, point_id: str) -> FoundOn:
    """Those who came under a contact point, as many as fit: whoever was heard of last."""
    latest, has_more = load_latest_on(table, point_id)
    people = load_found(table, latest)
    people.sort(key=lambda each: (each.profile.first_seen_at, each.profile.person_id))
    return FoundOn(people, has_more)
