"""Follow up what time has made of appointments: no escort, no answer, nobody came, a booster due.

Whoever is owed a call for it is owed it in the very transaction that says so in the appointment.
"""

from ...callbacks.open_or_merge import owe_call
from ...clinic import Source
from ...people.note_person import known_profile, only_if_contactable
from ...platform.errors import NotDueError
from ...platform.jobs import JobReport, TimeLeft, work_off
from ...platform.runtime import Runtime
from ...platform.storage.expressions import Item
from ...platform.unit_of_work import UnitOfWork, carry_out
from ..appointments import rules, store
from ..appointments.models import Appointment
from ..appointments.note_change import note_change
from ..appointments.rules import Step
from ..closings.follow_closing import follow_closing
from ..closings.store import KIND as CLOSING
from ..job_names import FOLLOW_UP_APPOINTMENTS
from .ask_about_close import ask_about_close
from .booster_store import KIND as BOOSTER
from .boosters import call_about_booster
from .call_about_appointment import call_owed_for
from .mark_no_show import note_no_show


def follow_up_appointments(run: Runtime, time_left: TimeLeft) -> JobReport:
    """Ask for missing escorts, give up whoever has not come, offer boosters, finish closings.

    Three round trips each, one more where a call is owed already: what it is about, the person,
    the transaction. One more for what is close to another appointment: if it still is.
    """
    now = run.clock()

    def do(item: Item) -> None:
        if item["sk"] == CLOSING:
            follow_closing(run, FOLLOW_UP_APPOINTMENTS, item)
        elif item["sk"] == BOOSTER:
            call_about_booster(run, item, FOLLOW_UP_APPOINTMENTS)
        else:
            _follow_up(run, item)

    return work_off(
        run,
        FOLLOW_UP_APPOINTMENTS,
        lambda location_id: store.load_due_appointments(run.table, location_id, now),
        do,
        time_left,
    )


def _follow_up(run: Runtime, item: Item) -> None:
    """Follow up what is due about one appointment. Raises NotDueError when nothing is any more."""
    appointment = store.load_appointment_at(run.table, item)

    def followed_up(work: UnitOfWork) -> None:
        if appointment is None or work.was_refused(store.APPOINTMENT):
            raise NotDueError
        match rules.step_due(appointment, run.clinic.scheduling, work.now):
            case Step.ESCORT_OVERDUE:
                _ask_for_escort(work, appointment)
            case Step.UNCONFIRMED:
                _ask_whether_they_come(work, appointment)
            case Step.CLOSE:
                ask_about_close(work, appointment)
            case Step.NO_SHOW:
                note_no_show(work, appointment)
            case None:  # the index lags, or the clinic waits longer than it did
                until = rules.waits_until(appointment, run.clinic.scheduling)
                work.add(store.appointment_filed_anew(appointment, until, work.now))

    carry_out(run, FOLLOW_UP_APPOINTMENTS, followed_up)


def _ask_for_escort(work: UnitOfWork, before: Appointment) -> None:
    """Owe a call, do-not-contact or not: without an escort the appointment cannot take place."""
    if before.escort is None:
        raise NotDueError
    escort = before.escort.model_copy(update={"overdue_since": work.now})
    after = before.model_copy(update={"escort": escort})
    went = None
    if work.now < before.starts_at:  # else it is too late to bring somebody
        profile = known_profile(work, before.point_id, before.person_id)
        owed = call_owed_for(work, before, profile, Source.ESCORT_UNCONFIRMED)
        went = owe_call(work, owed)
    note_change(work, before, after, "escort-overdue", callback=went.callback_id if went else None)


def _ask_whether_they_come(work: UnitOfWork, before: Appointment) -> None:
    """Owe a call to whoever has not said that they come, unless they asked not to be contacted."""
    readiness = before.readiness.model_copy(update={"overdue_since": work.now})
    after = before.model_copy(update={"readiness": readiness})
    profile = known_profile(work, before.point_id, before.person_id)
    went = None
    is_left_alone = profile is not None and profile.do_not_contact_since is not None
    if work.now < before.starts_at and not is_left_alone:
        only_if_contactable(work, before.point_id, before.person_id)
        went = owe_call(work, call_owed_for(work, before, profile, Source.UNCONFIRMED))
    note_change(work, before, after, "unconfirmed", callback=went.callback_id if went else None)
