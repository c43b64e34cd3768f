"""Add a note to an appointment: what staff are to know of it on the day."""

from ...platform.runtime import Runtime
from ...platform.unit_of_work import UnitOfWork
from .change_once import change_once
from .load_appointment import Asked, is_seen
from .models import Appointment
from .note_change import note_change
from .note_models import MOST_NOTES, AppointmentNote


def add_appointment_note(run: Runtime, asked: Asked, text: str) -> Appointment:
    """Add a note of a member of staff, however the appointment stands.

    The same words of the same person, about the version that they saw, are the same note, whatever
    colleagues added since; without a version, their same words are. The appointment keeps the
    newest notes, its history keeps all. Raises VersionError.
    """

    def is_theirs(appointment: Appointment) -> bool:
        return any(
            note.text == text and note.by == asked.by and is_seen(note.version - 1, asked.if_match)
            for note in appointment.notes
        )

    def noted(work: UnitOfWork, before: Appointment) -> Appointment:
        note = AppointmentNote(text=text, by=work.by, at=work.now, version=before.version + 1)
        notes, times = (*before.notes, note)[-MOST_NOTES:], before.times_noted + 1
        after = before.model_copy(update={"notes": notes, "times_noted": times})
        return note_change(work, before, after, "noted", note=text)

    return change_once(run, asked, is_theirs, noted, is_theirs)
