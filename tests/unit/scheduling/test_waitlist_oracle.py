"""Who is asked first, against somebody who goes through the list with a finger and a wall clock.

The finger knows nothing of states, settling or counting: it looks at what was written, one
condition after another, and counts waking minutes one at a time.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.clinic import Clinic
from chalicelib.scheduling.slots.models import Slot
from chalicelib.scheduling.waitlist.models import Offer, WaitlistEntry, Wish
from chalicelib.scheduling.waitlist.rules import MOST_UNANSWERED, who_fits
from tests.unit.scheduling.clinics import EVERY_DAY, a_clinic, a_pool, a_service

ZONE = ZoneInfo("America/New_York")
MINUTE = timedelta(minutes=1)
FIRST_DAY = date(2026, 10, 30)
"""The clocks are set back on 1 November."""

SERVICES = {"short": (30, 0), "long": (60, 600)}
"""Minutes in the bay, and lead time."""

CLINIC: Clinic = a_clinic(
    pools=[a_pool("consult", "room-1"), a_pool("other", "room-2")],
    services=[
        *(
            a_service(name, "consult", minutes, lead_time_minutes=lead)
            for name, (minutes, lead) in SERVICES.items()
        ),
        a_service("elsewhere", "other", 30),
    ],
    cut_off_minutes=60,
    offer_minutes=60,
    hold_minutes=10,
)

STARTS = st.integers(0, 5 * 96 - 1).map(
    lambda quarter: datetime.combine(FIRST_DAY, time(4), UTC) + timedelta(minutes=15 * quarter)
)
SERVICE = st.sampled_from([*SERVICES, *SERVICES, *SERVICES, "elsewhere", "gone"])
WEEKDAYS = st.sampled_from([EVERY_DAY, EVERY_DAY, EVERY_DAY[::2], EVERY_DAY[4:]])
DAYS = st.sampled_from([*[(0, 5)] * 10, *((a, b) for a in range(5) for b in range(a, 6))])
"""The first and the last of a wish; one number each, and no more: drawing is what takes long."""

WALL_TIMES = st.integers(0, 48 * 48 - 1).map(
    lambda halves: [time(half // 2, 30 * (half % 2)) for half in sorted(divmod(halves, 48))]
)
IS_EARLIEST, IS_LATEST = (st.sampled_from([False, False, True]) for _ in range(2))
IS_OTHER = st.booleans()
HELD_FOR = st.sampled_from([-1, 0, 1])
IS_OFFERED = st.sampled_from([False, False, False, True])
PASSED = st.sampled_from(["none", "none", "this", "other"])
UNANSWERED = st.sampled_from([0, 0, 1, 2, 3])
AHEAD = st.integers(0, 48 * 60)
LONG = st.sampled_from([30, 60, 60])
SLOT_SERVICES = st.sampled_from([None, None, None, ("short",), ("long",)])


@st.composite
def wishes(draw: st.DrawFn) -> Wish:
    first, last = draw(DAYS)
    times = draw(WALL_TIMES)
    return Wish(
        first_day=FIRST_DAY + timedelta(days=first),
        last_day=FIRST_DAY + timedelta(days=last),
        weekdays=draw(WEEKDAYS),
        earliest_time=times[0] if draw(IS_EARLIEST) else time(0),
        latest_time=times[1] if draw(IS_LATEST) else time(23, 59),
    )


WISHES = wishes()


@st.composite
def entries(draw: st.DrawFn, start: datetime, now: datetime) -> WaitlistEntry:
    other = draw(STARTS)
    until = now + draw(HELD_FOR) * MINUTE
    offer = Offer(
        slot_id="x",
        hold_id="y",
        starts_at=other if draw(IS_OTHER) else start,
        ends_at=other,
        held_until=until,
        offered_at=now - timedelta(hours=1),
    )
    return WaitlistEntry(
        entry_id="e",
        location_id="harbor",
        pool="consult",
        service_id=draw(SERVICE),
        point_id="c",
        person_id="p",
        first_name="Robin",
        since=now,
        wish=draw(WISHES),
        offer=offer if draw(IS_OFFERED) else None,
        passed={"none": (), "this": (start,), "other": (other,)}[draw(PASSED)],
        unanswered=draw(UNANSWERED),
        joined_by="visitor",
        is_by_staff=False,
        expires_at=0,
    )


@st.composite
def occasions(draw: st.DrawFn) -> tuple[list[WaitlistEntry], Slot, datetime]:
    start = draw(STARTS)
    now = start - draw(AHEAD) * MINUTE
    slot = Slot(
        location_id="harbor",
        date=start.astimezone(ZONE).date(),
        pool="consult",
        bay="room-1",
        starts_at=start,
        minutes=draw(LONG),
        services=draw(SLOT_SERVICES),
        cut_off_at=start - timedelta(hours=1),
    )
    return draw(st.lists(entries(start, now), max_size=6)), slot, now


@cache
def waking_minutes_later(now: datetime, minutes: int) -> datetime:
    """By the wall clock, a minute at a time."""
    while minutes:
        if 8 <= now.astimezone(ZONE).hour < 21:
            minutes -= 1
        now += MINUTE
    return now


def may_have(entry: WaitlistEntry, slot: Slot, now: datetime) -> datetime | None:
    """Until when; None if not."""
    if entry.service_id not in SERVICES or not (
        may_be_asked(entry, slot, now) and suits(entry, slot)
    ):
        return None
    minutes, lead = SERVICES[entry.service_id]
    if minutes > slot.minutes or (slot.services and entry.service_id not in slot.services):
        return None
    latest = slot.starts_at - max(60, lead) * MINUTE
    if now >= slot.starts_at - 60 * MINUTE or waking_minutes_later(now, 10) > latest:
        return None
    return min(latest, waking_minutes_later(now, 60))


def may_be_asked(entry: WaitlistEntry, slot: Slot, now: datetime) -> bool:
    silent = entry.unanswered
    if entry.offer:
        if entry.offer.held_until > now or entry.offer.starts_at == slot.starts_at:
            return False
        silent += 1
    return silent < MOST_UNANSWERED and slot.starts_at not in entry.passed


def suits(entry: WaitlistEntry, slot: Slot) -> bool:
    here = slot.starts_at.astimezone(ZONE)
    wish = entry.wish
    is_day = wish.first_day <= here.date() <= wish.last_day
    is_time = wish.earliest_time <= here.time() <= wish.latest_time
    return is_day and is_time and here.strftime("%A").lower() in wish.weekdays


@settings(max_examples=400)
@given(occasions())
def test_those_who_fit_are_asked_in_the_order_of_the_list(
    occasion: tuple[list[WaitlistEntry], Slot, datetime],
) -> None:
    waiting, slot, now = occasion
    asked = [(fit.entry, fit.until) for fit in who_fits(CLINIC, waiting, slot, now)]
    answers = [(entry, may_have(entry, slot, now)) for entry in waiting]
    assert asked == [(entry, until) for entry, until in answers if until is not None]
