"""What follows from visits: no escort was named, nobody came, a booster falls due."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime, runtime
from chalicelib.platform.storage.keys import item_key
from chalicelib.platform.storage.writes import Delete
from chalicelib.scheduling.aftercare.follow_up import follow_up_appointments
from chalicelib.scheduling.day.publish import publish
from chalicelib.scheduling.job_names import FOLLOW_UP_APPOINTMENTS
from chalicelib.scheduling.slots.schemas import DaysIn
from tests.conftest import FixedClock, RoundTrips

from .conftest import Caller, Submit, attempt, claim_next
from .schedules import at_clinic, small_clinic

Job = Callable[[str], Any]

WEDNESDAY_10 = "2026-11-25T15:00:00Z"
"""10:00 in New York."""
MONDAY_830 = "2026-11-30T13:30:00Z"
"""When New York opens after a weekend on which it closes on Saturday at 12:30."""
PERSON = {"name": "Robin Example", "phone": "212-555-0123"}


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    """The packaged clinic, with one chair and one consulting room."""
    return small_clinic()


def publish_days(first: str, last: str) -> None:
    days = DaysIn.model_validate({"from": first, "to": last})
    publish(runtime(), "new-york", days)


def book(desk: Caller, starts_at: str = WEDNESDAY_10, **changes: Any) -> Any:
    day = starts_at.partition("T")[0]
    publish_days(day, day)
    body = {"service_id": "ketamine-infusion", "starts_at": starts_at, **PERSON, **changes}
    reply = desk.post("/locations/new-york/appointments", body)
    assert reply.status == 201, reply.text
    return reply.json


def tell(desk: Caller, appointment: Any, verb: str, **fields: Any) -> Any:
    reply = desk.post(f"/staff/appointments/{appointment['appointment_id']}/{verb}", fields)
    assert reply.status == 200, reply.text
    return reply.json


def seen(desk: Caller, appointment: Any) -> Any:
    return desk.get(f"/staff/appointments/{appointment['appointment_id']}").json


def queue(desk: Caller) -> list[Any]:
    return list(desk.get("/locations/new-york/queue").json["entries"])


def history(desk: Caller, appointment: Any) -> list[tuple[str, str]]:
    """What happened to a visit, and by whom, newest first; that staff looked at it apart."""
    entries = desk.get(f"/people/{appointment['person_id']}/timeline").json["entries"]
    mine = [entry for entry in entries if entry["of"] == appointment["appointment_id"]]
    return [(entry["what"], entry["by"]) for entry in mine if entry["what"] != "viewed"]


def at(clock: FixedClock, instant: str) -> None:
    clock.now = datetime.fromisoformat(instant)


def done(report: Any) -> tuple[int, int, int, int]:
    return report["due"], report["done"], report["skipped"], report["failed"]


def ask_to_be_left_alone(desk: Caller) -> None:
    call = {"phone": PERSON["phone"], "reason": "no more calls, please"}
    assert desk.post("/locations/new-york/incoming-calls", call).status == 201
    attempt(desk, claim_next(desk), "do-not-contact")


class TestWithoutAnEscort:
    def test_by_the_deadline_the_desk_is_asked_to_call_once(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        appointment = book(desk)
        at(clock, "2026-11-24T14:59:00Z")
        assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0
        at(clock, "2026-11-24T15:00:00Z")
        assert done(job(FOLLOW_UP_APPOINTMENTS)) == (1, 1, 0, 0)
        (entry,) = queue(desk)
        assert (entry["source"], entry["first_name"]) == ("escort-unconfirmed", "Robin")
        assert entry["reason"] == "No escort confirmed for Wed, Nov 25, 10:00 am EST"
        assert entry["respond_by"] == "2026-11-24T16:00:00Z"
        assert history(desk, appointment)[0] == ("escort-overdue", FOLLOW_UP_APPOINTMENTS)
        clock.forward(minutes=5)
        assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0
        assert len(queue(desk)) == 1

    def test_the_leave_for_a_voicemail_that_a_form_gave_is_kept(
        self, desk: Caller, submit: Submit, clock: FixedClock, job: Job
    ) -> None:
        person_id = book(desk)["person_id"]
        submit(name=PERSON["name"], phone=PERSON["phone"], may_leave_voicemail=True)
        at(clock, "2026-11-24T15:00:00Z")
        assert done(job(FOLLOW_UP_APPOINTMENTS)) == (1, 1, 0, 0)
        assert claim_next(desk)["may_leave_voicemail"] is True
        assert "may_leave_voicemail" not in desk.get(f"/people/{person_id}").json["person"]

    def test_whoever_confirmed_one_is_left_in_peace(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        tell(desk, book(desk), "escort", name="Sam Example")
        at(clock, "2026-11-25T15:00:00Z")
        assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0

    def test_a_visit_that_needs_none_has_no_deadline(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        book(desk, service_id="ketamine-consultation")
        at(clock, "2026-11-25T15:00:00Z")
        assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0

    def test_before_a_monday_morning_it_is_asked_for_while_somebody_is_there_on_saturday(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        appointment = book(desk, MONDAY_830)
        assert appointment["escort"]["confirm_by"] == "2026-11-28T16:30:00Z"  # 11:30
        at(clock, "2026-11-28T16:30:00Z")
        job(FOLLOW_UP_APPOINTMENTS)
        assert queue(desk)[0]["respond_by"] == "2026-11-28T17:30:00Z"

    def test_the_call_is_never_promised_for_after_the_visit(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        at(clock, "2026-11-28T17:00:00Z")  # too late to be asked by 11:30
        appointment = book(desk, MONDAY_830)
        assert appointment["escort"]["confirm_by"] == "2026-11-29T13:30:00Z"
        at(clock, "2026-11-29T13:30:00Z")
        job(FOLLOW_UP_APPOINTMENTS)
        assert queue(desk)[0]["respond_by"] == "2026-11-30T13:30:00Z"

    def test_a_call_that_is_owed_already_takes_it_up_and_says_both_reasons(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        book(desk)
        at(clock, "2026-11-24T14:55:00Z")
        call = {"phone": PERSON["phone"], "reason": "asked about parking"}
        assert desk.post("/locations/new-york/incoming-calls", call).status == 201
        at(clock, "2026-11-24T15:00:00Z")
        assert done(job(FOLLOW_UP_APPOINTMENTS)) == (1, 1, 0, 0)
        (entry,) = queue(desk)
        why = "No escort confirmed for Wed, Nov 25, 10:00 am EST; asked about parking"
        assert entry["reason"] == why
        assert entry["respond_by"] == "2026-11-24T16:00:00Z"

    def test_even_who_asked_not_to_be_contacted_is_called_since_the_visit_depends_on_it(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        book(desk)
        ask_to_be_left_alone(desk)
        at(clock, "2026-11-24T15:00:00Z")
        job(FOLLOW_UP_APPOINTMENTS)
        assert [entry["source"] for entry in queue(desk)] == ["escort-unconfirmed"]

    def test_moved_to_another_time_it_is_asked_for_anew(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        appointment = book(desk)
        at(clock, "2026-11-24T15:00:00Z")
        job(FOLLOW_UP_APPOINTMENTS)
        publish_days("2026-12-02", "2026-12-02")
        tell(desk, appointment, "reschedule", starts_at="2026-12-02T15:00:00Z")
        attempt(desk, claim_next(desk), "reached")
        at(clock, "2026-12-01T15:00:00Z")
        assert done(job(FOLLOW_UP_APPOINTMENTS)) == (1, 1, 0, 0)
        assert len(queue(desk)) == 1

    def test_who_is_expected_any_minute_is_not_called_about_it(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        """No job ran for a day; nobody can be brought along any more."""
        appointment = book(desk)
        at(clock, "2026-11-25T15:10:00Z")
        assert done(job(FOLLOW_UP_APPOINTMENTS)) == (1, 1, 0, 0)
        assert queue(desk) == []
        assert history(desk, appointment)[0] == ("escort-overdue", FOLLOW_UP_APPOINTMENTS)


class TestANoShow:
    def test_is_whoever_has_not_come_half_an_hour_after_the_start_and_is_to_be_called(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        appointment = book(desk, service_id="ketamine-consultation")
        at(clock, "2026-11-25T15:29:00Z")
        assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0
        at(clock, "2026-11-25T15:30:00Z")
        assert done(job(FOLLOW_UP_APPOINTMENTS)) == (1, 1, 0, 0)
        assert seen(desk, appointment)["status"] == "noshow"
        (entry,) = queue(desk)
        assert entry["source"] == "no-show"
        assert entry["reason"] == "No-show on Wed, Nov 25, 10:00 am EST"
        assert history(desk, appointment)[0] == ("no-show", FOLLOW_UP_APPOINTMENTS)
        assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0

    def test_whoever_had_no_escort_either_is_called_about_both_in_one_call(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        appointment = book(desk)
        at(clock, "2026-11-24T15:00:00Z")
        job(FOLLOW_UP_APPOINTMENTS)
        at(clock, "2026-11-25T15:30:00Z")
        assert done(job(FOLLOW_UP_APPOINTMENTS)) == (1, 1, 0, 0)
        assert seen(desk, appointment)["status"] == "noshow"
        (entry,) = queue(desk)
        assert entry["reason"].startswith("No-show on Wed, Nov 25")

    def test_whoever_is_here_is_none(self, desk: Caller, clock: FixedClock, job: Job) -> None:
        appointment = book(desk)
        at(clock, "2026-11-25T15:00:00Z")
        tell(desk, appointment, "check-in")
        at(clock, "2026-11-25T15:30:00Z")
        assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0

    def test_does_not_keep_the_patient_from_another_time(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        book(desk)
        at(clock, "2026-11-25T15:30:00Z")
        job(FOLLOW_UP_APPOINTMENTS)
        assert book(desk, "2026-11-25T16:00:00Z", service_id="ketamine-consultation")

    def test_who_comes_after_all_is_checked_in_and_busy_again(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        appointment = book(desk)
        at(clock, "2026-11-25T15:30:00Z")
        job(FOLLOW_UP_APPOINTMENTS)
        assert tell(desk, appointment, "check-in")["status"] == "arrived"
        other = {
            "service_id": "ketamine-consultation",
            "starts_at": "2026-11-25T16:00:00Z",
            **PERSON,
        }
        reply = desk.post("/locations/new-york/appointments", other)
        assert reply.json["type"] == "urn:frontdesk:problem:person-busy"

    def test_that_the_desk_marks_owes_the_same_call_and_the_job_finds_nothing_to_do(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        appointment = book(desk)
        at(clock, "2026-11-25T15:30:00Z")
        for _ in range(2):  # again is no harm
            assert tell(desk, appointment, "no-show")["status"] == "noshow"
        assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0
        assert [entry["source"] for entry in queue(desk)] == ["no-show"]
        assert history(desk, appointment)[0] == ("no-show", "staff-ana")

    @pytest.mark.parametrize("by_the_desk", [True, False])
    def test_who_asked_not_to_be_contacted_is_not_called(
        self, desk: Caller, clock: FixedClock, job: Job, by_the_desk: bool
    ) -> None:
        appointment = book(desk, service_id="ketamine-consultation")
        ask_to_be_left_alone(desk)
        at(clock, "2026-11-25T15:30:00Z")
        _ = tell(desk, appointment, "no-show") if by_the_desk else job(FOLLOW_UP_APPOINTMENTS)
        assert seen(desk, appointment)["status"] == "noshow"
        assert queue(desk) == []

    def test_names_the_visits_person_and_leaves_the_contacts_profile_alone(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        appointment = book(desk)
        before = desk.get(f"/people/{appointment['person_id']}").json["person"]
        at(clock, "2026-11-25T15:30:00Z")
        job(FOLLOW_UP_APPOINTMENTS)
        card = claim_next(desk)
        assert (card["name"], card["phone"]) == ("Robin Example", "+12125550123")
        assert card["occasions"] == [appointment["appointment_id"]]
        assert desk.get(f"/people/{appointment['person_id']}").json["person"] == before


def infuse(desk: Caller, clock: FixedClock, starts_at: str, **changes: Any) -> Any:
    """An infusion is booked, and takes place."""
    appointment = book(desk, starts_at, **changes)
    take_place(desk, clock, appointment)
    return appointment


def take_place(desk: Caller, clock: FixedClock, appointment: Any) -> None:
    at(clock, appointment["starts_at"])
    tell(desk, appointment, "check-in")
    clock.forward(minutes=90)
    tell(desk, appointment, "fulfil", escort={"name": "Sam Example"})


class TestABooster:
    def test_is_offered_once_four_weeks_after_the_infusion(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        appointment = infuse(desk, clock, WEDNESDAY_10)
        at(clock, "2026-12-23T14:55:00Z")
        assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0
        clock.forward(minutes=5)
        assert done(job(FOLLOW_UP_APPOINTMENTS)) == (1, 1, 0, 0)
        assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0
        (entry,) = queue(desk)
        assert entry["source"] == "booster-due"
        assert entry["reason"] == "Booster due, last infusion Wed, Nov 25, 10:00 am EST"
        assert history(desk, appointment)[0] == ("booster-due", FOLLOW_UP_APPOINTMENTS)

    def test_calls_nobody_where_the_contact_is_no_longer_known(
        self, desk: Caller, clock: FixedClock, job: Job, run: Runtime
    ) -> None:
        """Whose data was erased is not called, and the job goes on."""
        appointment = infuse(desk, clock, WEDNESDAY_10)
        person_id = desk.get(f"/staff/appointments/{appointment['appointment_id']}").json[
            "person_id"
        ]
        run.table.transact([Delete(item_key("PERSON", person_id))])
        at(clock, "2026-12-23T15:00:00Z")
        assert done(job(FOLLOW_UP_APPOINTMENTS)) == (1, 1, 0, 0)
        assert queue(desk) == []

    def test_is_offered_once_after_the_last_of_six_infusions(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        publish_days("2026-11-30", "2026-12-11")
        wish = {"earliest_day": "2026-11-30", "within_days": 14}
        body = {"service_id": "ketamine-infusion", "wish": wish, **PERSON}
        series = desk.post("/locations/new-york/series", body).json
        for appointment in series["appointments"]:
            take_place(desk, clock, appointment)
            assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0
        last = datetime.fromisoformat(series["appointments"][-1]["starts_at"])
        called = []
        clock.now = last + timedelta(days=7)
        while clock.now < last + timedelta(weeks=10):
            called += [clock.now] * job(FOLLOW_UP_APPOINTMENTS)["done"]
            clock.forward(days=1)
        assert called == [last + timedelta(weeks=4)]
        assert len(queue(desk)) == 1

    def test_is_not_offered_to_whoever_has_the_next_one_booked(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        infuse(desk, clock, WEDNESDAY_10)
        booster = book(desk, "2026-12-29T15:00:00Z", service_id="ketamine-booster")
        tell(desk, booster, "escort", name="Sam Example")
        at(clock, "2026-12-23T15:00:00Z")
        assert done(job(FOLLOW_UP_APPOINTMENTS)) == (1, 1, 0, 0)
        assert queue(desk) == []
        take_place(desk, clock, booster)
        clock.forward(days=27)
        assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0
        clock.forward(days=1)
        assert done(job(FOLLOW_UP_APPOINTMENTS)) == (1, 1, 0, 0)
        assert len(queue(desk)) == 1

    def test_is_offered_though_somebody_booked_another_one_online_in_their_name(
        self, desk: Caller, visitor: Caller, clock: FixedClock, job: Job
    ) -> None:
        """Anybody can type a name and a number, and would else keep the clinic from calling."""
        infuse(desk, clock, WEDNESDAY_10)
        publish_days("2026-12-29", "2026-12-29")
        wish = {"location_id": "new-york", "service_id": "ketamine-booster"}
        held = visitor.post("/holds", {**wish, "starts_at": "2026-12-29T15:00:00Z"})
        body = {"hold_token": held.json["hold_token"], **PERSON}
        assert visitor.post("/appointments", body).status == 201
        at(clock, "2026-12-23T15:00:00Z")
        assert done(job(FOLLOW_UP_APPOINTMENTS)) == (1, 1, 0, 0)
        assert [entry["source"] for entry in queue(desk)] == ["booster-due"]

    def test_is_offered_after_all_when_the_next_one_was_called_off(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        infuse(desk, clock, WEDNESDAY_10)
        booster = book(desk, "2026-12-29T15:00:00Z", service_id="ketamine-booster")
        at(clock, "2026-12-23T15:00:00Z")
        job(FOLLOW_UP_APPOINTMENTS)
        tell(desk, booster, "cancel", reason="ill")
        at(clock, "2026-12-30T16:30:00Z")  # a day after it was to end
        assert done(job(FOLLOW_UP_APPOINTMENTS)) == (1, 1, 0, 0)
        assert [entry["source"] for entry in queue(desk)] == ["booster-due"]

    def test_another_kind_of_visit_ahead_does_not_count(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        infuse(desk, clock, WEDNESDAY_10)
        book(desk, "2026-12-29T15:00:00Z", service_id="ketamine-consultation")
        at(clock, "2026-12-23T15:00:00Z")
        job(FOLLOW_UP_APPOINTMENTS)
        assert [entry["source"] for entry in queue(desk)] == ["booster-due"]

    def test_does_not_follow_a_consultation(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        infuse(desk, clock, WEDNESDAY_10, service_id="ketamine-consultation")
        clock.forward(weeks=5)
        assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0

    def test_is_not_offered_to_who_asked_not_to_be_contacted(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        infuse(desk, clock, WEDNESDAY_10)
        ask_to_be_left_alone(desk)
        at(clock, "2026-12-23T15:00:00Z")
        assert done(job(FOLLOW_UP_APPOINTMENTS)) == (1, 1, 0, 0)
        assert queue(desk) == []
        clock.forward(weeks=1)
        assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0

    def test_counts_from_the_last_infusion_whichever_is_written_down_last(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        first = book(desk, WEDNESDAY_10)
        second = book(desk, "2026-11-27T15:00:00Z")
        at(clock, WEDNESDAY_10)
        tell(desk, first, "check-in")
        take_place(desk, clock, second)
        assert tell(desk, first, "fulfil", escort={"name": "Sam Example"})["status"] == "fulfilled"
        at(clock, "2026-12-23T15:00:00Z")
        assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0
        at(clock, "2026-12-25T15:00:00Z")
        assert done(job(FOLLOW_UP_APPOINTMENTS)) == (1, 1, 0, 0)


def for_the_work(run: Runtime, round_trips: RoundTrips) -> list[str]:
    """What the job sends, beside the looks for what is due."""
    sent = round_trips.during(lambda: follow_up_appointments(run, lambda: 60.0))
    return [each for each in sent if each != "Query"]


class TestTheJob:
    def test_idle_it_reads_one_empty_query_per_location(
        self, run: Runtime, round_trips: RoundTrips, clinic: Clinic
    ) -> None:
        sent = round_trips.during(lambda: follow_up_appointments(run, lambda: 60.0))
        assert sent == ["Query"] * len(clinic.locations)

    @pytest.mark.parametrize("now", ["2026-11-24T15:00:00Z", "2026-11-25T15:30:00Z"])
    def test_takes_three_round_trips_for_a_visit(
        self, desk: Caller, clock: FixedClock, run: Runtime, round_trips: RoundTrips, now: str
    ) -> None:
        book(desk)
        at(clock, now)
        sent = for_the_work(run, round_trips)
        assert sent == ["GetItem", "BatchGetItem", "TransactWriteItems"]

    def test_takes_four_where_a_call_is_owed_already(
        self, desk: Caller, clock: FixedClock, run: Runtime, round_trips: RoundTrips
    ) -> None:
        book(desk)
        call = {"phone": PERSON["phone"], "reason": "asked about parking"}
        desk.post("/locations/new-york/incoming-calls", call)
        at(clock, "2026-11-24T15:00:00Z")
        sent = for_the_work(run, round_trips)
        write = "TransactWriteItems"
        assert sent == ["GetItem", "BatchGetItem", write, write]

    def test_takes_four_for_a_booster(
        self, desk: Caller, clock: FixedClock, run: Runtime, round_trips: RoundTrips, clinic: Clinic
    ) -> None:
        infuse(desk, clock, WEDNESDAY_10)
        at(clock, "2026-12-23T15:00:00Z")
        sent = Counter(round_trips.during(lambda: follow_up_appointments(run, lambda: 60.0)))
        what_is_due = len(clinic.locations)  # asked for at the same time, so in no certain order
        assert sent == {
            "Query": what_is_due + 1,
            "GetItem": 1,
            "BatchGetItem": 1,
            "TransactWriteItems": 1,
        }

    def test_one_visit_that_cannot_be_read_does_not_stop_the_others(
        self, desk: Caller, clock: FixedClock, job: Job, dynamodb: Any
    ) -> None:
        broken = book(desk, "2026-11-25T13:30:00Z")
        well = book(desk, phone="212-555-0199")
        key = f"APPOINTMENT#{broken['appointment_id']}"
        dynamodb.update_item(
            TableName="frontdesk-test",
            Key={"pk": {"S": key}, "sk": {"S": "APPOINTMENT"}},
            UpdateExpression="REMOVE starts_at",
        )
        at(clock, "2026-11-25T15:30:00Z")
        report = job(FOLLOW_UP_APPOINTMENTS)
        assert done(report) == (2, 1, 0, 1)
        assert report["failures"] == [key]
        assert seen(desk, well)["status"] == "noshow"

    def test_with_its_time_nearly_out_it_leaves_the_rest_to_the_next_run(
        self, desk: Caller, clock: FixedClock, run: Runtime
    ) -> None:
        for number, hour in enumerate(("13:30", "15:00", "16:30")):
            book(desk, f"2026-11-25T{hour}Z", phone=f"212-555-010{number}")
        at(clock, "2026-11-24T16:30:00Z")
        seconds = iter([60.0, 0.0, 60.0])
        first = follow_up_appointments(run, lambda: next(seconds))
        assert (first.done, first.left) == (1, True)
        second = follow_up_appointments(run, lambda: 60.0)
        assert (second.done, second.left) == (2, False)
        assert len(queue(desk)) == 3

    def test_a_clinic_that_came_to_wait_longer_waits_longer(
        self, desk: Caller, clock: FixedClock, run: Runtime, job: Job, clinic: Clinic
    ) -> None:
        appointment = book(desk, service_id="ketamine-consultation")
        patient = clinic.scheduling.model_copy(update={"no_show_minutes": 60})
        with at_clinic(run, clinic.model_copy(update={"scheduling": patient})):
            at(clock, "2026-11-25T15:30:00Z")
            assert done(job(FOLLOW_UP_APPOINTMENTS)) == (1, 1, 0, 0)
            assert job(FOLLOW_UP_APPOINTMENTS)["due"] == 0
            assert seen(desk, appointment)["status"] == "booked"
            assert seen(desk, appointment)["version"] == appointment["version"]
            at(clock, "2026-11-25T16:00:00Z")
            assert done(job(FOLLOW_UP_APPOINTMENTS)) == (1, 1, 0, 0)
            assert seen(desk, appointment)["status"] == "noshow"

    def test_what_the_index_shows_too_late_is_passed_over(
        self, desk: Caller, clock: FixedClock, run: Runtime
    ) -> None:
        """The desk marked it while the job was at work on others."""
        appointment = book(desk, service_id="ketamine-consultation")
        at(clock, "2026-11-25T15:30:00Z")

        def meanwhile() -> float:
            tell(desk, appointment, "check-in")
            return 60.0

        report = follow_up_appointments(replace(run), meanwhile)
        assert done(report.as_dict()) == (1, 0, 1, 0)
        assert queue(desk) == []

    def test_one_that_is_no_more_is_passed_over_and_the_job_has_not_failed(
        self, desk: Caller, clock: FixedClock, run: Runtime
    ) -> None:
        """Its person was erased while the job was at work on others."""
        appointment = book(desk, service_id="ketamine-consultation")
        at(clock, "2026-11-25T15:30:00Z")

        def meanwhile() -> float:
            run.table.transact([Delete(item_key("APPOINTMENT", appointment["appointment_id"]))])
            return 60.0

        report = follow_up_appointments(run, meanwhile)
        assert done(report.as_dict()) == (1, 0, 1, 0)
