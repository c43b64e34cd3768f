"""Staff make the schedule: publish, add, block, unblock, withdraw, look at the day."""

import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from chalice.test import Client

from chalicelib.platform.errors import RefusedError, UnavailableError
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.table import Table
from chalicelib.platform.storage.writes import Write
from chalicelib.scheduling.day.publish import publish_to_horizon
from chalicelib.scheduling.slots.models import Origin
from tests.api.conftest import Caller, Rest
from tests.api.schedules import (
    SATURDAY,
    TUESDAY,
    at_clinic,
    becomes,
    is_booked,
    publish,
    slot_of,
    the_day,
)
from tests.conftest import FixedClock, RoundTrips
from tests.unit.scheduling.clinics import a_clinic, a_pool, a_template

HERE = "/locations/new-york"
ON_TUESDAY = {"date": str(TUESDAY)}
A_SLOT = {
    "pool": "infusion",
    "bay": "chair-1",
    "starts_at": "2026-11-28T17:00:00-05:00",
    "override": "Extra day",
    "for_visitors": True,
}
"""Saturday at five in the afternoon, when New York is shut; said to be for visitors as well."""


def problem(reply: Any) -> tuple[int, str]:
    return reply.status, reply.json["type"].rpartition(":")[2]


def fields(reply: Any) -> list[str]:
    assert reply.status == 422, reply.text
    return [error["field"] for error in reply.json["errors"]]


