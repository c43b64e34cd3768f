"""Notes of staff on appointments. No visitor ever sees one."""

from pydantic import ConfigDict, Field

from ...platform.clock import Instant
from ...platform.model import Model
from ...platform.values import ShortNote

MOST_NOTES = 20
"""So many notes, the newest, are kept on the appointment; its history has all of them."""


class AppointmentNote(Model):
    """A note of staff on an appointment: what is to be known on the day."""

    model_config = ConfigDict(frozen=True)

    text: str
    by: str
    at: Instant
    version: int
    """The appointment's version that it made, so that the same note sent again is known."""


class AppointmentNoteView(Model):
    """A note of staff, as staff see it."""

    text: str
    by: str = Field(description="The member of staff who wrote it.")
    at: Instant


class AppointmentNoteIn(Model):
    """Something to be known of an appointment."""

    model_config = ConfigDict(extra="forbid")

    note: ShortNote
