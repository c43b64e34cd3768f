"""The figures of a day, held against counting minute by minute."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.scheduling.appointments.models import AppointmentBrief, AppointmentStatus
from chalicelib.scheduling.reports.figures import day_figures
from chalicelib.scheduling.slots.models import Day, DaySchedule, Slot, SlotStatus

DAY = date(2026, 11, 24)
EIGHT = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
NOW = EIGHT + timedelta(hours=3)
IN_SLOT: list[AppointmentStatus] = [
    status for status in AppointmentStatus if status is not AppointmentStatus.CANCELLED
]


@st.composite
def slots(draw: st.DrawFn) -> Slot:
    """A slot of any kind, at any minute of the day."""
    starts_at = EIGHT + timedelta(minutes=draw(st.integers(0, 400)))
    slot = Slot(
        location_id="harbor",
        date=DAY,
        pool="consult",
        bay=draw(st.sampled_from(["room-1", "room-2"])),
        starts_at=starts_at,
        minutes=draw(st.integers(5, 90)),
        cut_off_at=starts_at - timedelta(minutes=draw(st.sampled_from([0, 120]))),
    )
    match draw(st.sampled_from(SlotStatus)):
        case SlotStatus.BOOKED:
            appointment = AppointmentBrief(
                service_id="visit",
                first_name="Robin",
                status=draw(st.sampled_from(IN_SLOT)),
                version=1,
                changed_at=NOW,
            )
            return slot.booked("0" * 26, appointment)
        case SlotStatus.HELD:
            until = NOW + timedelta(minutes=draw(st.sampled_from([-1, 0, 1])))
            return slot.held("h", until, "somebody", 0)
        case SlotStatus.BLOCKED:
            return slot.blocked("staff", "Pump")
        case status:
            return slot.model_copy(update={"status": status})


def schedule(found: list[Slot]) -> DaySchedule:
    return DaySchedule(location_id="harbor", date=DAY, day=Day(), slots=tuple(found))


@given(st.lists(slots(), max_size=12))
def test_every_figure_is_what_counting_gives(found: list[Slot]) -> None:
    figures = day_figures(schedule(found), NOW)
    minutes = {"offered": 0, "booked": 0, "unused": 0}
    appointments: dict[AppointmentStatus, int] = dict.fromkeys(IN_SLOT, 0)
    unused = 0
    for slot in found:
        gone = slot.status is SlotStatus.HELD and slot.hold_until and slot.hold_until <= NOW
        empty = slot.status in (SlotStatus.FREE, SlotStatus.RELEASED) or gone
        past = slot.cut_off_at <= NOW
        unused += bool(empty and past)
        if slot.appointment:
            appointments[slot.appointment.status] += 1
        for _ in range(slot.minutes):
            minutes["offered"] += slot.status is not SlotStatus.BLOCKED
            minutes["booked"] += slot.status is SlotStatus.BOOKED
            minutes["unused"] += bool(empty and past)
    assert figures.slots == len(found)
    assert figures.slots_unused == unused
    assert figures.slots_booked == sum(appointments.values())
    assert (figures.minutes_bookable, figures.minutes_booked, figures.minutes_unused) == tuple(
        minutes.values()
    )
    assert figures.appointments.model_dump() == {
        status.value: n for status, n in appointments.items()
    }


@given(st.lists(slots(), max_size=12))
def test_shares_are_shares_or_absent(found: list[Slot]) -> None:
    figures = day_figures(schedule(found), NOW)
    assert (figures.utilisation is None) == (figures.minutes_bookable == 0)
    assert figures.utilisation is None or 0 <= figures.utilisation <= 1
    came_or_not = (
        figures.appointments.noshow + figures.appointments.arrived + figures.appointments.fulfilled
    )
    assert (figures.no_show_share is None) == (came_or_not == 0)
    assert figures.no_show_share is None or 0 <= figures.no_show_share <= 1
