"""Find the profile of a person whom staff have before them, by its id."""

from ..platform.errors import NotFoundError
from ..platform.runtime import Runtime
from . import person_store as store
from .models import Profile


def find_profile(run: Runtime, person_id: str) -> Profile:
    """The profile as it now stands, under the wishes told on its contact point as well.

    Raises NotFoundError.
    """
    known = store.load_profile(run.table, person_id)
    profile = known and store.load_profile_on(run.table, known.point_id, person_id)
    if profile is None:
        raise NotFoundError("We can't find that person.")
    return profile
