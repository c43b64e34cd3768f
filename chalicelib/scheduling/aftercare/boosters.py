"""After an infusion: note that it was given, and see to it that a booster is offered in time."""

from datetime import datetime

from ...callbacks.open_or_merge import owe_call
from ...callbacks.owed_call_models import OwedCall
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


def note_infusion(work: UnitOfWork, appointment: Appointment) -> None:
    """Collect that an infusion was given: the last one, unless a later one is known.

    One that is written down after a later one was is not the last: then the refusal says so.
    """
    is_infusion = rules.is_infusion(work.run.clinic.service(appointment.service_id))
    if not is_infusion or store.LAST_INFUSION in work.seen:
        return
    last = LastInfusion(
        point_id=appointment.point_id,
        person_id=appointment.person_id,
        location_id=appointment.location_id,
        appointment_id=appointment.appointment_id,
        given_at=appointment.starts_at,
        due_at=rules.booster_at(appointment.starts_at, work.run.clinic.scheduling),
    )
    work.add(store.infusion_put(last))


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
        went = None
        if profile and profile.do_not_contact_since is None:
            went = owe_call(work, _owed(run, last, profile, work.now))
            nothing_booked_since(work, ahead)
            only_if_contactable(work, last.point_id, last.person_id)
        work.add(store.settled(last, work.now))
        callback = went.callback_id if went else None  # None: nobody is to be called
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
        of=last.appointment_id,
        caller_zones=zones_of_phone(profile.phone) if profile.phone else (),
        at=now,
    )
