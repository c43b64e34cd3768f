"""Find people by a number or an address, for the desk. Looking is not on record; opening is."""

from ..platform.runtime import Runtime
from .found_models import FoundOn
from .found_store import load_found_on
from .identity import point_id_of
from .models import PeopleFound, PeopleQuery
from .show_found import shown_once


def find_people(run: Runtime, query: PeopleQuery) -> PeopleFound:
    """Those who came under a number or an address, each once; very many are cut short."""
    asked = [value for value in (query.phone, query.email) if value]
    read = [find_on_point(run, value) for value in asked]
    found = {person.profile.person_id: person for each in read for person in each.people}
    people = shown_once(run, found.values())
    return PeopleFound(people=people, more=any(each.more for each in read))


def find_on_point(run: Runtime, value: str) -> FoundOn:
    """Those who came under this E.164 number or this normal address, the longest known first."""
    return load_found_on(run.table, point_id_of(run.keyring, value))
