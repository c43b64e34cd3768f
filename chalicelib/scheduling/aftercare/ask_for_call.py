"""Ask for a call about an appointment: its patient does, on its page."""

from datetime import timedelta

from ...callbacks.open_or_merge import owe_call
from ...clinic import Source
from ...people.note_person import known_profile
from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from ..appointments.change_once import change_once
from ..appointments.load_appointment import Asked
from ..appointments.models import Appointment, AppointmentStatus
from ..appointments.note_change import note_change
from ..errors import AppointmentStateError
from .call_about_appointment import call_owed_for

_AGAIN_AFTER = timedelta(days=1)


def ask_for_call(run: Runtime, asked: Asked) -> Appointment:
    """Owe the patient a call about their appointment, as an occasion of its own; once a day.

    They are queued even if they asked not to be contacted: it is they who ask, and the call is
    marked. Raises AppointmentStateError, VersionError.
    """

    def is_asked(appointment: Appointment) -> bool:
        asked_at = appointment.readiness.call_asked_at
        is_booked = appointment.status is AppointmentStatus.BOOKED
        return is_booked and asked_at is not None and run.clock() < asked_at + _AGAIN_AFTER

    def owed(work: UnitOfWork, before: Appointment) -> Appointment:
        if before.status is not AppointmentStatus.BOOKED:
            raise AppointmentStateError(before.status)
        profile = known_profile(work, before.point_id, before.person_id)
        went = owe_call(work, call_owed_for(work, before, profile, Source.CALL_ASKED))
        readiness = before.readiness.model_copy(update={"call_asked_at": work.now})
        after = before.model_copy(update={"readiness": readiness})
        return note_change(work, before, after, "call-asked", callback=went.callback_id)

    return change_once(run, asked, is_asked, owed)
