"""Find people by a number or an address, for the desk. Looking is not on record; opening is."""

from ..platform.runtime import Runtime
from . import person_store as store
from .identity import point_id_of
from .models import PeopleFound, PeopleQuery, PersonFound, Profile
from .rules import first_name_of, last_initial_of


def find_people(run: Runtime, query: PeopleQuery) -> PeopleFound:
    """Those who came under a number or an address, each once; very many are cut short."""
    asked = [value for value in (query.phone, query.email) if value]
    read = [find_on_point(run, value) for value in asked]
    found = {profile.person_id: profile for each in read for profile in each.profiles}
    people = [found_as(profile) for profile in found.values()]
    return PeopleFound(people=people, more=any(each.more for each in read))


def find_on_point(run: Runtime, value: str) -> store.PeopleOn:
    """Those who came under this E.164 number or this normal address, the longest known first.

    Two round trips.
    """
    return store.load_people_on(run.table, point_id_of(run.keyring, value))


def found_as(profile: Profile) -> PersonFound:
    """A person as a line of a list."""
    return PersonFound(
        person_id=profile.person_id,
        point_id=profile.point_id,
        first_name=first_name_of(profile.name),
        last_initial=last_initial_of(profile.name),
        last_seen_at=profile.last_seen_at,
        do_not_contact=profile.do_not_contact_since is not None,
        proven=profile.is_proven,
    )
