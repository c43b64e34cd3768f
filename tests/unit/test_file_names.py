"""By the names of the files alone, a newcomer finds where a thing is decided."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

DECIDED_IN = {
    ("expire", "hold"): "scheduling/slots/expire_holds.py",
    ("offer", "freed"): "scheduling/waitlist/offer_freed_slot.py",
    ("merge",): "callbacks/merge_rules.py",
    ("promise",): "callbacks/promise_rules.py",
    ("back_off",): "callbacks/back_off_rules.py",
    ("legal", "hours"): "callbacks/legal_hours_rules.py",
    ("release", "slot"): "scheduling/slots/release_slots.py",
    ("cancel",): "scheduling/appointments/cancel.py",
    ("no_show",): "scheduling/aftercare/mark_no_show.py",
    ("escort",): "scheduling/appointments/confirm_escort.py",
    ("spam",): "intake/spam_rules.py",
    ("idempoten",): "platform/idempotency.py",
    ("waitlist",): "scheduling/waitlist/join_waitlist.py",
    ("reschedule",): "scheduling/appointments/reschedule.py",
    ("check_in",): "scheduling/appointments/check_in.py",
    ("book", "series"): "scheduling/series/book_series.py",
    ("crisis",): "safety/crisis.py",
    ("snooze",): "callbacks/snooze.py",
    ("stale", "claim"): "callbacks/return_stale_claims.py",
    ("unit", "work"): "platform/unit_of_work.py",
}
"""What somebody looks for, and where it is decided, below chalicelib."""


def kept_files() -> list[str]:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [name for name in done.stdout.splitlines() if (ROOT / name).is_file()]


def found_by(words: tuple[str, ...], names: list[str]) -> list[str]:
    """As ``git ls-files | grep WORD | grep WORD`` does, in the code that is deployed."""
    return [n for n in names if n.startswith("chalicelib/") and all(word in n for word in words)]


@pytest.mark.parametrize(("words", "file"), DECIDED_IN.items())
def test_the_words_lead_to_where_it_is_decided(words: tuple[str, ...], file: str) -> None:
    found = found_by(words, kept_files())
    assert f"chalicelib/{file}" in found
    by_its_own_name = [name for name in found if all(word in Path(name).name for word in words)]
    assert by_its_own_name, "only a folder is called so"


def test_a_word_that_leads_nowhere_is_found_out() -> None:
    assert found_by(("expire", "holds", "elsewhere"), kept_files()) == []
