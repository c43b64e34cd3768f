"""Steps of an appointment's day, taken and undone in any order that is possible."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.scheduling.appointments.models import Appointment, AppointmentStatus
from chalicelib.scheduling.appointments.rules import may_become
from chalicelib.scheduling.appointments.step_models import DayStep
from chalicelib.scheduling.appointments.undo_rules import (
    UNDO_WITHIN,
    check_may_undo,
    taken,
    undoable,
    undone,
)
from chalicelib.scheduling.errors import AppointmentStateError, StepUndoOverError

START = datetime(2026, 11, 25, 15, tzinfo=UTC)
LEADS_TO = {
    DayStep.CHECK_IN: AppointmentStatus.ARRIVED,
    DayStep.FULFIL: AppointmentStatus.FULFILLED,
    DayStep.NO_SHOW: AppointmentStatus.NOSHOW,
}
minutes = st.integers(0, 600).map(lambda number: timedelta(minutes=number))


def an_appointment() -> Appointment:
    known: dict[str, Any] = {
        "status": AppointmentStatus.BOOKED,
        "starts_at": START,
        "ends_at": START + timedelta(minutes=90),
    }
    return Appointment.model_construct(**known)


def stepped(before: Appointment, step: DayStep, now: datetime) -> Appointment:
    after = before.model_copy(update={"status": LEADS_TO[step]})
    if step is DayStep.CHECK_IN:
        after = after.model_copy(update={"arrived_at": now})
    return taken(before, after, step, now)


def standing(appointment: Appointment) -> tuple[Any, ...]:
    return appointment.status, appointment.arrived_at, appointment.taken


@given(st.lists(st.tuples(st.sampled_from(DayStep), minutes), max_size=6))
def test_undone_one_after_another_every_step_leaves_what_stood_before_it(
    steps: list[tuple[DayStep, timedelta]],
) -> None:
    now, at = START, an_appointment()
    stood = []
    for step, later in steps:
        if not may_become(at.status, LEADS_TO[step]):
            continue
        now += later
        stood.append(standing(at))
        at = stepped(at, step, now)
        assert undoable(at, now) is not None
    while stood:
        last = at.taken
        assert last is not None
        if now > last.at + UNDO_WITHIN:
            with pytest.raises(StepUndoOverError):
                check_may_undo(at, last.step, now)
            return
        at = undone(at, check_may_undo(at, last.step, now), now)
        assert standing(at) == stood.pop()


@given(st.sampled_from(DayStep), st.sampled_from(DayStep))
def test_only_the_last_step_is_undone(step: DayStep, other: DayStep) -> None:
    at = stepped(an_appointment(), step, START)
    if step is other:
        assert check_may_undo(at, other, START).step is step
    else:
        with pytest.raises(AppointmentStateError):
            check_may_undo(at, other, START)


@given(minutes)
def test_whoever_is_awaited_again_has_an_hour_at_least(later: timedelta) -> None:
    now = START + later
    at = stepped(an_appointment(), DayStep.NO_SHOW, now)
    again = undone(at, check_may_undo(at, DayStep.NO_SHOW, now), now).given_up_from
    assert again is not None
    assert again >= now + timedelta(hours=1)
    assert again >= at.ends_at
