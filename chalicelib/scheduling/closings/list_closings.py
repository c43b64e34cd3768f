"""List a day's closings with the calls that they made necessary, and how far those are."""

from datetime import date

from ...callbacks.list_answered import list_answered
from ...people.rules import last_initial_of
from ...platform.runtime import Runtime
from ..appointments.models import Appointment, AppointmentStatus
from ..appointments.store import load_appointments
from . import store
from .models import CallMade, CallProgress, CallToMake, Closing, Closings, ClosingView


def list_closings(run: Runtime, location_id: str, day: date) -> Closings:
    """The closings of a local date, those that were reopened included, in order.

    Two round trips on a day without any; one for the calls of each closing, two more for all of
    these. Raises UnknownLocationError.
    """
    run.clinic.location(location_id)
    closings = store.load_closings(run.table, location_id, day)
    return Closings(location_id=location_id, date=day, closings=_shown(run, closings))


def show_closing(run: Runtime, closing: Closing) -> ClosingView:
    """One closing with its calls."""
    return _shown(run, [closing])[0]


def _shown(run: Runtime, closings: list[Closing]) -> list[ClosingView]:
    ids = [each.closing_id for each in closings]
    calls = {closing_id: list(store.load_calls(run.table, closing_id)) for closing_id in ids}
    made = [call for each in calls.values() for call in each]
    appointments = load_appointments(run.table, [call.appointment_id for call in made])
    known = {each.appointment_id: each for each in appointments}
    answered = list_answered(run, [(call.callback_id, call.occasion_id) for call in made])
    return [
        ClosingView(
            closing_id=each.closing_id,
            date=each.date,
            starts=each.starts,
            ends=each.ends,
            pool=each.part.pool,
            bays=None if each.part.pool or each.part.bays is None else list(each.part.bays),
            reason=each.part.reason,
            shown_to_visitors=each.part.is_shown,
            by=each.part.by,
            at=each.part.at,
            reopened_at=each.reopened_at,
            calls=[
                _call(call, known[call.appointment_id], each, answered)
                for call in calls[each.closing_id]
                if call.appointment_id in known
            ],
        )
        for each in closings
    ]


def _call(
    call: CallMade, appointment: Appointment, closing: Closing, answered: set[tuple[str, str]]
) -> CallToMake:
    return CallToMake(
        appointment_id=call.appointment_id,
        callback_id=call.callback_id,
        starts_at=call.starts_at,
        service_id=appointment.service_id,
        first_name=appointment.first_name,
        last_initial=last_initial_of(appointment.name),
        progress=_progress(call, appointment, closing, answered),
    )


def _progress(
    call: CallMade, appointment: Appointment, closing: Closing, answered: set[tuple[str, str]]
) -> CallProgress:
    is_on = appointment.status is not AppointmentStatus.CANCELLED
    if not (is_on and appointment.slot_id == call.slot_id):
        return CallProgress.SETTLED
    is_answered = (call.callback_id, call.occasion_id) in answered
    if is_answered and closing.reopened_at is not None:
        return CallProgress.NOT_NEEDED
    return CallProgress.CALLED if is_answered else CallProgress.TO_MAKE
