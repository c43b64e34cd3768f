"""References in the table: what a visitor was told to note, and what it stands for.

    REFERENCE#<HMAC(reference)>   <kind>#<id>   the thing that ends in it

A reference finds, and proves nothing: staff may look one up, and a job that then writes to the very
address that came with what it found.
"""

from ..tokens import Keyring
from .conditions import Key
from .keys import part_key
from .table import Table
from .writes import Put

KIND = "REFERENCE"


def reference_of(item_id: str) -> str:
    """The end of an item's id, eight characters to be read out: ``7K3M-Q2PX``."""
    return f"{item_id[-8:-4]}-{item_id[-4:]}".upper()


def reference_put(keyring: Keyring, kind: str, item_id: str, expires_at: int | None = None) -> Put:
    """Let an item be found by its reference; with ``expires_at`` (epoch seconds), until then."""
    of = reference_id(keyring, reference_of(item_id))
    key = part_key(KIND, of, f"{kind}#{item_id}")
    return Put({**key, "kind": kind, "item_id": item_id, "expires_at": expires_at})


def load_referred(table: Table, keyring: Keyring, reference: str) -> list[tuple[str, str]]:
    """Kind and id of whatever has this reference: one thing, if any; more by a rare chance."""
    return load_referred_by_id(table, reference_id(keyring, reference))


def load_referred_by_id(table: Table, of: str) -> list[tuple[str, str]]:
    """The same, by what stands for the reference."""
    condition = Key("pk").eq(f"{KIND}#{of}")
    return [(str(item["kind"]), str(item["item_id"])) for item in table.query_all(condition)]


def reference_id(keyring: Keyring, reference: str) -> str:
    """An id that stands for a reference and does not tell it."""
    return keyring.derived_id("reference", reference)
