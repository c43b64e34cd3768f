"""Limits of one person's appointments: how far apart, how many; the desk is asked beyond them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.clinic import Clinic, Most, Service, load_clinic
from chalicelib.people.commitments import AppointmentAhead
from chalicelib.scheduling.appointments.spacing_rules import (
    SpacingLimit,
    TooClose,
    counts_until,
    too_close,
)
from tests.conftest import with_services

INFUSION, BOOSTER, FOLLOW_UP = "ketamine-infusion", "ketamine-booster", "follow-up"
NEW_YORK = ZoneInfo("America/New_York")
HOURS_APART, MOST = SpacingLimit.HOURS_APART, SpacingLimit.MOST


def clinic(hours_apart: int = 20, most: Most | None = None) -> Clinic:
    limits = {"hours_apart": hours_apart, "most": most}
    return with_services(load_clinic(), INFUSION, BOOSTER, **limits)


def at(day: int, hour: int = 10, month: int = 11) -> datetime:
    """A time of New York's clocks."""
    return datetime(2026, month, day, hour, tzinfo=NEW_YORK).astimezone(UTC)


def ahead(name: str, starts_at: datetime, service: str = INFUSION) -> AppointmentAhead:
    return AppointmentAhead(name, "new-york", starts_at, starts_at + timedelta(hours=1), service)


def found(of: Clinic, starts_at: datetime, *others: AppointmentAhead) -> TooClose | None:
    return too_close(of, of.service(INFUSION), NEW_YORK, starts_at, others)


def test_two_within_the_hours_are_too_close_whichever_comes_first() -> None:
    other = ahead("other", at(24))
    for start in (at(23, 15), at(24, 15), at(25, 5)):
        assert found(clinic(), start, other) == TooClose(HOURS_APART, other)


def test_just_so_far_apart_is_far_enough() -> None:
    other = ahead("other", at(24))
    assert found(clinic(), at(25, 6), other) is None
    assert found(clinic(), at(23, 14), other) is None


def test_a_booster_is_an_infusion_and_a_follow_up_is_none() -> None:
    booster = ahead("booster", at(24, 14), BOOSTER)
    assert found(clinic(), at(24), booster) == TooClose(HOURS_APART, booster)
    assert found(clinic(), at(24), ahead("talk", at(24, 14), FOLLOW_UP)) is None


def test_of_two_services_the_longer_time_apart_counts() -> None:
    of = with_services(clinic(), BOOSTER, hours_apart=72)
    booster = ahead("booster", at(24), BOOSTER)
    assert found(of, at(26), booster) == TooClose(HOURS_APART, booster)


def test_the_nearest_one_is_named() -> None:
    near = ahead("near", at(24, 12))
    assert found(clinic(), at(24), ahead("far", at(23, 16)), near) == TooClose(HOURS_APART, near)


def test_without_a_limit_nothing_is_asked() -> None:
    assert found(clinic(hours_apart=0), at(24), ahead("other", at(24))) is None


def test_a_service_that_the_clinic_offers_no_more_counts_for_nothing() -> None:
    assert found(clinic(), at(24), ahead("old", at(24), "no-such-service")) is None


class TestTheMost:
    THREE = Most(count=3, days=7)

    def test_one_more_than_the_most_is_asked_about(self) -> None:
        others = [ahead(f"on {day}", at(day)) for day in (16, 18, 20)]
        assert found(clinic(most=self.THREE), at(22), *others) == TooClose(MOST, others[2])

    def test_as_many_as_the_most_are_not(self) -> None:
        others = [ahead(f"on {day}", at(day)) for day in (16, 18)]
        assert found(clinic(most=self.THREE), at(20), *others) is None

    def test_the_days_count_on_both_sides(self) -> None:
        others = [ahead(f"on {day}", at(day)) for day in (18, 22, 24)]
        assert found(clinic(most=self.THREE), at(20), *others) == TooClose(MOST, others[0])

    def test_the_day_after_the_last_counts_no_more(self) -> None:
        others = [ahead(f"on {day}", at(day)) for day in (16, 18, 20)]
        assert found(clinic(most=self.THREE), at(23), *others) is None


