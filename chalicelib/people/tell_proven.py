"""Tell which of some people are proven."""

from collections.abc import Iterable

from ..platform.runtime import Runtime
from . import person_store as store


def proven_among(run: Runtime, person_ids: Iterable[str]) -> set[str]:
    """Those of these people whom staff reached under their name; a hundred take one round trip."""
    profiles = store.load_profiles(run.table, person_ids)
    return {each.person_id for each in profiles if each.is_proven}