class TestPublishing:
    def test_a_day_gets_the_slots_of_the_templates(self, manager: Caller, run: Runtime) -> None:
        """On Tuesdays: 4 chairs six times, a consulting room six times, botox six times."""
        report = publish(manager)
        assert report["published"] == 4 * 6 + 6 + 6
        assert len(the_day(run).slots) == 36

    def test_done_again_it_changes_nothing(
        self, manager: Caller, run: Runtime, round_trips: RoundTrips
    ) -> None:
        publish(manager)
        before = the_day(run)
        sent = round_trips.during(lambda: publish(manager))
        assert sent == ["Query"]
        assert the_day(run) == before
        assert publish(manager)["kept"] == 36

    def test_a_day_takes_two_round_trips(self, manager: Caller, round_trips: RoundTrips) -> None:
        assert round_trips.during(lambda: publish(manager)) == ["Query", "TransactWriteItems"]

    def test_a_range_is_published_day_by_day_without_the_days_off(self, manager: Caller) -> None:
        """Thanksgiving is closed, and so is Sunday."""
        report = publish(manager, TUESDAY, TUESDAY + timedelta(days=6))
        assert report["from"] == "2026-11-24"
        assert report["to"] == "2026-11-30"
        tuesday, wednesday, friday, saturday, monday = 36, 39, 35, 4, 39
        assert report["published"] == tuesday + wednesday + friday + saturday + monday

    def test_what_is_taken_is_left_alone(
        self, manager: Caller, run: Runtime, clock: FixedClock
    ) -> None:
        publish(manager)
        until = clock() + timedelta(minutes=10)
        chairs = [slot_of(run, "chair-1", number) for number in range(4)]
        taken = [
            is_booked(run, chairs[0]),
            becomes(run, chairs[1], status="held", hold_id="h", hold_until=until),
            becomes(run, chairs[2], status="blocked", blocked_by="x", block_reason="y"),
            becomes(run, chairs[3], status="released"),
        ]
        assert publish(manager)["published"] == 0
        assert [slot_of(run, "chair-1", number) for number in range(4)] == taken

    def test_a_changed_template_withdraws_what_is_free_and_keeps_what_is_booked(
        self, manager: Caller, run: Runtime
    ) -> None:
        at_nine = a_clinic(a_template("09:00", "10:00"))
        at_half_past = a_clinic(a_template("09:30", "10:30"))
        with at_clinic(run, at_nine):
            publish(manager, at="harbor")
            first, _ = the_day(run, at="harbor").slots
            is_booked(run, first)
        with at_clinic(run, at_half_past):
            report = publish(manager, at="harbor")
        assert (report["published"], report["withdrawn"], report["conflicts"]) == (1, 1, 1)
        starts = [f"{slot.starts_at:%H:%M}" for slot in the_day(run, at="harbor").slots]
        assert starts == ["14:00", "15:30"]

    def test_a_changed_length_changes_free_slots_in_their_place(
        self, manager: Caller, run: Runtime
    ) -> None:
        with at_clinic(run, a_clinic(a_template("09:00"))):
            publish(manager, at="harbor")
        longer = [{**a_clinic().services[0].model_dump(), "duration_minutes": 90}]
        with at_clinic(run, a_clinic(a_template("09:00"), services=longer)):
            assert publish(manager, at="harbor")["changed"] == 1
            (slot,) = the_day(run, at="harbor").slots
        assert (slot.minutes, slot.version) == (90, 2)

    def test_more_slots_than_a_transaction_takes_are_published_in_several(
        self, manager: Caller, run: Runtime, round_trips: RoundTrips
    ) -> None:
        starts = [f"{hour:02}:00" for hour in range(24)]
        bays = [f"room-{number}" for number in range(10)]
        with at_clinic(run, a_clinic(a_template(*starts), pools=[a_pool("consult", *bays)])):
            sent = round_trips.during(lambda: publish(manager, at="harbor"))
            assert sent == ["Query"] + 3 * ["TransactWriteItems"]
            assert publish(manager, at="harbor")["kept"] == 240

    def test_what_was_cut_short_is_finished_by_the_same_call(
        self, manager: Caller, run: Runtime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        starts = [f"{hour:02}:00" for hour in range(24)]
        bays = [f"room-{number}" for number in range(10)]
        with at_clinic(run, a_clinic(a_template(*starts), pools=[a_pool("consult", *bays)])):
            with monkeypatch.context() as patch:
                patch.setattr(run.table, "transact", _dies_after(run.table, 2))
                body = {"from": str(TUESDAY), "to": str(TUESDAY)}
                assert manager.post("/locations/harbor/slots/publish", body).status == 500
            assert len(the_day(run, at="harbor").slots) == 192
            report = publish(manager, at="harbor")
        assert (report["published"], report["kept"]) == (48, 192)

    def test_only_the_manager_publishes(self, desk: Caller, visitor: Caller) -> None:
        body = {"from": str(TUESDAY), "to": str(TUESDAY)}
        assert desk.post(f"{HERE}/slots/publish", body).status == 403
        assert visitor.post(f"{HERE}/slots/publish", body).status == 401

    @pytest.mark.parametrize(
        ("first", "last", "wrong"),
        [
            ("2026-11-22", "2026-11-24", "from"),
            ("2026-11-24", "2026-11-23", "to"),
            ("2026-11-24", "2027-01-25", "to"),
            ("2027-11-20", "2027-11-30", "to"),
            ("yesterday", "2026-11-24", "from"),
        ],
    )
    def test_days_that_cannot_be_published_are_named(
        self, manager: Caller, first: str, last: str, wrong: str
    ) -> None:
        reply = manager.post(f"{HERE}/slots/publish", {"from": first, "to": last})
        assert fields(reply) == [wrong]

    def test_an_unknown_location_is_told(self, manager: Caller) -> None:
        body = {"from": str(TUESDAY), "to": str(TUESDAY)}
        reply = manager.post("/locations/atlantis/slots/publish", body)
        assert problem(reply) == (404, "unknown-location")


def _dies_after(table: Table, times: int) -> Callable[[list[Write]], None]:
    left = [times]
    whole = table.transact

    def transact(writes: list[Write]) -> None:
        if left[0] == 0:
            raise SystemError("the process is gone")
        left[0] -= 1
        whole(writes)

    return transact


class TestTheNightlyJob:
    @pytest.fixture
    def a_week(self, run: Runtime, monkeypatch: pytest.MonkeyPatch) -> Iterator[Runtime]:
        """The demo clinic with a horizon of a week.

        Locations are worked off side by side, which the engine in this process cannot bear.
        """
        one_at_a_time = threading.Lock()
        for name in ("query", "transact"):
            monkeypatch.setattr(run.table, name, _taking_turns(run, name, one_at_a_time))
        week = run.clinic.scheduling.model_copy(update={"horizon_days": 7})
        with at_clinic(run, run.clinic.model_copy(update={"scheduling": week})) as changed:
            yield changed

    def test_it_publishes_every_location_up_to_the_horizon(self, a_week: Runtime) -> None:
        """Monday to Monday; both locations are closed on Thanksgiving, Chicago on Friday too."""
        report = publish_to_horizon(a_week, in_no_hurry)
        assert (report.done, report.failed, report.left) == (2 * 8, 0, False)
        last = date(2026, 11, 30)
        for location_id in ("new-york", "chicago"):
            assert the_day(a_week, last, location_id).slots
            assert not the_day(a_week, last + timedelta(days=1), location_id).slots

    def test_the_next_night_it_adds_a_day(self, a_week: Runtime, clock: FixedClock) -> None:
        publish_to_horizon(a_week, in_no_hurry)
        clock.forward(days=1)
        slots = publish_to_horizon(a_week, in_no_hurry).counts
        new_york, chicago = 36, 3 * 6 + 3 + 5
        assert slots["published"] == new_york + chicago
        assert slots.keys() == {"published", "kept"}

    def test_a_day_that_cannot_be_published_does_not_stop_the_others(
        self, a_week: Runtime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        whole = a_week.table.transact

        def transact(writes: list[Any]) -> None:
            if writes[0].item["pk"] == "SLOTS#chicago#2026-11-25":
                raise UnavailableError("The table is busy.")
            whole(writes)

        monkeypatch.setattr(a_week.table, "transact", transact)
        report = publish_to_horizon(a_week, in_no_hurry)
        assert (report.done, report.failures) == (15, ["SLOTS#chicago#2026-11-25"])

    def test_what_it_had_no_time_for_is_left_to_the_next_run(self, a_week: Runtime) -> None:
        seconds = iter([60.0, 60.0, 60.0, 60.0] + 10 * [1.0])
        report = publish_to_horizon(a_week, lambda: next(seconds))
        assert (report.done, report.left) == (4, True)
        report = publish_to_horizon(a_week, in_no_hurry)
        assert (report.done, report.left) == (16, False)
        assert report.counts["kept"] > 0

    def test_its_schedule_runs_it_and_is_told(self, client: Client, run: Runtime) -> None:
        with at_clinic(run, a_clinic(a_template("09:00", "18:00"), horizon_days=1)):
            report = _run_job(client)
        assert (report["job"], report["done"]) == ("publish-slots", 2)
        assert report["counts"] == {"published": 3}, "at ten, the slot of nine is past"


def in_no_hurry() -> float:
    """A minute is left."""
    return 60.0


def _taking_turns(run: Runtime, name: str, turn: threading.Lock) -> Callable[..., Any]:
    whole = getattr(run.table, name)

    def call(*given: Any, **how: Any) -> Any:
        with turn:
            return whole(*given, **how)

    return call


def _run_job(client: Client) -> Any:
    event = {
        "version": "0",
        "id": "1",
        "account": "000000000000",
        "region": "us-east-1",
        "time": "2026-11-23T08:30:00Z",
        "source": "aws.events",
        "detail-type": "Scheduled Event",
        "resources": [],
        "detail": {},
    }
    return client.lambda_.invoke("publish-slots", event).payload


class TestAddingASlot:
    def test_the_desk_adds_one_outside_opening_hours(self, desk: Caller, run: Runtime) -> None:
        reply = desk.post(f"{HERE}/slots", A_SLOT)
        assert reply.status == 201, reply.text
        assert reply.json == {
            "slot_id": "new-york~2026-11-28~2026-11-28T22:00Z~chair-1",
            "pool": "infusion",
            "bay": "chair-1",
            "starts_at": "2026-11-28T22:00:00Z",
            "ends_at": "2026-11-28T23:30:00Z",
            "local_start": "2026-11-28T17:00:00-05:00",
            "status": "free",
            "origin": "staff",
            "override": "Extra day",
        }
        (slot,) = the_day(run, SATURDAY).slots
        assert slot.added_by == "staff-ana"

    def test_a_lost_answer_costs_nothing(self, desk: Caller, run: Runtime) -> None:
        first = desk.post(f"{HERE}/slots", A_SLOT)
        again = desk.post(f"{HERE}/slots", A_SLOT)
        assert (again.status, again.json) == (201, first.json)
        assert len(the_day(run, SATURDAY).slots) == 1

    def test_it_may_end_at_midnight_and_no_later(self, desk: Caller) -> None:
        until_midnight = {**A_SLOT, "starts_at": "2026-11-28T22:30:00-05:00"}
        assert desk.post(f"{HERE}/slots", until_midnight).status == 201
        past_it = {**A_SLOT, "starts_at": "2026-11-28T22:31:00-05:00", "bay": "chair-2"}
        assert fields(desk.post(f"{HERE}/slots", past_it)) == ["starts_at"]

    def test_it_may_be_for_one_service_and_of_its_own_length(self, desk: Caller) -> None:
        mine = {"pool": "consult", "bay": "consult-1", "services": ["follow-up"], "minutes": 60}
        reply = desk.post(f"{HERE}/slots", {**A_SLOT, **mine})
        assert reply.json["services"] == ["follow-up"]
        assert reply.json["ends_at"] == "2026-11-28T23:00:00Z"

    def test_two_slots_of_a_bay_never_overlap(
        self, desk: Caller, colleague: Caller, manager: Caller
    ) -> None:
        publish(manager)
        taken = (409, "slot-overlaps")
        desk.post(f"{HERE}/slots", A_SLOT)
        assert problem(colleague.post(f"{HERE}/slots", A_SLOT)) == taken
        later = {**A_SLOT, "starts_at": "2026-11-28T18:29:00-05:00"}
        assert problem(desk.post(f"{HERE}/slots", later)) == taken
        assert desk.post(f"{HERE}/slots", {**later, "bay": "chair-2"}).status == 201
        published = {**A_SLOT, "starts_at": "2026-11-24T08:00:00-05:00"}
        assert problem(desk.post(f"{HERE}/slots", published)) == taken

    def test_publishing_leaves_out_what_would_overlap_it(
        self, desk: Caller, manager: Caller, run: Runtime
    ) -> None:
        added = {**A_SLOT, "starts_at": "2026-11-24T09:00:00-05:00"}
        assert desk.post(f"{HERE}/slots", added).status == 201
        report = publish(manager)
        assert (report["published"], report["conflicts"]) == (34, 2)
        assert [s.origin for s in the_day(run).slots if s.bay == "chair-1"].count(Origin.STAFF) == 1

    def test_somebody_who_adds_at_the_same_moment_is_seen(
        self, desk: Caller, run: Runtime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A colleague's slot lands between our look at the day and our write."""
        whole = run.table.transact
        theirs = {**A_SLOT, "starts_at": "2026-11-28T17:30:00-05:00"}
        first = [True]

        def transact(writes: list[Write]) -> None:
            if first.pop() if first else False:
                assert desk.post(f"{HERE}/slots", theirs).status == 201
            whole(writes)

        monkeypatch.setattr(run.table, "transact", transact)
        assert problem(desk.post(f"{HERE}/slots", A_SLOT)) == (409, "slot-overlaps")

    def test_a_day_that_never_stands_still_is_told_to_come_back(
        self, desk: Caller, run: Runtime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(writes: list[Write]) -> None:
            raise RefusedError({write.name: None for write in writes if write.only_if is not None})

        monkeypatch.setattr(run.table, "transact", refuse)
        reply = desk.post(f"{HERE}/slots", A_SLOT)
        assert problem(reply) == (503, "unavailable")
        assert reply.headers["retry-after"]

    def test_added_past_its_cut_off_it_is_the_desks(self, desk: Caller, visitor: Caller) -> None:
        soon = {**A_SLOT, "starts_at": "2026-11-23T16:00:00Z"}
        assert desk.post(f"{HERE}/slots", soon).json["status"] == "released"

    @pytest.mark.parametrize(
        ("changes", "wrong"),
        [
            ({"pool": "attic"}, ["pool", "pool"]),
            ({"bay": "consult-1"}, ["bay"]),
            ({"services": ["botox", "ketamine-infusion"]}, ["services.0"]),
            ({"services": ["ketamine-infusion"], "minutes": 60}, ["minutes"]),
            ({"minutes": 60}, ["minutes"]),
            ({"starts_at": "2026-11-23T15:00:00Z"}, ["starts_at"]),
            ({"starts_at": "2028-01-01T15:00:00Z"}, ["starts_at"]),
            ({"starts_at": "2026-11-28T17:00:30-05:00"}, ["starts_at"]),
            ({"starts_at": "2026-11-28T17:00:00"}, ["starts_at"]),
            ({"starts_at": "2026-11-28T23:00:00-05:00"}, ["starts_at"]),
            ({"colour": "red"}, ["colour"]),
        ],
    )
    def test_whatever_is_wrong_is_named(
        self, desk: Caller, changes: dict[str, Any], wrong: list[str]
    ) -> None:
        assert sorted(set(fields(desk.post(f"{HERE}/slots", {**A_SLOT, **changes})))) == sorted(
            set(wrong)
        )


class TestBlocking:
    def test_a_bay_is_taken_out_and_what_is_booked_needs_a_call(
        self, manager: Caller, desk: Caller, run: Runtime
    ) -> None:
        publish(manager)
        booked = is_booked(run, slot_of(run, "chair-1", 2))
        body = {**ON_TUESDAY, "bay": "chair-1", "reason": "Broken pump"}
        reply = desk.post(f"{HERE}/slots/block", body)
        assert reply.status == 200, reply.text
        assert (reply.json["blocked"], reply.json["free"]) == (5, 0)
        assert [line["slot_id"] for line in reply.json["needs_call"]] == [booked.slot_id]
        assert slot_of(run, "chair-1", 2) == booked
        first = slot_of(run, "chair-1", 0)
        assert (first.status, first.block_reason, first.blocked_by) == (
            "blocked",
            "Broken pump",
            "staff-ana",
        )

    def test_nobody_is_offered_a_blocked_bay(
        self, manager: Caller, desk: Caller, visitor: Caller
    ) -> None:
        publish(manager)
        desk.post(f"{HERE}/slots/block", {**ON_TUESDAY, "bay": "chair-1", "reason": "Pump"})
        query = f"location=new-york&service=ketamine-infusion&from={TUESDAY}&to={TUESDAY}"
        times = visitor.get(f"/availability?{query}").json["times"]
        assert {time["left"] for time in times} == {3}

    def test_a_whole_day_takes_two_round_trips(
        self, manager: Caller, desk: Caller, run: Runtime, round_trips: RoundTrips
    ) -> None:
        publish(manager)
        body = {**ON_TUESDAY, "reason": "Snow"}
        sent = round_trips.during(lambda: desk.post(f"{HERE}/slots/block", body))
        assert sent == ["Query", "TransactWriteItems"]
        assert {slot.status for slot in the_day(run).slots} == {"blocked"}

    def test_done_again_it_says_the_same(self, manager: Caller, desk: Caller, run: Runtime) -> None:
        publish(manager)
        body = {**ON_TUESDAY, "reason": "Snow"}
        first = desk.post(f"{HERE}/slots/block", body).json
        stands = the_day(run)
        assert desk.post(f"{HERE}/slots/block", body).json == first
        assert the_day(run) == stands

    def test_a_held_slot_is_taken_out_too(
        self, manager: Caller, desk: Caller, run: Runtime, clock: FixedClock
    ) -> None:
        publish(manager)
        until = clock() + timedelta(minutes=10)
        becomes(run, slot_of(run, "chair-1"), status="held", hold_id="h", hold_until=until)
        desk.post(f"{HERE}/slots/block", {**ON_TUESDAY, "reason": "Snow"})
        slot = slot_of(run, "chair-1")
        assert (slot.status, slot.hold_id) == ("blocked", None)

    def test_a_day_blocked_before_it_is_published_stays_blocked(
        self, manager: Caller, desk: Caller, run: Runtime
    ) -> None:
        desk.post(f"{HERE}/slots/block", {**ON_TUESDAY, "reason": "Snow"})
        assert publish(manager)["published"] == 36
        assert {slot.status for slot in the_day(run).slots} == {"blocked"}

    def test_unblocked_it_is_as_it_was_once_it_has_rested(
        self, manager: Caller, desk: Caller, run: Runtime, rest: Rest
    ) -> None:
        publish(manager)
        before = the_day(run).slots
        booked = is_booked(run, slot_of(run, "chair-2"))
        desk.post(f"{HERE}/slots/block", {**ON_TUESDAY, "reason": "Snow"})
        reply = desk.post(f"{HERE}/slots/unblock", ON_TUESDAY)
        assert (reply.json["blocked"], reply.json["free"]) == (0, 35)
        assert rest().done == 35
        after = the_day(run).slots
        assert slot_of(run, "chair-2") == booked
        assert [slot.model_copy(update={"version": 1}) for slot in after if slot != booked] == [
            slot for slot in before if slot.slot_id != booked.slot_id
        ]

    def test_unblocked_again_it_says_the_same(
        self, manager: Caller, desk: Caller, run: Runtime, rest: Rest
    ) -> None:
        publish(manager)
        desk.post(f"{HERE}/slots/block", {**ON_TUESDAY, "reason": "Snow"})
        first = desk.post(f"{HERE}/slots/unblock", ON_TUESDAY).json
        stands = the_day(run)
        assert desk.post(f"{HERE}/slots/unblock", ON_TUESDAY).json == first
        assert the_day(run) == stands
        rest()
        assert desk.post(f"{HERE}/slots/unblock", ON_TUESDAY).json == first

    def test_unblocked_it_is_off_sale_for_visitors_until_it_has_rested(
        self, manager: Caller, desk: Caller, visitor: Caller, rest: Rest
    ) -> None:
        publish(manager)
        desk.post(f"{HERE}/slots/block", {**ON_TUESDAY, "reason": "Snow"})
        desk.post(f"{HERE}/slots/unblock", ON_TUESDAY)
        query = f"location=new-york&service=ketamine-infusion&from={TUESDAY}&to={TUESDAY}"
        assert visitor.get(f"/availability?{query}").json["times"] == []
        bays = desk.get(f"{HERE}/day?date={TUESDAY}").json["bays"]
        assert {slot["status"] for bay in bays for slot in bay["slots"]} == {"free"}
        rest()
        times = visitor.get(f"/availability?{query}").json["times"]
        assert {time["left"] for time in times} == {4}

    def test_a_bay_stays_blocked_while_its_own_block_holds(
        self, manager: Caller, desk: Caller, run: Runtime, rest: Rest
    ) -> None:
        publish(manager)
        desk.post(f"{HERE}/slots/block", {**ON_TUESDAY, "bay": "chair-1", "reason": "Pump"})
        desk.post(f"{HERE}/slots/block", {**ON_TUESDAY, "reason": "Snow"})
        assert slot_of(run, "chair-1").block_reason == "Snow"
        desk.post(f"{HERE}/slots/unblock", ON_TUESDAY)
        assert slot_of(run, "chair-1").block_reason == "Pump"
        rest()
        assert slot_of(run, "chair-2").status == "free"
        desk.post(f"{HERE}/slots/unblock", {**ON_TUESDAY, "bay": "chair-1"})
        rest()
        assert slot_of(run, "chair-1").status == "free"

    def test_what_has_begun_is_left_alone(
        self, manager: Caller, desk: Caller, run: Runtime, clock: FixedClock
    ) -> None:
        publish(manager)
        clock.forward(hours=24)  # Tuesday, 10:00: the slots of 8:30 and 10:00 have begun
        reply = desk.post(f"{HERE}/slots/block", {**ON_TUESDAY, "bay": "chair-1", "reason": "Pump"})
        assert reply.json["blocked"] == 4
        assert slot_of(run, "chair-1", 1).status == "free"

    def test_unblocked_past_its_cut_off_a_slot_is_the_desks(
        self, manager: Caller, desk: Caller, run: Runtime, clock: FixedClock, rest: Rest
    ) -> None:
        publish(manager)
        desk.post(f"{HERE}/slots/block", {**ON_TUESDAY, "reason": "Snow"})
        clock.forward(hours=24)
        desk.post(f"{HERE}/slots/unblock", ON_TUESDAY)  # 10:00, two hours before 12:00
        assert slot_of(run, "chair-1", 2).status == "released"
        rest()
        assert slot_of(run, "chair-1", 3).status == "free"

    def test_no_slot_can_be_added_to_a_blocked_bay(self, desk: Caller) -> None:
        desk.post(f"{HERE}/slots/block", {"date": str(SATURDAY), "bay": "chair-1", "reason": "x"})
        assert problem(desk.post(f"{HERE}/slots", A_SLOT)) == (409, "bay-blocked")

    @pytest.mark.parametrize(
        ("changes", "wrong"),
        [
            ({"date": "2026-11-22"}, "date"),
            ({"bay": "chair-9"}, "bay"),
            ({"reason": ""}, "reason"),
            ({"reason": None}, "reason"),
        ],
    )
    def test_whatever_is_wrong_is_named(
        self, desk: Caller, changes: dict[str, Any], wrong: str
    ) -> None:
        body = {**ON_TUESDAY, "reason": "Snow", **changes}
        assert fields(desk.post(f"{HERE}/slots/block", body)) == [wrong]

    def test_visitors_block_nothing(self, visitor: Caller) -> None:
        body = {**ON_TUESDAY, "reason": "Snow"}
        assert visitor.post(f"{HERE}/slots/block", body).status == 401


class TestWithdrawing:
    def test_what_is_unbooked_goes_and_does_not_come_back(
        self, manager: Caller, run: Runtime
    ) -> None:
        publish(manager)
        booked = is_booked(run, slot_of(run, "chair-1", 1))
        reply = manager.post(f"{HERE}/slots/withdraw", {**ON_TUESDAY, "bay": "chair-1"})
        assert reply.status == 200, reply.text
        assert len(reply.json["withdrawn"]) == 5
        assert [line["slot_id"] for line in reply.json["stayed"]] == [booked.slot_id]
        assert publish(manager)["published"] == 0
        assert [slot for slot in the_day(run).slots if slot.bay == "chair-1"] == [booked]

    def test_one_start_may_be_named(self, manager: Caller, run: Runtime) -> None:
        publish(manager)
        at_ten = {**ON_TUESDAY, "starts_at": "2026-11-24T10:00:00-05:00"}
        reply = manager.post(f"{HERE}/slots/withdraw", at_ten)
        assert len(reply.json["withdrawn"]) == 5
        assert len(the_day(run).slots) == 31

    def test_what_somebody_holds_stays(
        self, manager: Caller, run: Runtime, clock: FixedClock
    ) -> None:
        publish(manager)
        until = clock() + timedelta(minutes=10)
        becomes(run, slot_of(run, "chair-1"), status="held", hold_id="h", hold_until=until)
        reply = manager.post(f"{HERE}/slots/withdraw", {**ON_TUESDAY, "bay": "chair-1"})
        assert [line["status"] for line in reply.json["stayed"]] == ["held"]

    def test_one_added_by_hand_may_be_added_again(self, manager: Caller, desk: Caller) -> None:
        assert desk.post(f"{HERE}/slots", A_SLOT).status == 201
        manager.post(f"{HERE}/slots/withdraw", {"date": str(SATURDAY)})
        assert desk.post(f"{HERE}/slots", A_SLOT).status == 201

    def test_done_again_it_says_the_same(self, manager: Caller, run: Runtime) -> None:
        publish(manager)
        is_booked(run, slot_of(run, "chair-1", 1))
        body = {**ON_TUESDAY, "bay": "chair-1"}
        first = manager.post(f"{HERE}/slots/withdraw", body).json
        stands = the_day(run)
        assert len(first["withdrawn"]) == 5
        assert manager.post(f"{HERE}/slots/withdraw", body).json == first
        assert the_day(run) == stands
        other = manager.post(f"{HERE}/slots/withdraw", {**ON_TUESDAY, "bay": "chair-2"})
        assert len(other.json["withdrawn"]) == 6

    def test_what_was_just_given_up_is_nobodys_and_goes(
        self, manager: Caller, run: Runtime, clock: FixedClock
    ) -> None:
        publish(manager)
        slot = slot_of(run, "chair-1")
        becomes(run, slot, **slot.given_up(clock()).model_dump())
        reply = manager.post(f"{HERE}/slots/withdraw", {**ON_TUESDAY, "bay": "chair-1"})
        assert (len(reply.json["withdrawn"]), reply.json["stayed"]) == (6, [])

    def test_only_the_manager_withdraws(self, desk: Caller) -> None:
        assert desk.post(f"{HERE}/slots/withdraw", ON_TUESDAY).status == 403


class TestTheDaySheet:
    def test_it_has_every_bay_with_every_slot_in_one_query(
        self, manager: Caller, desk: Caller, run: Runtime, round_trips: RoundTrips
    ) -> None:
        publish(manager)
        is_booked(run, slot_of(run, "chair-1"))
        desk.post(f"{HERE}/slots/block", {**ON_TUESDAY, "bay": "chair-2", "reason": "Pump"})
        replies: list[Any] = []
        sent = round_trips.during(lambda: replies.append(desk.get(f"{HERE}/day?date={TUESDAY}")))
        assert sent == ["Query"]
        sheet = replies[0].json
        assert [bay["bay"] for bay in sheet["bays"]] == [
            "consult-1",
            "consult-2",
            "chair-1",
            "chair-2",
            "chair-3",
            "suite-1",
            "procedure-1",
        ]
        chair_1, chair_2 = sheet["bays"][2:4]
        assert [slot["status"] for slot in chair_1["slots"]] == ["booked"] + 5 * ["free"]
        assert chair_1["slots"][0]["local_start"] == "2026-11-24T08:30:00-05:00"
        assert chair_2["block"]["reason"] == "Pump"
        assert {slot["status"] for slot in chair_2["slots"]} == {"blocked"}
        assert (sheet["zone"], sheet["closed"]) == ("America/New_York", False)

    def test_a_hold_that_ran_out_is_shown_as_free(
        self, manager: Caller, desk: Caller, run: Runtime, clock: FixedClock
    ) -> None:
        publish(manager)
        becomes(run, slot_of(run, "chair-1"), status="held", hold_id="h", hold_until=clock())
        bays = desk.get(f"{HERE}/day?date={TUESDAY}").json["bays"]
        slot = bays[2]["slots"][0]
        assert slot["status"] == "free"
        assert "hold_until" not in slot

    def test_a_bay_that_the_clinic_gave_up_still_shows_what_is_booked(
        self, manager: Caller, desk: Caller, run: Runtime
    ) -> None:
        with at_clinic(run, a_clinic(a_template("09:00"), pools=[a_pool("consult", "old-room")])):
            publish(manager, at="harbor")
            is_booked(run, the_day(run, at="harbor").slots[0])
        with at_clinic(run, a_clinic()):
            bays = desk.get(f"/locations/harbor/day?date={TUESDAY}").json["bays"]
        assert [(bay["bay"], len(bay["slots"])) for bay in bays] == [("room-1", 0), ("old-room", 1)]

    def test_a_day_off_says_so_until_there_is_a_time_all_the_same(self, desk: Caller) -> None:
        assert desk.get(f"{HERE}/day?date=2026-11-26").json["closed"] is True
        extra = {**A_SLOT, "starts_at": "2026-11-26T10:00:00-05:00"}
        assert desk.post(f"{HERE}/slots", extra).status == 201
        assert desk.get(f"{HERE}/day?date=2026-11-26").json["closed"] is False
        assert desk.get(f"{HERE}/day?date=2020-02-03").json["closed"] is False

    @pytest.mark.parametrize(
        ("at", "day", "closed_day"),
        [
            ("new-york", "2026-11-26", {"reason": "Thanksgiving", "next_open": "2026-11-27"}),
            ("chicago", "2026-11-26", {"reason": "Thanksgiving", "next_open": "2026-11-30"}),
            ("new-york", "2026-11-29", {"next_open": "2026-11-30"}),
            ("new-york", "2026-11-25", None),
            ("new-york", "2026-12-24", None),
        ],
        ids=["a holiday", "a long weekend", "a Sunday", "an open day", "closed from noon on"],
    )
    def test_a_day_off_says_why_and_when_the_clinic_is_open_again(
        self, desk: Caller, at: str, day: str, closed_day: Any
    ) -> None:
        sheet = desk.get(f"/locations/{at}/day?date={day}").json
        assert sheet.get("closed_day") == closed_day

    @pytest.mark.parametrize("list_", ["day", "free-slots"])
    def test_it_is_sent_again_only_when_it_has_changed(self, desk: Caller, list_: str) -> None:
        path = f"{HERE}/{list_}?date=2026-11-28"
        known = desk.get(path).headers["etag"]
        again = desk.get(path, If_None_Match=known)
        assert (again.status, again.body) == (304, b"")
        assert desk.post(f"{HERE}/slots", A_SLOT).status == 201
        assert desk.get(path, If_None_Match=known).status == 200

    def test_a_date_that_is_none_is_named(self, desk: Caller) -> None:
        assert fields(desk.get(f"{HERE}/day?date=tomorrow")) == ["date"]
        assert fields(desk.get(f"{HERE}/day")) == ["date"]

    def test_it_is_for_staff(self, visitor: Caller) -> None:
        assert visitor.get(f"{HERE}/day?date={TUESDAY}").status == 401
