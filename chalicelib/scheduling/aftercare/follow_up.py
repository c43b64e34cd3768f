"""Follow up what time has made of visits: no escort was named, nobody came, a booster is due.

Whoever is owed a call for it is owed it in the very transaction that says so in the visit.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from ...callbacks.models import OwedCall
from ...callbacks.open_or_merge import Owed, owe_call
from ...clinic import Source, Urgency
from ...contacts import commitments_store as contact_ahead
from ...contacts import store as contacts
from ...contacts.models import Contact, Person
from ...contacts.rules import zones_of_phone
from ...platform.errors import RefusedError, UnavailableError
from ...platform.jobs import JobReport, TimeLeft, work_off
from ...platform.local_time import dated
from ...platform.runtime import Runtime
from ...platform.storage.expressions import Item
from ...platform.storage.writes import Write
from ..appointments import rules, store
from ..appointments.change import as_written, change_writes, moved_to
from ..appointments.models import Appointment, AppointmentStatus
from ..appointments.rules import Step
from ..errors import VersionError
from ..job_names import FOLLOW_UP_VISITS
from .booster_store import KIND as BOOSTER
from .boosters import offer_booster

_TRIES = 3


def follow_up_visits(run: Runtime, time_left: TimeLeft) -> JobReport:
    """Ask for missing escorts, give up whoever has not come, and offer boosters.

    Three round trips each, four or five where a call is owed already: what it is about, the
    contact, the transaction.
    """
    now = run.clock()

    def do(item: Item) -> None:
        if item["sk"] == BOOSTER:
            offer_booster(run, item, FOLLOW_UP_VISITS, now)
        else:
            _follow_up(run, item, now)

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
    for _ in range(_TRIES):
        try:
            return _no_show(run, before, by, run.clock())
        except RefusedError as refused:
            if set(refused.refusals) != {contacts.MAY_BE_CONTACTED}:
                raise VersionError from refused
    raise UnavailableError("Others keep getting in between.")


def _follow_up(run: Runtime, item: Item, now: datetime) -> None:
    """Do what is due about one visit. Raises RefusedError when nothing is any more."""
    visit = store.load_appointment_at(run.table, item)
    if visit is None:
        raise RefusedError({})
    match rules.step_due(visit, run.clinic.scheduling, now):
        case Step.ESCORT_OVERDUE:
            _ask_for_escort(run, visit, now)
        case Step.NO_SHOW:
            _no_show(run, visit, FOLLOW_UP_VISITS, now)
        case None:  # the index lags, or the clinic waits longer than it did
            until = rules.waits_until(visit, run.clinic.scheduling)
            run.table.transact([store.appointment_filed_anew(visit, until, now)])


def _ask_for_escort(run: Runtime, before: Appointment, now: datetime) -> None:
    """Have somebody call, do-not-contact or not: without an escort the visit cannot take place."""
    if before.escort is None:
        raise RefusedError({})
    escort = before.escort.model_copy(update={"overdue_since": now})
    after = before.model_copy(update={"escort": escort})
    changed = partial(_changed, run, before, after, FOLLOW_UP_VISITS, "escort-overdue", ())
    if now >= before.starts_at:  # too late to bring somebody
        run.table.transact(changed(None))
        return
    contact = contacts.load_contact(run.table, before.contact_id)
    owed = _owed(run, before, contact, Source.ESCORT_UNCONFIRMED, FOLLOW_UP_VISITS, now)
    owe_call(run, owed, None, changed)


def _no_show(run: Runtime, before: Appointment, by: str, now: datetime) -> Appointment:
    after = moved_to(before, AppointmentStatus.NOSHOW)
    gone = contact_ahead.visit_delete(before.contact_id, before.appointment_id, before.starts_at)
    contact = contacts.load_contact(run.table, before.contact_id)
    if contact and contact.do_not_contact_since:
        run.table.transact(_changed(run, before, after, by, "no-show", (gone,), None))
    else:
        also = (gone, contacts.may_be_contacted(before.contact_id))
        changed = partial(_changed, run, before, after, by, "no-show", also)
        owe_call(run, _owed(run, before, contact, Source.NO_SHOW, by, now), None, changed)
    return as_written(before, after)


def _changed(
    run: Runtime,
    before: Appointment,
    after: Appointment,
    by: str,
    what: str,
    also: Sequence[Write],
    went: Owed | None,
) -> list[Write]:
    """The writes of the change; its history names the callback, if there is one."""
    details = {"callback": went.callback_id if went else None}
    return change_writes(run, before, after, by, what, details, also)


_WHY: dict[Source, Callable[[str], str]] = {
    Source.ESCORT_UNCONFIRMED: "No escort confirmed for {}".format,
    Source.NO_SHOW: "Did not come on {}".format,
}


def _owed(
    run: Runtime,
    visit: Appointment,
    contact: Contact | None,
    source: Source,
    by: str,
    now: datetime,
) -> OwedCall:
    zone = run.clinic.location(visit.location_id).tz
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
        by=by,
        call_before=visit.starts_at if source is Source.ESCORT_UNCONFIRMED else None,
        caller_zones=zones_of_phone(visit.phone) if visit.phone else (),
        at=now,
    )
