"""Keys of an item and its history. Each entity's own keys live in its room's store."""

from collections.abc import Mapping

Key = Mapping[str, str]


def item_key(kind: str, item_id: str) -> dict[str, str]:
    """The key of the item itself: ``pk = <KIND>#<id>``, ``sk = <KIND>``."""
    return {"pk": f"{kind}#{item_id}", "sk": kind}


def part_key(kind: str, item_id: str, part: str) -> dict[str, str]:
    """The key of something kept with an item: its history, its pointers."""
    return {"pk": f"{kind}#{item_id}", "sk": part}
