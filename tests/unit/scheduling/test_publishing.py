"""What publishing does to a day that has slots already."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.scheduling.day.plan import DayPlan, plan_day
from chalicelib.scheduling.slots.models import Block, Day, DaySchedule, Origin, Slot, SlotStatus

TUESDAY = date(2027, 6, 8)
MIDNIGHT = datetime(2027, 6, 8, 4, 0, tzinfo=UTC)
NOW = MIDNIGHT - timedelta(days=7)
AT_TEN = MIDNIGHT + timedelta(hours=10)


def a_slot(hour: float, bay: str = "room-1", minutes: int = 60, **changes: object) -> Slot:
    """A free slot of the template, its cut-off an hour before its start."""
    starts_at = MIDNIGHT + timedelta(hours=hour)
    usual = {
        "location_id": "harbor",
        "date": TUESDAY,
        "pool": "consult",
        "bay": bay,
        "starts_at": starts_at,
        "minutes": minutes,
        "cut_off_at": starts_at - timedelta(hours=1),
    }
    return Slot.model_validate({**usual, **changes})


def a_day(*slots: Slot, day: Day | None = None) -> DaySchedule:
    return DaySchedule(location_id="harbor", date=TUESDAY, day=day or Day(), slots=slots)


def after(plan: DayPlan, schedule: DaySchedule) -> DaySchedule:
    """The day once the plan is carried out."""
    slots = {slot.start_and_bay: slot for slot in schedule.slots}
    for slot in plan.withdraw:
        del slots[slot.start_and_bay]
    for slot in [*(changed.after for changed in plan.change), *plan.add]:
        slots[slot.start_and_bay] = slot
    return schedule.model_copy(
        update={"slots": tuple(slots[start_and_bay] for start_and_bay in sorted(slots))}
    )


def is_idle(plan: DayPlan) -> bool:
    """True if there is nothing to write."""
    return not (plan.add or plan.change or plan.withdraw)


TAKEN: dict[str, dict[str, Any]] = {
    "held": {"status": "held", "hold_id": "h", "hold_until": NOW + timedelta(minutes=5)},
    "booked": {"status": "booked", "appointment_id": "a"},
    "blocked": {"status": "blocked", "blocked_by": "staff", "block_reason": "Broken pump"},
    "released": {"status": "released"},
    "by hand": {"origin": "staff", "added_by": "staff"},
}


def test_an_empty_day_gets_what_the_templates_ask_for() -> None:
    wanted = [a_slot(9), a_slot(10)]
    plan = plan_day(wanted, a_day(), NOW)
    assert plan.add == wanted
    assert (plan.kept, plan.change, plan.withdraw, plan.conflicts) == (0, [], [], [])


def test_done_again_it_changes_nothing() -> None:
    plan = plan_day([a_slot(9), a_slot(10)], a_day(a_slot(9), a_slot(10)), NOW)
    assert is_idle(plan)
    assert plan.kept == 2


def test_what_is_missing_is_added_and_the_rest_kept() -> None:
    plan = plan_day([a_slot(9), a_slot(10)], a_day(a_slot(9)), NOW)
    assert plan.add == [a_slot(10)]
    assert plan.kept == 1


def test_a_free_slot_that_is_no_longer_asked_for_is_withdrawn() -> None:
    plan = plan_day([a_slot(9)], a_day(a_slot(9), a_slot(10)), NOW)
    assert plan.withdraw == [a_slot(10)]


def test_whatever_is_taken_stays_though_no_longer_asked_for() -> None:
    for changes in TAKEN.values():
        assert is_idle(plan_day([], a_day(a_slot(10, **changes)), NOW))


def test_whatever_is_taken_stays_as_it_is_though_the_template_changed() -> None:
    longer = a_slot(10, minutes=90)
    for changes in TAKEN.values():
        plan = plan_day([longer], a_day(a_slot(10, **changes)), NOW)
        assert is_idle(plan)
        assert plan.kept == 1


def test_a_slot_that_would_overlap_a_taken_one_is_a_conflict() -> None:
    for changes in TAKEN.values():
        plan = plan_day([a_slot(10.5)], a_day(a_slot(10, **changes)), NOW)
        assert is_idle(plan)
        assert plan.conflicts == [a_slot(10.5)]


def test_another_bay_at_that_time_is_none() -> None:
    plan = plan_day([a_slot(10.5, "room-2")], a_day(a_slot(10, **TAKEN["booked"])), NOW)
    assert plan.add == [a_slot(10.5, "room-2")]


def test_a_hold_that_ran_out_keeps_nothing() -> None:
    ran_out = a_slot(10, status="held", hold_id="h", hold_until=NOW)
    assert plan_day([], a_day(ran_out), NOW).withdraw == [ran_out]


def test_times_that_moved_by_half_an_hour_replace_the_free_ones() -> None:
    plan = plan_day([a_slot(9.5), a_slot(10.5)], a_day(a_slot(9), a_slot(10)), NOW)
    assert plan.withdraw == [a_slot(9), a_slot(10)]
    assert plan.add == [a_slot(9.5), a_slot(10.5)]


def test_a_free_slot_of_another_length_or_service_is_brought_in_line() -> None:
    present = a_slot(10, version=4)
    for wanted in (a_slot(10, minutes=90), a_slot(10, services=("visit",)), a_slot(10, pool="x")):
        (changed,) = plan_day([wanted], a_day(present), NOW).change
        assert changed.before == present
        assert changed.after == wanted


def test_one_that_has_no_room_to_grow_is_withdrawn_as_a_conflict() -> None:
    booked = a_slot(11, **TAKEN["booked"])
    plan = plan_day([a_slot(10, minutes=90)], a_day(a_slot(10), booked), NOW)
    assert plan.withdraw == [a_slot(10)]
    assert plan.conflicts == [a_slot(10, minutes=90)]


def test_what_is_past_its_cut_off_is_neither_added_nor_touched() -> None:
    now = AT_TEN - timedelta(hours=1)
    assert is_idle(plan_day([a_slot(10)], a_day(), now))
    assert is_idle(plan_day([], a_day(a_slot(10)), now))


def test_what_staff_withdrew_does_not_come_back() -> None:
    day = Day(version=1, withdrawn=(a_slot(10).start_and_bay,))
    assert is_idle(plan_day([a_slot(10)], a_day(day=day), NOW))


def test_slots_of_a_blocked_bay_are_born_blocked() -> None:
    day = Day(version=1, blocks={"room-1": Block(reason="Broken pump", by="staff", at=NOW)})
    blocked, free = plan_day([a_slot(10), a_slot(10, "room-2")], a_day(day=day), NOW).add
    assert (blocked.status, blocked.block_reason) == (SlotStatus.BLOCKED, "Broken pump")
    assert free.status is SlotStatus.FREE


class TestReservedSlots:
    release_at = AT_TEN - timedelta(hours=24)
    reserved = a_slot(10, services=("visit",), fallback_pool="quiet", release_at=release_at)

    def test_they_are_kept_while_reserved(self) -> None:
        plan = plan_day([self.reserved], a_day(self.reserved), NOW)
        assert is_idle(plan)
        assert plan.kept == 1

    def test_once_in_their_fallback_pool_they_stay_there(self) -> None:
        plan = plan_day([self.reserved], a_day(self.reserved.unreserved()), self.release_at)
        assert is_idle(plan)
        assert plan.kept == 1

    def test_one_that_waits_for_its_release_is_left_to_the_job(self) -> None:
        assert is_idle(plan_day([self.reserved], a_day(self.reserved), self.release_at))

    def test_published_late_they_begin_in_their_fallback_pool(self) -> None:
        (added,) = plan_day([self.reserved], a_day(), self.release_at).add
        assert (added.pool, added.services, added.release_at) == ("quiet", None, None)


@st.composite
def days(draw: st.DrawFn) -> tuple[list[Slot], DaySchedule]:
    """A template's day, and what an earlier template, staff and visitors left there."""
    wanted = _laid_out(draw)
    present = [_something_happened_to(draw, slot) for slot in _laid_out(draw)]
    withdrawn = tuple(slot.start_and_bay for slot in wanted if draw(st.integers(0, 9)) == 0)
    day = Day(version=1, withdrawn=tuple(sorted(withdrawn)))
    return wanted, a_day(*sorted(present, key=lambda slot: slot.start_and_bay), day=day)


