"""Codes that were asked for, in the table.

PROOF#<proof id>   PROOF           who asked, by what they typed; how often it was typed wrong
EVENT#<at>#<id> that it was asked for, and proven
"""

from datetime import datetime

from ..platform.clock import instant_text
from ..platform.storage.conditions import Attr
from ..platform.storage.keys import Key, item_key
from ..platform.storage.table import Table
from ..platform.storage.writes import Put, Update
from .models import AskedCode

KIND = "PROOF"
TYPED = "code-typed"
"""Refused under this name, the code was typed meanwhile, by the same browser."""


def proof_key(proof_id: str) -> Key:
    """The key of a code that was asked for."""
    return item_key(KIND, proof_id)


def asked_put(asked: AskedCode) -> Put:
    """Store that a code is asked for."""
    content = asked.model_dump(mode="json", exclude_none=True)
    return Put({**proof_key(asked.proof_id), **content}, Attr("pk").not_exists())


def wrong_once_more(asked: AskedCode) -> Update:
    """Count a wrong try, if none was counted since."""
    return Update(
        proof_key(asked.proof_id),
        add={"wrong_tries": 1},
        only_if=Attr("wrong_tries").eq(asked.wrong_tries),
        name=TYPED,
    )


def proven_update(asked: AskedCode, at: datetime) -> Update:
    """Note that the right code was typed, if no wrong one was since."""
    return Update(
        proof_key(asked.proof_id),
        set={"proven_at": instant_text(at)},
        only_if=Attr("wrong_tries").eq(asked.wrong_tries) & Attr("proven_at").not_exists(),
        name=TYPED,
    )


def load_asked(table: Table, proof_id: str) -> AskedCode | None:
    """The code that was asked for under this id, as it now stands, or None."""
    item = table.get(proof_key(proof_id))
    return AskedCode.model_validate(item) if item else None
