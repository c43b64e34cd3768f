"""Which visit of a series goes to which of the new times."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.scheduling.appointments.models import Appointment
from chalicelib.scheduling.series.move_rules import assigned

FIRST = datetime(2026, 11, 30, 15, tzinfo=UTC)
days = st.integers(0, 15).map(lambda day: FIRST + timedelta(days=day))


def an_appointment(number: int, starts_at: datetime) -> Appointment:
    known: dict[str, Any] = {"appointment_id": str(number), "starts_at": starts_at}
    return Appointment.model_construct(**known)


@st.composite
def appointments_and_starts(draw: st.DrawFn) -> tuple[list[Appointment], list[datetime]]:
    """Up to twelve visits, two of them perhaps at one time, and as many new starts."""
    olds = draw(st.lists(days, min_size=1, max_size=12))
    news = draw(st.lists(days, min_size=len(olds), max_size=len(olds), unique=True))
    return [an_appointment(number, at) for number, at in enumerate(olds)], news


@given(appointments_and_starts())
def test_every_visit_gets_one_start_and_every_start_one_visit(
    given_: tuple[list[Appointment], list[datetime]],
) -> None:
    appointments, starts = given_
    moves = assigned(appointments, starts)
    assert sorted(move.starts_at for move in moves) == sorted(starts)
    assert {move.appointment.appointment_id for move in moves} == {
        each.appointment_id for each in appointments
    }


@given(appointments_and_starts())
def test_whichever_can_stay_stays_so_no_visit_moves_to_where_another_one_is(
    given_: tuple[list[Appointment], list[datetime]],
) -> None:
    """A transaction takes each slot once: none may be freed and taken in the same."""
    appointments, starts = given_
    taken = {appointment.starts_at for appointment in appointments}
    moves = assigned(appointments, starts)
    assert {move.starts_at for move in moves if not move.is_one} == taken & set(starts)
    assert not {move.starts_at for move in moves if move.is_one} & taken


@given(appointments_and_starts())
def test_those_that_move_keep_their_order(
    given_: tuple[list[Appointment], list[datetime]],
) -> None:
    going = [move for move in assigned(*given_) if move.is_one]
    assert going == sorted(going, key=lambda move: move.appointment.starts_at)
    assert going == sorted(going, key=lambda move: move.starts_at)
