"""Find out if somebody asked not to be contacted at a contact point."""

from ..platform.runtime import Runtime
from . import store
from .identity import person_id_of, point_id_of


def is_left_alone_at(run: Runtime, email: str, location_id: str) -> bool:
    """True if anybody asked so at this address.

    The address alone decides. What is stored about a name or a number that came with it does not:
    whoever typed those and reads this mail would learn of it.
    """
    return bool(store.load_wishes(run.table, point_id_of(run.keyring, email), location_id))


def is_left_alone(run: Runtime, point_id: str, person_id: str, location_id: str) -> bool:
    """True if this person asked so at their contact point, or somebody there who gave no name."""
    wishes = store.load_wishes(run.table, point_id, location_id)
    return not wishes.keys().isdisjoint({person_id, person_id_of(run.keyring, point_id, None)})
