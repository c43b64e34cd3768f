"""Find out if the owner of an email address asked to be left alone."""

from ..platform.runtime import Runtime
from . import person_store
from .identity import point_id_of


def is_left_alone(run: Runtime, email: str) -> bool:
    """True if somebody whose own address this is asked not to be contacted.

    The address alone decides. What is stored about a name or a number that came with it does not:
    whoever typed those and reads this mail would learn of it.
    """
    point_id = point_id_of(run.keyring, email)
    if person_store.has_nameless_wish(run.table, point_id):
        return True
    return any(
        each.do_not_contact_since is not None
        for each in person_store.load_people_on(run.table, point_id)
        if each.point_id == point_id or each.email == email
    )