def _laid_out(draw: st.DrawFn) -> list[Slot]:
    slots = []
    for bay in ("room-1", "room-2"):
        at = 0.0
        for gap, minutes in draw(
            st.lists(st.tuples(st.sampled_from([0, 0.5, 1]), st.sampled_from([30, 60, 90])))
        ):
            at += gap
            if at + minutes / 60 > 18:
                break
            slots.append(a_slot(at, bay, minutes))
            at += minutes / 60
    return sorted(slots, key=lambda slot: slot.start_and_bay)


def _something_happened_to(draw: st.DrawFn, slot: Slot) -> Slot:
    changes: dict[str, Any] = draw(st.sampled_from([{}, {}, *TAKEN.values()]))
    return Slot.model_validate({**slot.model_dump(), **changes})


@settings(max_examples=200, deadline=None)
@given(days(), st.sampled_from([NOW, MIDNIGHT + timedelta(hours=6)]))
def test_whatever_happened_before_publishing_never_does_harm(
    before: tuple[list[Slot], DaySchedule], now: datetime
) -> None:
    wanted, schedule = before
    plan = plan_day(wanted, schedule, now)
    published = after(plan, schedule)

    for slot in schedule.slots:
        is_free = slot.status_at(now) is SlotStatus.FREE and slot.origin is Origin.TEMPLATE
        if not is_free or slot.cut_off_at <= now:
            assert slot in published.slots, "what is taken or past was touched"
    for number, slot in enumerate(published.slots):
        others = published.slots[:number]
        assert not any(slot.overlaps(other) for other in others), "two slots of one bay overlap"
    here = {slot.start_and_bay for slot in published.slots}
    for slot in wanted:
        ahead = slot.cut_off_at > now and slot.start_and_bay not in schedule.day.withdrawn
        if ahead and slot.start_and_bay not in here:
            assert slot in plan.conflicts, "a slot is missing without a word"
            assert any(slot.overlaps(other) for other in published.slots)

    again = plan_day(wanted, published, now)
    assert not again.change
    assert not again.withdraw
    assert after(again, published) == published, "done again it changed something"
