"""Until when a patient may move or cancel an appointment online, against an oracle."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.clinic import load_clinic
from chalicelib.platform.unit_of_work import VISITOR
from chalicelib.scheduling.appointments.change_until_rules import change_until, check_notice
from chalicelib.scheduling.appointments.models import Appointment
from chalicelib.scheduling.errors import TooLateError

SETTINGS = load_clinic().scheduling
NEW_YORK = ZoneInfo("America/New_York")
BEFORE_DST_ENDS = datetime(2026, 10, 30, 12, tzinfo=UTC)  # it ends on Sunday, November 1
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)

starts = st.integers(0, 5 * 24 * 60).map(lambda minutes: BEFORE_DST_ENDS + minutes * MINUTE)
before_the_start = st.integers(0, 5 * 24 * 3600)  # seconds
notices = st.sampled_from([0, 1, 24, 48])


def booked(starts_at: datetime, booked_at: datetime, by: str = VISITOR) -> Appointment:
    known: dict[str, Any] = {"starts_at": starts_at, "booked_at": booked_at, "booked_by": by}
    return Appointment.model_construct(**known)


def can_change(appointment: Appointment, notice: int, now: datetime) -> bool:
    settings = SETTINGS.model_copy(update={"cancel_notice_hours": notice})
    try:
        check_notice(appointment, settings, now)
    except TooLateError:
        return False
    return True


def can_by_the_words(appointment: Appointment, notice: int, now: datetime) -> bool:
    """What is promised, in words: outside of the notice, or booked in these fifteen minutes."""
    hours_left = (appointment.starts_at - now).total_seconds() / 3600
    is_outside = hours_left >= notice
    booked_for = (now - appointment.booked_at).total_seconds()
    seconds_begun = -appointment.booked_at.second % 60  # the last minute counts whole
    is_just_booked = appointment.booked_by == VISITOR and booked_for <= 15 * 60 + seconds_begun
    return is_outside or (is_just_booked and now <= appointment.starts_at)


@given(starts, before_the_start, notices, st.sampled_from([VISITOR, "staff-ana"]), st.data())
@example(BEFORE_DST_ENDS, 60 * 60, 24, VISITOR, None)
def test_it_can_be_changed_as_is_promised_in_words(
    starts_at: datetime, ahead: int, notice: int, by: str, data: Any
) -> None:
    appointment = booked(starts_at, starts_at - ahead * SECOND, by)
    after = data.draw(st.integers(0, ahead + 60)) if data else 15 * 60
    now = appointment.booked_at + after * SECOND
    promised = can_by_the_words(appointment, notice, now)
    assert can_change(appointment, notice, now) is promised


@given(starts, before_the_start, notices)
def test_the_end_that_is_said_is_the_very_end(starts_at: datetime, ahead: int, notice: int) -> None:
    appointment = booked(starts_at, starts_at - ahead * SECOND)
    settings = SETTINGS.model_copy(update={"cancel_notice_hours": notice})
    until = change_until(appointment, settings)
    assert until <= starts_at
    assert (until.second, until.microsecond) == (0, 0)
    assert can_change(appointment, notice, until)
    assert not can_change(appointment, notice, until + SECOND)


@given(starts, before_the_start, st.integers(0, 5 * 24 * 60))
def test_a_move_does_not_begin_the_minutes_anew(
    starts_at: datetime, ahead: int, further: int
) -> None:
    """Whoever moves again and again has them once: from the booking on."""
    appointment = booked(starts_at, starts_at - ahead * SECOND)
    moved = appointment.model_copy(update={"starts_at": starts_at + further * MINUTE})
    late = appointment.booked_at + 16 * MINUTE
    assert can_change(moved, 24, late) is (moved.starts_at - late >= timedelta(hours=24))


@pytest.mark.parametrize(("notice", "said"), [(24, "Sat 11:00"), (0, "Sun 10:00")])
def test_hours_of_notice_are_real_hours_also_where_the_clock_is_set_back(
    notice: int, said: str
) -> None:
    starts_at = datetime(2026, 11, 1, 10, tzinfo=NEW_YORK).astimezone(UTC)
    settings = SETTINGS.model_copy(update={"cancel_notice_hours": notice})
    until = change_until(booked(starts_at, starts_at - timedelta(days=9)), settings)
    assert f"{until.astimezone(NEW_YORK):%a %H:%M}" == said
