"""Find what somebody asked for others on their number or address: it is the others', and stays."""

from collections.abc import Iterable, Iterator

from ..people.link_models import Alias
from ..platform.clock import instant_text
from ..platform.runtime import Runtime
from ..platform.storage.expressions import Item
from . import record_store as store
from .left_rules import Leaving, is_asked_by


def others_among(items: Iterable[Item], point_id: str, leaving: Leaving) -> list[Alias]:
    """The others whom these items of a contact point name."""
    return [
        Alias(point_id=point_id, person_id=str(item["person_id"]))
        for item in items
        if str(item["sk"]).startswith("PERSON#") and item["person_id"] not in leaving.person_ids
    ]


def load_asked_for(run: Runtime, other: Alias, leaving: Leaving) -> Iterator[Item]:
    """Requests and calls for somebody else that who is erased asked for."""
    for part in store.load_parts(run.table, other, f"PART#{instant_text(leaving.until)}~"):
        kind, of = str(part["kind"]), str(part["part_id"])
        if kind == "REQUEST":
            found = store.load_items(run.table, kind, [of])
            yield from (each for each in found if is_asked_by(each, leaving))
        elif kind == "CALLBACK":
            items = store.load_collection(run.table, kind, of)
            if any(is_asked_by(each, leaving) for each in items):
                yield from items
