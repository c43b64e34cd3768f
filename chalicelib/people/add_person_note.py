"""Add a note about a person: what staff are to know whoever speaks to them next."""

from ..platform.errors import NotFoundError
from ..platform.runtime import Runtime
from ..platform.unit_of_work import Once, UnitOfWork, carry_out, fingerprint
from . import note_store, person_store
from .note_models import PersonNote, PersonNoteIn


def add_person_note(
    run: Runtime, staff_id: str, person_id: str, given: PersonNoteIn, key: str | None
) -> PersonNote:
    """Add a note of a member of staff, which their history tells as well.

    The same ``key`` again adds nothing anew. Raises NotFoundError, IdempotencyConflictError.
    """
    by_key = run.keyring.derived_id(f"note:{staff_id}:{person_id}", key) if key else None
    note_id = by_key or run.ids.new(run.clock())

    def noted(work: UnitOfWork) -> PersonNote:
        if person_store.load_profile(run.table, person_id) is None:
            raise NotFoundError("We can't find that person.")
        note = PersonNote(
            note_id=note_id, person_id=person_id, note=given.note, at=work.now, by=work.by
        )
        work.add(note_store.note_put(note), note_store.note_added_put(note, work.now))
        work.record(person_store.KIND, person_id, "noted", note=note.note)
        return note

    asked = fingerprint(run.keyring, given, person_id)
    once = Once(note_store.note_key(person_id, note_id), asked, note_store.note_before)
    return carry_out(run, staff_id, noted, once=once)
