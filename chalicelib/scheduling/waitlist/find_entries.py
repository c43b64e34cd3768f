"""Find the addresses that were given with places on the waitlist."""

from ...platform.runtime import Runtime
from . import store


def find_addresses_of_entries(run: Runtime, filed: list[tuple[str, str]]) -> dict[str, str | None]:
    """The address given with each of these things, by kind and id, that is a waitlist entry."""
    ids = [item_id for kind, item_id in filed if kind == store.KIND]
    return store.load_addresses(run.table, ids) if ids else {}
