"""Legal holds in the table: ``PERSON#<person id>``, ``LEGAL-HOLD``. Lifted, it stays as such."""

from datetime import datetime

from ..platform.clock import instant_text
from ..platform.storage.conditions import Attr, Condition
from ..platform.storage.expressions import Item
from ..platform.storage.keys import Key, part_key
from ..platform.storage.table import Table
from ..platform.storage.writes import Check, Put, Update


def load_hold(table: Table, person_id: str) -> Item | None:
    """The legal hold that stands on somebody, or None."""
    found = table.get(_key(person_id))
    return found if found and "lifted_at" not in found else None


def _key(person_id: str) -> Key:
    """The key of a legal hold."""
    return part_key("PERSON", person_id, "LEGAL-HOLD")


def hold_put(person_id: str, reason: str, by: str, at: datetime) -> Put:
    """Put a legal hold on somebody, over one that was lifted or stands for another reason."""
    content = {"reason": reason, "by": by, "at": instant_text(at)}
    is_new = _none_stands() | Attr("reason").ne(reason)
    return Put({**_key(person_id), **content}, only_if=is_new)


def hold_lifted(person_id: str, by: str, at: datetime) -> Update:
    """Note that the legal hold is taken off. It stays: staff can't delete what is a person's."""
    lifted = {"lifted_at": instant_text(at), "lifted_by": by}
    stands = Attr("pk").exists() & Attr("lifted_at").not_exists()
    return Update(_key(person_id), set=lifted, only_if=stands)


def _none_stands() -> Condition:
    """There is no hold, or it was lifted."""
    return Attr("pk").not_exists() | Attr("lifted_at").exists()


def not_held(person_id: str) -> Check:
    """No legal hold stands on somebody."""
    return Check(_key(person_id), only_if=_none_stands())
