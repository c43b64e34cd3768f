"""Proofs of addresses, in the table.

    PROVEN#<person id>   PROVEN   this name on this address is proven, by a code or by a link

It stands by itself, since who gives a number and an address has a profile under the number alone.
"""

from datetime import datetime

from ..platform.clock import instant_text
from ..platform.storage.keys import item_key
from ..platform.storage.table import Table
from ..platform.storage.writes import Update
from .models import Profile
from .person_store import KIND as PERSON

_KIND = "PROVEN"


def address_proven(person_id: str, at: datetime) -> Update:
    """Note that a name on an address is proven; the first proof stands."""
    return Update(item_key(_KIND, person_id), keep={"proven_at": instant_text(at)})


def is_proven(table: Table, person_id: str) -> bool:
    """True if this name on its address was proven so, or its person was reached there."""
    proof, profile = item_key(_KIND, person_id), item_key(PERSON, person_id)
    found = {item["sk"]: item for item in table.get_many([proof, profile])}
    if _KIND in found:
        return True
    own = found.get(PERSON)
    return own is not None and "first_seen_at" in own and Profile.model_validate(own).is_proven
