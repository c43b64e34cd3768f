"""Promises and attempts agree, minute by minute, with somebody who just looks at the clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from chalicelib.callbacks.back_off_rules import next_attempt_at
from chalicelib.callbacks.legal_hours_rules import WISH_DAYS, CallHours, callable_from, is_callable
from chalicelib.callbacks.promise_rules import respond_by
from chalicelib.clinic import CallbackSettings, Promises, Source, Urgency
from chalicelib.clinic.hours import CallWindow
from tests.unit.clinic.locations import EVERY_DAY
from tests.unit.clinic.minute_by_minute import (
    MINUTE,
    Plan,
    after_open_minutes,
    daily,
    first_open,
    open_flags,
)
from tests.unit.clinic.random_hours import CALLERS, Place, clock, places

DAY = 24 * 60
START = 5 * DAY
LOOK = (WISH_DAYS + 14) * DAY

thorough = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
starts = st.integers(0, START)
zones = st.lists(st.sampled_from(CALLERS), max_size=2)
allowances = st.integers(1, 1500)


@dataclass(frozen=True)
class Wish:
    """The same wish for the code under test and for the slow look at each minute."""

    window: CallWindow
    plan: Plan


@st.composite
def wishes(draw: st.DrawFn) -> Wish:
    zone = draw(st.sampled_from(CALLERS))
    start = draw(st.integers(0, DAY - 1))
    end = draw(st.integers(start + 1, DAY))
    weekdays = draw(st.sets(st.integers(0, 6), min_size=1))
    window = CallWindow.model_validate(
        {
            "start": clock(start),
            "end": clock(end),
            "zone": zone,
            "weekdays": [EVERY_DAY[number] for number in weekdays],
        }
    )
    return Wish(window, daily(zone, start, end, weekdays))


def promises_of(minutes: int) -> Promises:
    allowance = {"routine": minutes, "urgent": 1}
    return Promises.model_validate({"crisis": 1} | {source.value: allowance for source in Source})


def settings_of(minutes: int) -> CallbackSettings:
    return CallbackSettings(
        lease_minutes=10,
        most_attempts=3,
        back_off_minutes=(minutes,),
        crisis_retry_minutes=10,
        how_to_reach_us="Call us.",
    )


def all_at(place: Place, *plans: Plan) -> list[bool]:
    """The minutes at which everything is open."""
    flags = [open_flags(plan, place.first, LOOK) for plan in plans]
    return list(map(all, zip(*flags, strict=True)))


def legal_plans(place: Place, caller_zones: list[str]) -> list[Plan]:
    return [daily(zone, 8 * 60, 21 * 60) for zone in caller_zones or [place.location.zone]]


def first_within_wish_days(flags: list[bool], start: int) -> int | None:
    return first_open(flags[: start + WISH_DAYS * DAY], start)


@thorough
@given(places(), starts, allowances, st.sampled_from(Source))
def test_a_promise_is_kept_within_so_many_open_minutes(
    place: Place, start: int, minutes: int, source: Source
) -> None:
    expected = after_open_minutes(open_flags(place.plan, place.first, LOOK), start, minutes)
    assume(expected is not None)
    assert expected is not None
    received = place.first + start * MINUTE
    got = respond_by(place.location, promises_of(minutes), source, Urgency.ROUTINE, received)
    assert got == place.first + expected * MINUTE


@thorough
@given(places(), starts, allowances, st.none() | wishes(), zones)
def test_the_next_attempt_is_the_first_minute_that_suits_everybody(
    place: Place, start: int, minutes: int, wish: Wish | None, caller_zones: list[str]
) -> None:
    opening = open_flags(place.plan, place.first, LOOK)
    back_off = after_open_minutes(opening, start, minutes)
    due = None if back_off is None else first_open(opening, back_off)
    assume(due is not None and due + WISH_DAYS * DAY <= LOOK)
    assert due is not None
    office = [place.plan, *legal_plans(place, caller_zones)]
    expected = first_within_wish_days(all_at(place, *office), due)
    if wish:
        wished = first_within_wish_days(all_at(place, *office, wish.plan), due)
        expected = expected if wished is None else wished
    now = place.first + start * MINUTE
    hours = CallHours((wish.window,) if wish else (), caller_zones)
    got = next_attempt_at(place.location, settings_of(minutes), 1, now, hours)
    assert got == place.first + (due if expected is None else expected) * MINUTE


@thorough
@given(places(), starts, st.integers(0, 2 * DAY), st.none() | wishes(), zones)
def test_a_call_is_handed_out_from_the_first_minute_that_suits_the_caller(
    place: Place, start: int, snooze: int, wish: Wish | None, caller_zones: list[str]
) -> None:
    later = start + snooze
    opens = first_open(open_flags(place.plan, place.first, LOOK), later)
    assume(opens is not None and opens + WISH_DAYS * DAY <= LOOK)
    assert opens is not None
    caller = legal_plans(place, caller_zones)
    plans = caller
    if wish and first_within_wish_days(all_at(place, place.plan, *caller, wish.plan), opens):
        plans = [*caller, wish.plan]
    expected = first_within_wish_days(all_at(place, *plans), later)
    got = callable_from(
        place.location,
        place.first + start * MINUTE,
        place.first + later * MINUTE,
        CallHours((wish.window,) if wish else (), caller_zones),
    )
    assert got == (None if expected is None else place.first + expected * MINUTE)


@thorough
@given(
    places(),
    st.integers(0, START * 60),
    st.none() | st.integers(-DAY, DAY),
    st.none() | wishes(),
    zones,
    st.sampled_from(Urgency),
)
def test_a_call_is_callable_now_just_when_it_is_callable_from_now(
    place: Place,
    second: int,
    snooze: int | None,
    wish: Wish | None,
    caller_zones: list[str],
    urgency: Urgency,
) -> None:
    now = place.first + timedelta(seconds=second)
    not_before: datetime | None = None if snooze is None else now + snooze * MINUTE
    hours = CallHours((wish.window,) if wish else (), caller_zones, urgency)
    asked = (place.location, now, not_before, hours)
    assert is_callable(*asked) is (callable_from(*asked) == now)


@thorough
@given(places(), st.integers(0, START * 60), st.integers(0, 5 * DAY * 60), allowances)
def test_who_turns_to_us_later_is_never_promised_an_earlier_call(
    place: Place, second: int, later: int, minutes: int
) -> None:
    received = place.first + timedelta(seconds=second)
    for urgency in Urgency:
        first, then = (
            respond_by(place.location, promises_of(minutes), Source.VOICEMAIL, urgency, at)
            for at in (received, received + timedelta(seconds=later))
        )
        assert received <= first <= then


@thorough
@given(places(), st.integers(0, START * 60), allowances, zones)
def test_an_attempt_never_comes_before_its_back_off_is_over(
    place: Place, second: int, minutes: int, caller_zones: list[str]
) -> None:
    now = place.first + timedelta(seconds=second)
    hours = CallHours((), caller_zones)
    again = next_attempt_at(place.location, settings_of(minutes), 1, now, hours)
    promised = respond_by(
        place.location, promises_of(minutes), Source.VOICEMAIL, Urgency.ROUTINE, now
    )
    assert again is not None
    assert again >= promised
