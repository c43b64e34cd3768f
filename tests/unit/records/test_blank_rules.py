"""What is left of an item has ids, times and counts, and nothing else."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from chalicelib.records.blank_rules import (
    blank_appointment,
    blank_call,
    blank_call_event,
    blank_event,
    blank_open_call,
    blank_slot,
)
from chalicelib.records.erase_rules import is_record, kept_until, lies_ahead, years_after

ROBIN, ALEX = "p-robin", "p-alex"


def of_robin(name: str | None) -> bool:
    return name == "Robin"


def a_line(**details: Any) -> dict[str, Any]:
    return {"pk": "CALLBACK#1", "sk": "EVENT#1", "what": "noted", "details": details}


def a_call(*people: str, **more: Any) -> dict[str, Any]:
    inside = [{"of": f"of-{each}", "person_id": each, "first_name": each} for each in people]
    occasions = [{"name": each, "email": f"{each}@example.com"} for each in people]
    row = {"inside": inside, "do_not_contact": list(people)}
    return {"pk": "C", "sk": "C", "occasions": occasions, "row": row, "version": Decimal(3), **more}


def test_a_line_keeps_ids_and_codes_and_loses_words() -> None:
    line = a_line(note="Robin is ill", of="1", disposition="reached", asked_by="Robin", count=2)
    assert blank_event(line)["details"] == {"of": "1", "disposition": "reached", "count": 2}


def test_a_detail_that_nobody_knows_is_taken_for_words() -> None:
    assert blank_event(a_line(newly_made="words", several=["words"]))["details"] == {}


@pytest.mark.parametrize(
    ("person", "left"),
    [
        (ROBIN, {"person": ROBIN}),
        (None, {"person": None}),
        (ALEX, {"person": ALEX, "note": "Came."}),
    ],
)
def test_in_a_shared_call_only_the_lines_of_others_keep_their_words(
    person: str | None, left: dict[str, Any]
) -> None:
    line = a_line(person=person, note="Came.")
    assert blank_call_event(line, {ROBIN}, of_robin)["details"] == left


def test_a_call_that_was_theirs_alone_goes() -> None:
    assert blank_call(a_call(ROBIN, ROBIN), {ROBIN}, of_robin) is None


def test_in_a_shared_call_the_others_stay_as_they_are() -> None:
    call = a_call(ROBIN, ALEX, snooze_note="Robin is away", flags=[])
    left = blank_call(call, {ROBIN}, of_robin)
    assert left is not None
    assert left["row"]["inside"][1] == call["row"]["inside"][1]
    assert left["occasions"][1] == call["occasions"][1]
    assert "Robin" not in str(left)
    assert ROBIN not in str(left["row"]).replace(f"of-{ROBIN}", "")
    assert left["version"] == 4


def test_a_call_that_they_are_not_in_is_not_written() -> None:
    call = a_call(ALEX)
    assert blank_call(call, {ROBIN}, of_robin) is call


def test_who_asked_for_somebody_is_not_named_there_any_more() -> None:
    call = a_call(ALEX, flags=[])
    call["row"]["inside"][0]["asker"] = "Robin"
    call["occasions"][0]["asked_by"] = "Robin"
    left = blank_call(call, {ROBIN}, of_robin)
    assert left is not None
    assert "Robin" not in str(left)
    assert left["row"]["inside"][0]["person_id"] == ALEX


@pytest.mark.parametrize("is_kept", [True, False])
def test_an_appointment_is_a_record_or_a_number(*, is_kept: bool) -> None:
    item = {
        "pk": "A",
        "sk": "A",
        "name": "Robin",
        "first_name": "Robin",
        "phone": "+1",
        "email": "r@example.com",
        "status": "fulfilled",
        "notes": [{"text": "Came."}],
        "version": Decimal(1),
        "newly_made": "Robin",
        "manage_token_hash": "h",
    }
    left = blank_appointment(item, is_record=is_kept)
    assert left["status"] == "fulfilled"
    assert left.keys().isdisjoint({"phone", "email", "newly_made"})
    assert ("Robin" in str(left), "Came." in str(left)) == (is_kept, is_kept)
    assert blank_appointment(left, is_record=is_kept) == left, "done twice, it is the same"


def test_a_slot_forgets_who_gave_it_up_and_keeps_the_appointment_of_another() -> None:
    brief = {"first_name": "Alex", "person_id": ALEX, "status": "booked"}
    slot = {"pk": "S", "sk": "S", "appointment_id": "a2", "appointment": brief, "version": 1}
    given = {**slot, "given_up_by": "point", "not_for": [ROBIN, ALEX]}
    left = blank_slot(given, "a1", {"point"}, {ROBIN})
    assert left == {**slot, "not_for": [ALEX], "version": 2}


def test_wishes_of_others_stay_with_an_open_call() -> None:
    both = {"pk": "P", f"do_not_contact_{ROBIN}": "t", f"do_not_contact_{ALEX}": "t"}
    assert blank_open_call(both, {ROBIN}) == {"pk": "P", f"do_not_contact_{ALEX}": "t"}
    assert blank_open_call({"pk": "P", f"do_not_contact_{ROBIN}": "t"}, {ROBIN}) is None


NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "ends", "record", "ahead"),
    [
        ("fulfilled", "2026-11-20T16:00:00Z", True, False),
        ("fulfilled", "2019-11-20T16:00:00Z", False, False),
        ("arrived", "2026-11-23T16:00:00Z", True, True),
        ("booked", "2026-11-25T16:00:00Z", False, True),
        ("booked", "2026-11-20T16:00:00Z", False, False),
        ("noshow", "2026-11-20T16:00:00Z", False, False),
        ("cancelled", "2026-11-25T16:00:00Z", False, False),
    ],
)
def test_only_what_took_place_is_a_record(
    status: str, ends: str, *, record: bool, ahead: bool
) -> None:
    appointment = {"status": status, "ends_at": ends}
    assert is_record(appointment, 7, NOW) is record
    assert lies_ahead(appointment, NOW) is ahead


def test_years_are_counted_by_the_calendar() -> None:
    assert years_after(datetime(2024, 2, 29, tzinfo=UTC), 7) == datetime(2031, 3, 1, tzinfo=UTC)
    until = kept_until({"status": "fulfilled", "ends_at": "2026-11-20T16:00:00Z"}, 7)
    assert until == datetime(2033, 11, 20, 16, tzinfo=UTC)
