"""Lift one's own wish not to be contacted, by a proof."""

from ..people.contact_again import may_contact_again
from ..people.identity import identify
from ..platform.runtime import Runtime
from ..platform.unit_of_work import VISITOR, UnitOfWork, carry_out
from .list_proven import list_proven
from .models import AskedCode, ProvenThings


def contact_again(run: Runtime, asked: AskedCode) -> ProvenThings:
    """Take back that this name at this address asked not to be contacted; what is theirs then.

    The wish of anybody else there stays, also of somebody who gave no name. Sent again, it is so.
    """
    identity = identify(run.keyring, None, asked.email, asked.name)

    def lifted(work: UnitOfWork) -> None:
        may_contact_again(work, identity.point_id, identity.person_id)

    carry_out(run, VISITOR, lifted)
    return list_proven(run, asked)
