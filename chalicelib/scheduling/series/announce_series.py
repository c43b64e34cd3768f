"""Announce a series to its patient: one message for all of its times."""

from collections.abc import Sequence

from ...messaging.models import MessageKind
from ...messaging.send_later import UNDO_TIME, Circumstances, send_later
from ...platform.unit_of_work import UnitOfWork
from ..appointments.models import Appointment


def announce_series(
    work: UnitOfWork, series_id: str, appointments: Sequence[Appointment], kind: MessageKind
) -> list[Appointment]:
    """Collect the message that tells of all these; they as they are to be kept, knowing of it.

    Reminders are made once it went: with them, a long series would be more than one transaction
    holds.
    """
    first = appointments[0]
    if first.email is None:
        return list(appointments)
    message_id = send_later(
        work,
        kind,
        to=first.point_id,
        location_id=first.location_id,
        about=series_id,
        how=Circumstances(at=work.now + UNDO_TIME, after=first.message_id, language=first.language),
    )
    return [each.model_copy(update={"message_id": message_id}) for each in appointments]