@pytest.mark.parametrize(
    ("day", "apart"), [(date(2026, 11, 1), 25), (date(2026, 3, 8), 23), (date(2026, 11, 2), 24)]
)
def test_hours_are_of_the_clock_on_days_when_the_clocks_change(day: date, apart: int) -> None:
    """From 1 am to 1 am of the next day: an hour more or less than it reads."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=NEW_YORK)
    first, next_day = midnight.astimezone(UTC), (midnight + timedelta(days=1)).astimezone(UTC)
    assert next_day - first == timedelta(hours=apart)
    assert found(clinic(hours_apart=apart), next_day, ahead("other", first)) is None
    assert found(clinic(hours_apart=apart + 1), next_day, ahead("other", first)) is not None


def asked_by_oracle(
    of: Clinic, service: Service, starts_at: datetime, others: list[AppointmentAhead]
) -> SpacingLimit | None:
    """Written the long way: every pair, and every run of days there is."""
    limited = {each.id: each for each in of.services if each.hours_apart or each.most}
    same = [
        o for o in others if o.service_id in limited and limited[o.service_id].pool == "infusion"
    ]
    for other in same:
        least = max(service.hours_apart, limited[other.service_id].hours_apart)
        seconds = abs(starts_at.timestamp() - other.starts_at.timestamp())
        if seconds < least * 3600:
            return HOURS_APART
    if service.most is None:
        return None
    own_day = starts_at.astimezone(NEW_YORK).date().toordinal()
    days = [o.starts_at.astimezone(NEW_YORK).date().toordinal() for o in same]
    for first in range(own_day - service.most.days + 1, own_day + 1):
        run = range(first, first + service.most.days)
        if len([day for day in [*days, own_day] if day in run]) > service.most.count:
            return MOST
    return None


starts = st.sampled_from([datetime(2026, 10, 25, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)])
quarters = st.integers(0, 14 * 24 * 4)
services = st.sampled_from([INFUSION, BOOSTER, FOLLOW_UP])


@given(
    begin=starts,
    own=quarters,
    others=st.lists(st.tuples(quarters, services), max_size=8),
    limits=st.tuples(st.integers(0, 80), st.integers(0, 80)),
    most=st.none() | st.builds(Most, count=st.integers(1, 4), days=st.integers(1, 9)),
)
def test_agrees_with_an_oracle_across_changes_of_the_clocks(
    begin: datetime,
    own: int,
    others: list[tuple[int, str]],
    limits: tuple[int, int],
    most: Most | None,
) -> None:
    of = with_services(clinic(limits[0], most), BOOSTER, hours_apart=limits[1])
    lying = [
        ahead(str(number), begin + timedelta(minutes=15 * quarter), service)
        for number, (quarter, service) in enumerate(others)
    ]
    start = begin + timedelta(minutes=15 * own)
    answer = found(of, start, *lying)
    assert (answer and answer.limit) == asked_by_oracle(of, of.service(INFUSION), start, lying)
    assert answer is None or answer.other in lying


class TestWhatTookPlace:
    def test_counts_as_long_as_the_longest_limit_of_its_kind_looks_back(self) -> None:
        of = with_services(clinic(hours_apart=20), BOOSTER, most=Most(count=3, days=14))
        until = counts_until(of, INFUSION, at(2))
        assert until is not None
        assert timedelta(days=14) <= until - at(2) <= timedelta(days=15)

    def test_counts_by_the_hours_where_they_are_longer(self) -> None:
        until = counts_until(clinic(hours_apart=80), INFUSION, at(2))
        assert until == at(2) + timedelta(hours=80)

    def test_counts_no_longer_for_a_limit_of_another_kind(self) -> None:
        of = with_services(clinic(hours_apart=20), FOLLOW_UP, hours_apart=200)
        assert counts_until(of, INFUSION, at(2)) == counts_until(clinic(20), INFUSION, at(2))

    def test_counts_not_at_all_where_nothing_is_limited(self) -> None:
        assert counts_until(clinic(), FOLLOW_UP, at(2)) is None
        assert counts_until(clinic(hours_apart=0), INFUSION, at(2)) is None
        assert counts_until(clinic(), "no-such-service", at(2)) is None


@given(
    begin=starts,
    now=quarters,
    later=st.integers(0, 5 * 24 * 4),
    others=st.lists(st.tuples(quarters, services), max_size=8),
    limits=st.tuples(st.integers(0, 80), st.integers(0, 80)),
    most=st.none() | st.builds(Most, count=st.integers(1, 4), days=st.integers(1, 9)),
)
def test_what_is_forgotten_by_then_would_have_changed_no_answer(
    begin: datetime,
    now: int,
    later: int,
    others: list[tuple[int, str]],
    limits: tuple[int, int],
    most: Most | None,
) -> None:
    """The oracle knows all that ever took place; the clinic what limits still look back to."""
    of = with_services(clinic(limits[0], most), BOOSTER, hours_apart=limits[1])
    instant = begin + timedelta(minutes=15 * now)
    ever = [
        ahead(str(number), begin + timedelta(minutes=15 * quarter), service)
        for number, (quarter, service) in enumerate(others)
    ]
    ends = {each.appointment_id: counts_until(of, each.service_id, each.starts_at) for each in ever}
    known = [
        each
        for each in ever
        if each.starts_at >= instant or (ends[each.appointment_id] or instant) > instant
    ]
    start = instant + timedelta(minutes=15 * later)
    answer = found(of, start, *known)
    assert (answer and answer.limit) == asked_by_oracle(of, of.service(INFUSION), start, ever)
