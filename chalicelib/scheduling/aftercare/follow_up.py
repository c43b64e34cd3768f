"""Follow up what time has made of visits: no escort was named, nobody came, a booster is due.

Whoever is owed a call for it is owed it in the very transaction that says so in the visit.
"""

from collections.abc import Callable

from ...callbacks.models import OwedCall
from ...callbacks.open_or_merge import Owed, owe_call
from ...clinic import Source, Urgency
from ...contacts.keep_commitments import no_longer_ahead
from ...contacts.models import Contact, Person
from ...contacts.note_person import load_contact, only_if_contactable
from ...contacts.rules import zones_of_phone
from ...platform.errors import NotDueError
from ...platform.jobs import JobReport, TimeLeft, work_off
from ...platform.local_time import dated
from ...platform.runtime import Runtime
from ...platform.storage.expressions import Item
from ...platform.unit_of_work import UnitOfWork, carry_out
from ..appointments import rules, store
from ..appointments.change import as_written, change_writes, moved_to
from ..appointments.models import Appointment, AppointmentStatus
from ..appointments.rules import Step
from ..errors import VersionError
from ..job_names import FOLLOW_UP_VISITS
from .booster_store import KIND as BOOSTER
from .boosters import offer_booster


def follow_up_visits(run: Runtime, time_left: TimeLeft) -> JobReport:
    """Ask for missing escorts, give up whoever has not come, and offer boosters.

    Three round trips each, four or five where a call is owed already: what it is about, the
    contact, the transaction.
    """
    now = run.clock()

    def do(item: Item) -> None:
        if item["sk"] == BOOSTER:
            offer_booster(run, item, FOLLOW_UP_VISITS)
        else:
            _follow_up(run, item)

    return work_off(
        run,
        FOLLOW_UP_VISITS,
        lambda location_id: store.load_due_visits(run.table, location_id, now),
        do,
        time_left,
    )


def mark_no_show(run: Runtime, before: Appointment, by: str) -> Appointment:
    """The patient did not come: they are owed a call, unless they asked not to be contacted.

    Sent again, it is one already. Raises AppointmentStateError, VersionError.
    """
    if before.status is AppointmentStatus.NOSHOW:
        return before

    def marked(work: UnitOfWork) -> Appointment:
        if work.was_refused(store.APPOINTMENT) or work.was_refused(store.OLD_SLOT):
            raise VersionError
        return _no_show(work, before)

    return carry_out(run, by, marked)


def _follow_up(run: Runtime, item: Item) -> None:
    """Do what is due about one visit. Raises NotDueError when nothing is any more."""

    def followed_up(work: UnitOfWork) -> None:
        visit = store.load_appointment_at(run.table, item)
        if visit is None or work.was_refused(store.APPOINTMENT):
            raise NotDueError
        match rules.step_due(visit, run.clinic.scheduling, work.now):
            case Step.ESCORT_OVERDUE:
                _ask_for_escort(work, visit)
            case Step.NO_SHOW:
                _no_show(work, visit)
            case None:  # the index lags, or the clinic waits longer than it did
                until = rules.waits_until(visit, run.clinic.scheduling)
                work.add(store.appointment_filed_anew(visit, until, work.now))

    carry_out(run, FOLLOW_UP_VISITS, followed_up)


def _ask_for_escort(work: UnitOfWork, before: Appointment) -> None:
    """Have somebody call, do-not-contact or not: without an escort the visit cannot take place."""
    if before.escort is None:
        raise NotDueError
    escort = before.escort.model_copy(update={"overdue_since": work.now})
    after = before.model_copy(update={"escort": escort})
    went = None
    if work.now < before.starts_at:  # else it is too late to bring somebody
        contact = load_contact(work.run, before.contact_id)
        went = owe_call(work, _owed(work, before, contact, Source.ESCORT_UNCONFIRMED))
    _change(work, before, after, "escort-overdue", went)


def _no_show(work: UnitOfWork, before: Appointment) -> Appointment:
    after = moved_to(before, AppointmentStatus.NOSHOW)
    contact = load_contact(work.run, before.contact_id)
    went = None
    if contact is None or contact.do_not_contact_since is None:
        only_if_contactable(work, before.contact_id)
        went = owe_call(work, _owed(work, before, contact, Source.NO_SHOW))
    no_longer_ahead(work, before.contact_id, before.appointment_id, before.starts_at)
    _change(work, before, after, "no-show", went)
    return as_written(before, after)


def _change(
    work: UnitOfWork, before: Appointment, after: Appointment, what: str, went: Owed | None
) -> None:
    """Collect the change; its history names the callback, if there is one."""
    details = {"callback": went.callback_id if went else None}
    work.add(*change_writes(work.run, before, after, work.by, what, details, ()))


_WHY: dict[Source, Callable[[str], str]] = {
    Source.ESCORT_UNCONFIRMED: "No escort confirmed for {}".format,
    Source.NO_SHOW: "Did not come on {}".format,
}


def _owed(
    work: UnitOfWork, visit: Appointment, contact: Contact | None, source: Source
) -> OwedCall:
    zone = work.run.clinic.location(visit.location_id).tz
    return OwedCall(
        person=Person(
            contact_id=visit.contact_id,
            name=visit.name,
            phone=visit.phone,
            email=visit.email,
            may_leave_voicemail=contact.may_leave_voicemail if contact else None,
            language=contact.language if contact else None,
        ),
        location_id=visit.location_id,
        source=source,
        urgency=Urgency.ROUTINE,
        reason=_WHY[source](dated(visit.starts_at, zone)),
        of=visit.appointment_id,
        call_before=visit.starts_at if source is Source.ESCORT_UNCONFIRMED else None,
        caller_zones=zones_of_phone(visit.phone) if visit.phone else (),
        at=work.now,
    )
