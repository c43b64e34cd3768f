"""Note that an appointment is called off: itself, its slot, its call, and what lies ahead."""

from ...callbacks.give_back import give_back
from ...messaging.models import MessageKind
from ...people.keep_commitments import no_longer_ahead
from ...platform.unit_of_work import UnitOfWork
from . import rules
from .announce import announce
from .cancel_models import CancelCause
from .end_hit import no_longer_hit
from .models import Appointment, AppointmentStatus
from .note_change import give_up_slot, note_change


def note_cancelled(
    work: UnitOfWork,
    before: Appointment,
    reason: str | None = None,
    *,
    gives_back: bool = False,
    cause: CancelCause | None = None,
    **details: str | None,
) -> Appointment:
    """Collect that an appointment is canceled and its slot given up; the appointment as it is then.

    Its patient is told, if they gave an address and know of it. If it ``gives_back``, the call that
    booking had answered is owed again, with a new promise.
    """
    after = rules.with_status(
        before, AppointmentStatus.CANCELLED, cancel_reason=reason, cancel_cause=cause
    )
    no_longer_ahead(work, before.point_id, before.appointment_id, before.starts_at)
    give_up_slot(work, before)
    no_longer_hit(work, before)
    owed = None
    if gives_back and before.callback_id:
        owed = give_back(work, before.callback_id, before.appointment_id)
    told = {"reason": reason, "cause": cause, "callback": owed, **details}
    after = announce(work, after, MessageKind.CANCELED)
    return note_change(work, before, after, "cancelled", **told)
