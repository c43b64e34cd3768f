"""Import people from a clinic's own list, a few at a time. The same again changes nothing."""

from collections.abc import Iterator
from datetime import datetime

from ..platform.errors import FieldProblem, InvalidInputError
from ..platform.runtime import Runtime
from ..platform.unit_of_work import Once, UnitOfWork, carry_out, fingerprint
from . import person_store as store
from .birth_rules import problem_of_birth
from .identity import Identity, identify
from .import_models import (
    ImportedPerson,
    ImportOutcome,
    PeopleImported,
    PeopleToImport,
    PersonImported,
)
from .index_person import index_person
from .note_models import PersonNote
from .note_store import note_put


def import_people(run: Runtime, staff_id: str, given: PeopleToImport) -> PeopleImported:
    """Import each of these people; what came of each, in their order.

    Each is one transaction, so that a call that breaks off is simply sent again. What stands in a
    profile stays: it is filled up, never written over. Raises InvalidInputError, before anything is
    written, where one has neither number nor address, or a date of birth that lies ahead.
    """
    now = run.clock()
    problems = [
        FieldProblem(("people", position, field), message)
        for position, person in enumerate(given.people)
        for field, message in _wrong_with(person, now)
    ]
    if problems:
        raise InvalidInputError(tuple(problems))
    return PeopleImported(people=[_import_one(run, staff_id, each) for each in given.people])


def _wrong_with(person: ImportedPerson, now: datetime) -> Iterator[tuple[str, str]]:
    """Each field that cannot be right beside the others, or at this time, with what to change."""
    if person.phone is None and person.email is None:
        yield "phone", "A phone number or an email address is needed."
    if person.date_of_birth and (wrong := problem_of_birth(person.date_of_birth, now)):
        yield "date_of_birth", wrong


def _import_one(run: Runtime, staff_id: str, person: ImportedPerson) -> PersonImported:
    identity = identify(run.keyring, person.phone, person.email, person.name)
    import_id = fingerprint(run.keyring, person)

    def imported(work: UnitOfWork) -> PersonImported:
        if work.was_refused(store.SAME_BIRTH):
            return _as(ImportOutcome.DIFFERS, identity)
        work.add(*store.import_writes(person, identity, import_id, work.by, work.now))
        if person.notes:
            work.add(note_put(_note(work, identity.person_id, person.notes)))
        for location in run.clinic.locations:  # the list says nothing of where they belong
            index_person(work, identity.person_id, location.id)
        work.record(store.KIND, identity.person_id, "imported", note=person.notes or None)
        return _as(ImportOutcome.IMPORTED, identity)

    again = Once(
        store.import_key(identity.person_id, import_id),
        import_id,
        lambda _item: _as(ImportOutcome.IMPORTED, identity),
    )
    return carry_out(run, staff_id, imported, once=again)


def _note(work: UnitOfWork, person_id: str, notes: str) -> PersonNote:
    return PersonNote(
        note_id=work.run.ids.new(work.now),
        person_id=person_id,
        note=notes,
        at=work.now,
        by=work.by,
        imported=True,
    )


def _as(outcome: ImportOutcome, identity: Identity) -> PersonImported:
    return PersonImported(outcome=outcome, person_id=identity.person_id)
