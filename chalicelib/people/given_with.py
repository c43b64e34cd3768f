"""Find the people who gave an address and a name, whatever they are filed under."""

from ..platform.runtime import Runtime
from . import person_store as store
from .identity import person_id_of, point_id_of
from .link_models import Alias

_MOST = 25
"""Contact points that came with one name and address: more are no person's."""


def aliases_given(run: Runtime, email: str, name: str) -> list[Alias]:
    """This name on every contact point that came with the address, the address itself first.

    Each says only that something there *may* have come with the address; the thing itself knows.
    """
    own = point_id_of(run.keyring, email)
    beside = [
        each
        for each in store.load_latest_on(run.table, own).aliases
        if each.point_id != own and each.person_id == person_id_of(run.keyring, each.point_id, name)
    ]
    return [Alias(point_id=own, person_id=person_id_of(run.keyring, own, name)), *beside[:_MOST]]
