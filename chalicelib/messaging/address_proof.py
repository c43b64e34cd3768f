"""Tell, to whoever opened a mailed link, if the address that it came to is proven."""

from ..people.address_models import AddressProof
from ..people.prove_address import is_address_proven
from ..platform.runtime import Runtime
from .link import Opens, mailed_to


def address_proof(
    run: Runtime, opens: Opens, thing_id: str, given: tuple[str | None, str], token: str | None
) -> AddressProof | None:
    """If the address and name ``given`` with a thing are proven; None for any but a mailed token.

    So nobody who only typed the address learns what its owner does.
    """
    typed, name = given
    email = mailed_to(run.keyring, opens, thing_id, typed, token)
    if email is None:
        return None
    return AddressProof.PROVEN if is_address_proven(run, email, name) else AddressProof.NOT_YET
