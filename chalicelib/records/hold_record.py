"""Put a legal hold on somebody, see it, take it off: nothing of theirs is erased meanwhile."""

from ..people.find_profile import find_profile
from ..platform.runtime import Runtime
from ..platform.storage.expressions import Item
from ..platform.unit_of_work import UnitOfWork, carry_out
from . import hold_store as store
from .erasure_models import LegalHold


def hold_record(run: Runtime, staff_id: str, person_id: str, reason: str) -> LegalHold:
    """The hold, with who set it and why. Said again for the same reason, it is so already.

    Raises NotFoundError.
    """

    def held(work: UnitOfWork) -> LegalHold:
        find_profile(run, person_id)
        known = store.load_hold(run.table, person_id)
        if known and known["reason"] == reason:
            return _view(person_id, known)
        work.add(store.hold_put(person_id, reason, work.by, work.now))
        work.record("PERSON", person_id, "legal-hold-set", reason=reason)
        return LegalHold(person_id=person_id, reason=reason, by=work.by, at=work.now, is_set=True)

    return carry_out(run, staff_id, held)


def lift_hold(run: Runtime, staff_id: str, person_id: str) -> LegalHold:
    """Note that the hold is taken off. Said again, it is so already. Raises NotFoundError."""

    def lifted(work: UnitOfWork) -> LegalHold:
        find_profile(run, person_id)
        if store.load_hold(run.table, person_id):
            work.add(store.hold_lifted(person_id, work.by, work.now))
            work.record("PERSON", person_id, "legal-hold-lifted")
        return LegalHold(person_id=person_id, is_set=False)

    return carry_out(run, staff_id, lifted)


def find_hold(run: Runtime, person_id: str) -> LegalHold:
    """The hold as it stands: set, with who set it and why, or not. Raises NotFoundError."""
    find_profile(run, person_id)
    return _view(person_id, store.load_hold(run.table, person_id))


def _view(person_id: str, known: Item | None) -> LegalHold:
    content = {name: known[name] for name in ("reason", "by", "at")} if known else {}
    return LegalHold(person_id=person_id, is_set=known is not None, **content)
