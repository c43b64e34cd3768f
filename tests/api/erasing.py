"""What tests of erasures have in common: somebody with a record, and how they are erased."""

import copy
import json
from typing import Any

from chalicelib.platform.jobs import JobReport
from chalicelib.platform.runtime import Runtime
from chalicelib.records.erase_people import erase_people
from tests.quick_moto import items_of

from .conftest import Caller, Submit, attempt, claim_next
from .whole_table import everything

ROBIN = {"name": "Robin Example", "phone": "212-555-0123"}
ASKED = "reason=asked-by-person"


def answered(submit: Submit, desk: Caller, **changes: Any) -> str:
    """Somebody sent a form and was called: nothing of theirs is open. The person's id."""
    submit(**changes)
    card = claim_next(desk)
    attempt(desk, card, "reached", note="Spoke about prices.")
    return str(card["person_id"])


def preview(manager: Caller, person_id: str) -> Any:
    """What erasing them would do."""
    reply = manager.get(f"/people/{person_id}/erasure?{ASKED}")
    assert reply.status == 200, reply.text
    return reply.json


def confirm(manager: Caller, person_id: str) -> Any:
    """Have them erased, as the preview says; the erasure."""
    token = preview(manager, person_id)["confirm_token"]
    reply = manager.post(f"/people/{person_id}/erasure/confirm", {"confirm_token": token})
    assert reply.status == 202, reply.text
    return reply.json


def work_off(run: Runtime) -> JobReport:
    """Let the job run once, for as long as it takes."""
    return erase_people(run, lambda: 600.0)


def told(run: Runtime) -> str:
    """All that is in the table, as one text."""
    return json.dumps(everything(run), default=str, ensure_ascii=False)


def backup(run: Runtime) -> Any:
    """The table as it stands, to be restored."""
    return copy.deepcopy(dict(items_of(run.table.name)))


def restore(run: Runtime, kept: Any) -> None:
    """Let the table be as it was."""
    items = items_of(run.table.name)
    items.clear()
    items.update(copy.deepcopy(kept))
