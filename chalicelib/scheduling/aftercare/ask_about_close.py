"""Ask the desk to call about an appointment that its visitor booked close to another one."""

from ...callbacks.open_or_merge import owe_call
from ...clinic import Source
from ...people.note_person import known_profile
from ...platform.unit_of_work import UnitOfWork
from ..appointments import rules, store
from ..appointments.check_spacing import is_close_still
from ..appointments.models import Appointment
from .call_about_appointment import call_owed_for


def ask_about_close(work: UnitOfWork, before: Appointment) -> None:
    """Owe the call about an appointment beyond limits, or over another one, if it still is.

    Do-not-contact or not: like a form, it is something new that they did. Nothing else about the
    appointment changes, so that no visitor learns from it what is stored about a number.
    """
    run, callback = work.run, None
    if work.now < before.starts_at and is_close_still(run, before):
        profile = known_profile(work, before.point_id, before.person_id)
        owed = call_owed_for(work, before, profile, Source.APPOINTMENTS_CLOSE)
        callback = owe_call(work, owed).callback_id
    after = before.model_copy(update={"ask_close_at": None})
    until = rules.waits_until(after, run.clinic.scheduling)
    work.add(store.close_asked(after, until, work.now))
    what, of = "appointments-close" if callback else "no-longer-close", before.appointment_id
    work.record(store.KIND, of, what, callback=callback)
