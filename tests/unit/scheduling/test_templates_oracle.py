"""The slots of random templates against somebody who watches the clock on the wall.

The watcher steps through every minute of UTC, notes the first one at which the wall shows each
date and time, and lays slots out on those notes. It knows nothing of offsets, gaps or folds.
"""

from bisect import bisect_left
from datetime import date, datetime, timedelta
from functools import cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.scheduling.slots.templates import slots_of_day
from tests.unit.clinic.random_hours import CLOCK_CHANGES, clock
from tests.unit.scheduling.clinics import a_clinic, a_pool, a_service, a_template

MINUTE = timedelta(minutes=1)
DAYS = 3
"""How many dates around the change of clocks are looked at."""

Wall = tuple[date, int]


@cache
def wall_clock(zone: str, change: datetime) -> tuple[dict[Wall, datetime], list[Wall]]:
    """The first instant of each reading of the clock, and the latest reading at each minute."""
    tz = ZoneInfo(zone)
    begin = change - timedelta(days=3)
    first: dict[Wall, datetime] = {}
    for ahead in range(7 * 24 * 60):
        reading = (begin + ahead * MINUTE).astimezone(tz)
        first.setdefault(
            (reading.date(), reading.hour * 60 + reading.minute), begin + ahead * MINUTE
        )
    return first, sorted(first)


@cache
def earliest_from(zone: str, change: datetime) -> list[datetime]:
    """For each reading of the clock, the first instant that shows it or a later reading."""
    first, readings = wall_clock(zone, change)
    backwards = accumulate((first[reading] for reading in reversed(readings)), min)
    return list(backwards)[::-1]


def reached(zone: str, change: datetime, day: date, minute: int) -> datetime:
    """When the clock first shows this time of a date, or a later one of it, or a later date."""
    _, readings = wall_clock(zone, change)
    return earliest_from(zone, change)[bisect_left(readings, (day, minute))]


STEPS = st.integers(0, 288).map(lambda step: min(step * 5, 1435))
NIGHT = st.integers(0, 60).map(lambda step: step * 5)
SPANS = st.tuples(NIGHT | STEPS, STEPS).filter(lambda span: span[0] < span[1])


@st.composite
def starts(draw: st.DrawFn, minutes: int) -> list[int]:
    """Times of day that leave room for one another on the wall, many at night."""
    wished = sorted(draw(st.lists(NIGHT | STEPS, min_size=1, max_size=8, unique=True)))
    kept: list[int] = []
    for start in wished:
        if start + minutes <= 1440 and (not kept or start >= kept[-1] + minutes):
            kept.append(start)
    return kept or [0]


Shut = tuple[date, int, int]
Laid = set[tuple[str, datetime, datetime]]


def laid_out(
    zone: str, change: datetime, day: date, times: dict[str, list[int]], minutes: int, shut: Shut
) -> Laid:
    """The slots of a date: each bay's starts that the clock shows, as long as there is room."""
    first, _ = wall_clock(zone, change)
    midnight = reached(zone, change, day, 1440)
    closed_from, closed_to = (reached(zone, change, shut[0], edge) for edge in shut[1:])
    found: Laid = set()
    for bay, starts_of_bay in times.items():
        busy_until = change - timedelta(days=9)
        shown = [first[day, start] for start in starts_of_bay if (day, start) in first]
        for begins in shown:
            ends = begins + minutes * MINUTE
            overlaps = closed_from < closed_to and begins < closed_to and closed_from < ends
            if begins >= busy_until and ends <= midnight and not (shut[0] == day and overlaps):
                found.add((bay, begins, ends))
                busy_until = ends
    return found


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_slots_are_those_that_a_watcher_of_the_clock_would_make(data: st.DataObject) -> None:
    zone, change = data.draw(st.sampled_from(CLOCK_CHANGES))
    minutes = data.draw(st.sampled_from([30, 60, 90, 150]))
    times = {bay: data.draw(starts(minutes)) for bay in ("room-1", "room-2")}
    days = [(change + timedelta(days=ahead - 1)).date() for ahead in range(DAYS)]
    shut = (data.draw(st.sampled_from(days)), *data.draw(SPANS))
    closure = {"date": shut[0], "reason": "shut", "from": clock(shut[1]), "to": clock(shut[2])}
    clinic = a_clinic(
        *(a_template(*map(clock, times[bay]), bays=[bay]) for bay in times),
        zone=zone,
        services=[a_service("visit", "consult", minutes)],
        pools=[a_pool("consult", *times)],
        closures=[closure],
    )
    for day in days:
        found = {(s.bay, s.starts_at, s.ends_at) for s in slots_of_day(clinic, "harbor", day)}
        assert found == laid_out(zone, change, day, times, minutes, shut)


def test_the_watcher_knows_the_nights_that_clocks_change() -> None:
    first, _ = wall_clock(*CLOCK_CHANGES[0])
    assert (date(2027, 3, 14), 150) not in first
    assert (date(2027, 3, 14), 180) in first
