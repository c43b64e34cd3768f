"""Each kind of item has an end that somebody thought of."""

import re
from pathlib import Path

import pytest

from chalicelib.records.errors import UnknownKindError
from chalicelib.records.kept_rules import KEPT, Fate, fate_of

ARCHITECTURE = Path(__file__).parents[3] / "docs" / "ARCHITECTURE.md"


def test_every_kind_in_the_table_of_items_is_known() -> None:
    """A new kind is written down there, as another test has it, and so is missed here."""
    rows = re.findall(r"^\| [^|]+ \| `([A-Z-]+)#<", ARCHITECTURE.read_text("utf-8"), re.M)
    listed = set(rows)
    assert len(listed) > 30
    assert listed - KEPT.keys() == set()
    assert KEPT.keys() - listed == set()


@pytest.mark.parametrize(
    ("pk", "sk"),
    [("NEWCOMER#1", "NEWCOMER"), ("PERSON#1", "NEWCOMER#1"), ("REQUEST#1", "ATTACHMENT#1")],
)
def test_an_item_of_a_kind_that_nobody_thought_of_is_a_defect(pk: str, sk: str) -> None:
    with pytest.raises(UnknownKindError) as refused:
        fate_of({"pk": pk, "sk": sk})
    assert "1" not in str(refused.value)


def test_a_slot_is_known_by_no_word_and_is_blanked() -> None:
    key = {"pk": "SLOTS#new-york#2026-11-25", "sk": "2026-11-25T15:00Z#chair-1"}
    assert fate_of(key) is Fate.BLANKED
    assert fate_of({**key, "sk": "DAY"}) is Fate.NOBODY
