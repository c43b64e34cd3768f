"""After an infusion: note that it was given, and see to it that a booster is offered in time."""

from datetime import datetime

from ...callbacks.open_or_merge import owe_call
from ...callbacks.owed_call_models import OwedCall
from ...callbacks.withdraw_occasion import withdraw_occasion
from ...clinic import Source, Urgency
from ...people.commitments import Ahead
from ...people.keep_commitments import load_ahead, nothing_booked_since
from ...people.models import Person, Profile
from ...people.note_person import load_profile, only_if_contactable
from ...people.rules import zones_of_phone
from ...platform.errors import NotDueError
from ...platform.local_time import dated
from ...platform.runtime import Runtime
from ...platform.storage.expressions import Item
from ...platform.unit_of_work import UnitOfWork, carry_out
from ..appointments import rules
from ..appointments.models import Appointment
from ..appointments.store import KIND as APPOINTMENT_KIND
from . import booster_store as store
from .booster_rules import LastInfusion, look_again_at


def note_infusion(work: UnitOfWork, appointment: Appointment) -> LastInfusion | None:
    """Collect that an infusion was given: the last one, unless a later one is known.

    One that is written down after a later one was is not the last: then the refusal says so. The
    one that was the last before, so that it can be again.
    """
    is_infusion = rules.is_infusion(work.run.clinic.service(appointment.service_id))
    if not is_infusion or store.LAST_INFUSION in work.seen:
        return None
    table, person_id = work.run.table, appointment.person_id
    before = store.load_infusion_of(table, person_id)
    last = LastInfusion(
        point_id=appointment.point_id,
        person_id=appointment.person_id,
        location_id=appointment.location_id,
        appointment_id=appointment.appointment_id,
        given_at=appointment.starts_at,
        due_at=rules.booster_at(appointment.starts_at, work.run.clinic.scheduling),
    )
    work.add(store.infusion_put(last))
    return before


def take_back_infusion(
    work: UnitOfWork, appointment: Appointment, before: LastInfusion | None
) -> None:
    """Collect that an infusion was not given after all: the one ``before`` is the last again.

    A call about a booster that came of it is owed no more. Unless a later infusion was noted since.
    """
    if not rules.is_infusion(work.run.clinic.service(appointment.service_id)):
        return
    last = store.load_infusion_of(work.run.table, appointment.person_id)
    if last is None or last.appointment_id != appointment.appointment_id:
        return
    work.add(store.infusion_taken_back(last, before))
    if last.callback_id and last.occasion:
        withdraw_occasion(work, last.callback_id, last.occasion)


def call_about_booster(run: Runtime, item: Item, job: str) -> None:
    """See to it that somebody whose booster is due is called, once.

    Nobody is called for whom staff booked the next infusion (that one is waited for), or who asked
    not to be contacted. Raises NotDueError when it is not due any more.
    """

    def called_for(work: UnitOfWork) -> None:
        last = store.load_last_infusion(run.table, item)
        if last is None or last.due_at is None or work.was_refused(store.LAST_INFUSION):
            raise NotDueError
        ahead = load_ahead(run, last.point_id, last.person_id)
        if later := _look_later(run, last, ahead, work.now):
            work.add(store.looked_at_later(last, later, work.now))
            return
        profile = load_profile(run, last.point_id, last.person_id)
        went, owed = None, None
        if profile and profile.do_not_contact_since is None:
            owed = _owed(run, last, profile, work.now)
            went = owe_call(work, owed)
            nothing_booked_since(work, ahead)
            only_if_contactable(work, last.point_id, last.person_id)
        callback = went.callback_id if went else None  # None: nobody is to be called
        work.add(store.settled(last, work.now, callback, owed.of if owed else None))
        work.record(APPOINTMENT_KIND, last.appointment_id, "booster-due", callback=callback)

    carry_out(run, job, called_for)


def _look_later(run: Runtime, last: LastInfusion, ahead: Ahead, now: datetime) -> datetime | None:
    """Instant of the next look: the clinic may wait longer now, or staff booked the next infusion.

    One that was booked online keeps nobody from being called: anybody may have typed the name and
    number.
    """
    due_at = rules.booster_at(last.given_at, run.clinic.scheduling)
    if due_at > now:
        return due_at
    infusions = {each.id for each in run.clinic.services if rules.is_infusion(each)}
    return look_again_at(
        (
            appointment.ends_at
            for appointment in ahead.appointments
            if appointment.is_by_staff and appointment.service_id in infusions
        ),
        now,
    )


def _owed(run: Runtime, last: LastInfusion, profile: Profile, now: datetime) -> OwedCall:
    zone = run.clinic.location(last.location_id).tz
    known = profile.model_dump(include=set(Person.model_fields))
    return OwedCall(
        person=Person.model_validate(known),
        location_id=last.location_id,
        source=Source.BOOSTER_DUE,
        urgency=Urgency.ROUTINE,
        reason=f"Booster due, last infusion {dated(last.given_at, zone)}",
        of=run.ids.new(now),
        caller_zones=zones_of_phone(profile.phone) if profile.phone else (),
        at=now,
    )
