"""Opening hours agree, minute by minute, with somebody who just looks at the clock."""

from datetime import timedelta
from itertools import islice, takewhile

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from chalicelib.clinic.hours import (
    CallWindow,
    Interval,
    add_opening_minutes,
    first_common_instant,
    is_open_at,
    legal_hours,
    opening_intervals,
    opening_minutes_between,
    opening_of,
    subtract_opening_minutes,
)
from tests.unit.clinic.locations import EVERY_DAY
from tests.unit.clinic.minute_by_minute import (
    MINUTE,
    after_open_minutes,
    daily,
    first_open,
    open_flags,
    runs,
)
from tests.unit.clinic.random_hours import CALLERS, Place, clock, places

LOOK = 7 * 24 * 60
"""So many minutes are looked at, one by one."""

thorough = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
minutes_ahead = st.integers(0, LOOK - 1)


def merged(intervals: list[Interval]) -> list[tuple[object, object]]:
    """Two intervals that touch at midnight, as one."""
    found: list[tuple[object, object]] = []
    for start, end in intervals:
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


@thorough
@given(places())
def test_intervals_are_the_runs_of_open_minutes(place: Place) -> None:
    flags = open_flags(place.plan, place.first, LOOK)
    last = place.first + LOOK * MINUTE
    seen = takewhile(lambda span: span.start < last, opening_intervals(place.location, place.first))
    ours = merged([Interval(start, min(end, last)) for start, end in seen])
    assert ours == runs(flags, place.first)


@thorough
@given(places(), st.lists(minutes_ahead, min_size=1, max_size=20))
def test_a_door_is_open_when_the_doorkeeper_says_so(place: Place, looks: list[int]) -> None:
    flags = open_flags(place.plan, place.first, LOOK)
    for look in looks:
        assert is_open_at(place.location, place.first + look * MINUTE) is flags[look]


@thorough
@given(places(), minutes_ahead, st.integers(0, 2000))
def test_adding_minutes_is_waiting_for_so_many_open_ones(
    place: Place, start: int, minutes: int
) -> None:
    flags = open_flags(place.plan, place.first, LOOK)
    expected = after_open_minutes(flags, start, minutes)
    assume(expected is not None)
    assert expected is not None
    got = add_opening_minutes(place.location, place.first + start * MINUTE, minutes)
    assert got == place.first + expected * MINUTE


@thorough
@given(places(), st.integers(LOOK // 2, LOOK - 1), st.integers(1, 2000))
def test_subtracting_minutes_is_the_last_minute_from_which_so_many_open_ones_are_left(
    place: Place, end: int, minutes: int
) -> None:
    flags = open_flags(place.plan, place.first, LOOK)
    open_before_end = (start for start in range(end - 1, -1, -1) if flags[start])
    expected = next(islice(open_before_end, minutes - 1, None), None)
    assume(expected is not None)
    assert expected is not None
    got = subtract_opening_minutes(place.location, place.first + end * MINUTE, minutes)
    assert got == place.first + expected * MINUTE


@thorough
@given(places(), minutes_ahead, minutes_ahead)
def test_counting_between_is_counting_open_minutes(place: Place, start: int, end: int) -> None:
    flags = open_flags(place.plan, place.first, LOOK)
    got = opening_minutes_between(
        place.location, place.first + start * MINUTE, place.first + end * MINUTE
    )
    assert got == sum(flags[start:end])


@thorough
@given(
    places(),
    minutes_ahead,
    st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda edge: edge[0] < edge[1]),
    st.sets(st.integers(0, 6), min_size=1),
    st.lists(st.sampled_from(CALLERS), max_size=2),
    st.sampled_from(CALLERS),
)
def test_the_first_common_minute_is_the_first_that_suits_everybody(
    place: Place,
    start: int,
    wish: tuple[int, int],
    weekdays: set[int],
    caller_zones: list[str],
    wish_zone: str,
) -> None:
    window = CallWindow.model_validate(
        {
            "start": clock(wish[0]),
            "end": clock(wish[1]),
            "zone": wish_zone,
            "weekdays": [EVERY_DAY[number] for number in weekdays],
        }
    )
    legal = [daily(zone, 8 * 60, 21 * 60) for zone in caller_zones or [place.location.zone]]
    plans = [place.plan, daily(wish_zone, *wish, weekdays), *legal]
    everybody = [
        all(flags)
        for flags in zip(*(open_flags(plan, place.first, LOOK) for plan in plans), strict=True)
    ]
    days = 3
    soon = first_open(everybody[: start + days * 24 * 60], start)
    assume(soon is not None or start + days * 24 * 60 <= LOOK)
    got = first_common_instant(
        [
            opening_of(place.location),
            window.timetable(),
            *legal_hours(caller_zones, otherwise=place.location.tz),
        ],
        place.first + start * MINUTE,
        days,
    )
    assert got == (None if soon is None else place.first + soon * MINUTE)


seconds = st.integers(0, 3 * 24 * 3600)


@thorough
@given(places(), st.integers(0, LOOK * 60), seconds, st.integers(0, 3000))
def test_who_comes_later_is_never_promised_an_earlier_time(
    place: Place, start: int, later: int, minutes: int
) -> None:
    first = place.first + timedelta(seconds=start)
    second = first + timedelta(seconds=later)
    assert add_opening_minutes(place.location, first, minutes) <= add_opening_minutes(
        place.location, second, minutes
    )


@thorough
@given(places(), st.integers(0, LOOK * 60), st.integers(0, 2000), st.integers(1, 2000))
def test_more_minutes_end_later(place: Place, start: int, minutes: int, more: int) -> None:
    first = place.first + timedelta(seconds=start)
    assert add_opening_minutes(place.location, first, minutes) < add_opening_minutes(
        place.location, first, minutes + more
    )


@thorough
@given(places(), st.integers(0, LOOK * 60), st.integers(1, 2000), st.integers(1, 2000))
def test_minutes_added_in_two_steps_end_at_the_same_time(
    place: Place, start: int, one: int, two: int
) -> None:
    first = place.first + timedelta(seconds=start)
    in_steps = add_opening_minutes(
        place.location, add_opening_minutes(place.location, first, one), two
    )
    assert in_steps == add_opening_minutes(place.location, first, one + two)


@thorough
@given(places(), st.integers(0, LOOK * 60), st.integers(1, 3000))
def test_minutes_that_were_added_are_counted_again(place: Place, start: int, minutes: int) -> None:
    first = place.first + timedelta(seconds=start)
    end = add_opening_minutes(place.location, first, minutes)
    assert opening_minutes_between(place.location, first, end) == minutes
    assert opening_minutes_between(place.location, first, end - timedelta(seconds=1)) < minutes
