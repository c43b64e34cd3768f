"""Prove that an address is somebody's, and tell if it was."""

from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork
from . import address_proof_store as proofs
from . import person_store as store
from .identity import identify


def note_address_proven(work: UnitOfWork, email: str, name: str) -> None:
    """Note that whoever goes by this name has the address: a code or a link reached them there.

    In their profile as well, if they have one under the address.
    """
    person_id = identify(work.run.keyring, None, email, name).person_id
    work.add(proofs.address_proven(person_id, work.now))
    if store.CODE_PROOF not in work.seen:
        work.add(store.code_proof_update(person_id, work.now))
        work.record(store.KIND, person_id, "address-proven")


def is_address_proven(run: Runtime, email: str, name: str) -> bool:
    """True if the address was proven for this name, or staff reached this person there."""
    return proofs.is_proven(run.table, identify(run.keyring, None, email, name).person_id)
