"""What is taken away by itself, and when: by settings of the clinic's file, by the table's clock.

The engine in process takes nothing away; that the table does is in its template
(tests/unit/infra/test_table_definition.py).
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Caller, Submit
from .whole_table import everything

WEDNESDAY = "2026-11-25"
AT_10 = "2026-11-25T15:00:00Z"
BOOKING = {
    "service_id": "ketamine-infusion",
    "starts_at": AT_10,
    "name": "Robin Example",
    "phone": "2125550123",
}


def ends(run: Runtime, kind: str) -> list[datetime | None]:
    """When the table takes each item of a kind away; None for one that stays."""
    found = [item for item in everything(run) if item["pk"].startswith(f"{kind}#")]
    return [end_of(item) for item in found if not item["sk"].startswith("EVENT#")]


def kept(run: Runtime) -> dict[str, datetime | None]:
    """Everything that there is but lines of history, by its key, with its end."""
    return {
        f"{item['pk']} {item['sk']}": end_of(item)
        for item in everything(run)
        if not item["sk"].startswith("EVENT#")
    }


def end_of(item: dict[str, Any]) -> datetime | None:
    end = item.get("expires_at")
    return datetime.fromtimestamp(int(end), UTC) if end else None


def test_spam_that_nobody_brings_back_goes_with_its_reference_after_the_days_that_are_set(
    submit: Submit, run: Runtime, clock: FixedClock, clinic: Clinic
) -> None:
    submit(leave_blank="http://buy.example")
    end = (clock() + timedelta(days=clinic.retention.spam_days)).replace(microsecond=0)
    assert ends(run, "REQUEST") == [end]
    assert ends(run, "REFERENCE") == [end]


def test_nothing_of_spam_stays_whatever_was_checked_on_it(
    submit: Submit, run: Runtime, clock: FixedClock, clinic: Clinic
) -> None:
    submit(leave_blank="http://buy.example", screening=["pregnancy", "substance-use"])
    end = (clock() + timedelta(days=clinic.retention.spam_days)).replace(microsecond=0)
    assert len(kept(run)) > 3
    assert {key: until for key, until in kept(run).items() if until != end} == {}


def test_of_spam_under_a_known_name_what_the_person_s_own_forms_said_stays(
    submit: Submit, run: Runtime, clock: FixedClock
) -> None:
    submit(screening=["pregnancy"])
    before = everything(run)
    clock.forward(minutes=5)
    submit(leave_blank="http://buy.example", screening=["pregnancy", "substance-use"])
    assert [item for item in before if item not in everything(run)] == []
    added = kept(run).keys() - {f"{item['pk']} {item['sk']}" for item in before}
    assert added
    assert {key for key in added if kept(run)[key] is None} == set()


def test_a_person_s_request_stays(submit: Submit, run: Runtime) -> None:
    submit()
    assert ends(run, "REQUEST") == ends(run, "REFERENCE") == [None]
    assert ends(run, "CALLBACK") == [None]


def test_spam_that_was_a_person_after_all_stays(submit: Submit, desk: Caller, run: Runtime) -> None:
    receipt = submit(leave_blank="http://buy.example", screening=["pregnancy"])
    assert desk.post(f"/staff/requests/{receipt['request_id']}/queue").status == 200
    assert ends(run, "REQUEST") == ends(run, "REFERENCE") == [None]
    assert ends(run, "FLAGGED-FORM") == [None]
    (flags,) = [item for item in everything(run) if item["sk"] == "FLAGS"]
    assert end_of(flags) is None
    assert flags["last_pregnancy"]["of"] == receipt["request_id"]


def test_a_time_goes_long_after_it_is_over_and_its_appointment_stays(
    desk: Caller, run: Runtime, clinic: Clinic
) -> None:
    publish_days(run, "new-york", WEDNESDAY, WEDNESDAY)
    assert desk.post("/locations/new-york/appointments", BOOKING).status == 201
    slots = [item for item in everything(run) if "starts_at" in item and "bay" in item]
    slots = [item for item in slots if item["pk"].startswith("SLOTS#")]
    assert any(item["status"] == "booked" for item in slots)
    for item in slots:
        starts_at = datetime.fromisoformat(item["starts_at"])
        assert end_of(item) == starts_at + timedelta(days=clinic.retention.past_slots_days)
    assert ends(run, "APPOINTMENT") == [None]


def test_what_is_changed_by_the_desk_or_published_again_still_goes_then(
    desk: Caller, run: Runtime
) -> None:
    publish_days(run, "new-york", WEDNESDAY, WEDNESDAY)
    before = sorted(str(each) for each in ends(run, "SLOTS"))
    body = {"date": WEDNESDAY, "bay": "chair-1", "reason": "Repairs"}
    assert desk.post("/locations/new-york/slots/block", body).status == 200
    assert desk.post("/locations/new-york/slots/unblock", {"date": WEDNESDAY}).status == 200
    publish_days(run, "new-york", WEDNESDAY, WEDNESDAY)
    slots = [str(each) for each in ends(run, "SLOTS") if each is not None]
    assert sorted(slots) == [each for each in before if each != "None"]


def test_that_a_call_was_logged_is_known_again_for_a_week(
    desk: Caller, run: Runtime, clock: FixedClock
) -> None:
    body = {"phone": "2125550123", "name": "Robin Example", "reason": "wants to ask"}
    assert desk.post("/locations/new-york/incoming-calls", body).status == 201
    assert ends(run, "CALL") == [(clock() + timedelta(days=7)).replace(microsecond=0)]
