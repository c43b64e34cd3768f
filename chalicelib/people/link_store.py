"""Links in the table: ``POINT#<point id>`` / ``OPEN#LINKED#<person id>`` holds all of a person's.

It stands beside what lies ahead of everybody on the contact point, so that the one query which
reads that tells also under what else they are known.
"""

from ..platform.storage.conditions import Attr
from ..platform.storage.expressions import Item
from ..platform.storage.keys import part_key
from ..platform.storage.table import Table
from ..platform.storage.writes import Put
from .link_models import Alias, LinkedIn
from .store import KIND

PREFIX = "OPEN#LINKED#"


def linked_put(before: LinkedIn, after: LinkedIn) -> Put:
    """Keep the links of a person, if nobody changed that since ``before`` was read."""
    key = part_key(KIND, after.alias.point_id, PREFIX + after.alias.person_id)
    content = after.model_dump(mode="json") | {"version": before.version + 1}
    unchanged = Attr("version").eq(before.version) if before.version else Attr("pk").not_exists()
    return Put({**key, **content}, unchanged)


def load_linked(table: Table, aliases: list[Alias]) -> list[LinkedIn]:
    """The links of each of these, in their order."""
    keys = [part_key(KIND, each.point_id, PREFIX + each.person_id) for each in aliases]
    found = {item["alias"]["person_id"]: linked_of(item) for item in table.get_many(keys)}
    return [found.get(each.person_id, LinkedIn(alias=each)) for each in aliases]


def linked_of(item: Item) -> LinkedIn:
    """The links that an item holds."""
    return LinkedIn.model_validate(item)
