"""Notes of staff about a person. No visitor ever sees one."""

from pydantic import ConfigDict

from ..platform.clock import Instant
from ..platform.model import Model
from ..platform.values import Note


class PersonNoteIn(Model):
    """Something to be known of a person, whoever speaks to them next."""

    model_config = ConfigDict(extra="forbid")

    note: Note


class PersonNote(Model):
    """A note about a person, as it was written down."""

    model_config = ConfigDict(frozen=True)

    note_id: str
    person_id: str
    note: str
    at: Instant
    by: str
    imported: bool = False
    """True where it came with the clinic's own list."""
