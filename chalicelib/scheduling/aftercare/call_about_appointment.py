"""Say what call is owed about an appointment that did not go as it was to."""

from collections.abc import Callable

from ...callbacks.owed_call_models import OwedCall
from ...clinic import Source, Urgency
from ...people.models import Person, Profile
from ...people.rules import zones_of_phone
from ...platform.local_time import dated
from ...platform.unit_of_work import UnitOfWork
from ..appointments.models import Appointment

_WHY: dict[Source, Callable[[str], str]] = {
    Source.ESCORT_UNCONFIRMED: "No escort confirmed for {}".format,
    Source.NO_SHOW: "No-show on {}".format,
    Source.UNCONFIRMED: "Not confirmed: {}".format,
    Source.CALL_ASKED: "Asks for a call about {}".format,
    Source.MAIL_BOUNCED: "Email doesn't arrive, and no phone number: {}".format,
    Source.CLINIC_CLOSED: "Clinic closed, appointment {}".format,
    Source.APPOINTMENTS_CLOSE: "Close to another appointment of theirs: {}".format,
}

_BEFORE_IT = frozenset(
    {
        Source.ESCORT_UNCONFIRMED,
        Source.UNCONFIRMED,
        Source.CALL_ASKED,
        Source.MAIL_BOUNCED,
        Source.CLINIC_CLOSED,
        Source.APPOINTMENTS_CLOSE,
    }
)
"""Sources of calls that are of use until the appointment starts."""

_OF_THEIR_OWN = frozenset(
    {
        Source.UNCONFIRMED,
        Source.CALL_ASKED,
        Source.MAIL_BOUNCED,
        Source.CLINIC_CLOSED,
        Source.APPOINTMENTS_CLOSE,
    }
)
"""Sources of which an appointment can have an occasion beside another one."""


def call_owed_for(
    work: UnitOfWork,
    appointment: Appointment,
    profile: Profile | None,
    source: Source,
    urgency: Urgency = Urgency.ROUTINE,
) -> OwedCall:
    """The call that is owed to an appointment's person, by the contact point given with it."""
    zone = work.run.clinic.location(appointment.location_id).tz
    return OwedCall(
        person=Person(
            point_id=appointment.point_id,
            person_id=appointment.person_id,
            name=appointment.name,
            phone=appointment.phone,
            email=appointment.email,
            may_leave_voicemail=profile.may_leave_voicemail if profile else None,
        ),
        location_id=appointment.location_id,
        source=source,
        urgency=urgency,
        reason=_WHY[source](dated(appointment.starts_at, zone)),
        of=_occasion_id(work, appointment, source),
        call_before=appointment.starts_at if _is_in_time(work, appointment, source) else None,
        by_visitor=appointment.is_stated,
        caller_zones=zones_of_phone(appointment.phone) if appointment.phone else (),
        at=work.now,
    )


def call_owed_in_danger(work: UnitOfWork, canceled: Appointment, urgency: Urgency) -> OwedCall:
    """The call that is owed to whoever wrote, as they canceled, that they may be in danger."""
    owed = call_owed_for(work, canceled, None, Source.CALL_ASKED)
    zone = work.run.clinic.location(canceled.location_id).tz
    reason = f"Canceled {dated(canceled.starts_at, zone)}; read what they wrote first"
    is_weak = urgency is not Urgency.CRISIS
    told = {"urgency": urgency, "read_first": is_weak, "note": canceled.cancel_reason}
    return owed.model_copy(update={**told, "reason": reason, "call_before": None})


def _occasion_id(work: UnitOfWork, appointment: Appointment, source: Source) -> str:
    is_one_of_many = source in _OF_THEIR_OWN or _was_owed_before(appointment, source)
    return work.run.ids.new(work.now) if is_one_of_many else appointment.appointment_id


def _was_owed_before(appointment: Appointment, source: Source) -> bool:
    """True for a no-show that may have an occasion before it: of the escort, or one undone."""
    is_escort_asked = (
        appointment.escort is not None and appointment.escort.overdue_since is not None
    )
    was_undone = appointment.given_up_from is not None
    return source is Source.NO_SHOW and (is_escort_asked or was_undone)


def _is_in_time(work: UnitOfWork, appointment: Appointment, source: Source) -> bool:
    """True if the call is of use before the start alone, and that is still to come."""
    is_late = source is Source.CALL_ASKED and work.now >= appointment.starts_at
    return source in _BEFORE_IT and not is_late
