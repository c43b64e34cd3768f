"""Show people who were found: whoever is one person is one line, with their other names."""

from collections.abc import Iterable

from ..platform.runtime import Runtime
from . import person_store as store
from .found_models import PersonRead
from .models import OtherName, PersonFound, Profile
from .rules import first_name_of, last_initial_of


def shown_once(run: Runtime, found: Iterable[PersonRead]) -> list[PersonFound]:
    """Each person once, where the first of their names stands in ``found``.

    The other names are beside it; one more round trip, where one of them was not found itself.
    """
    lines: list[PersonRead] = []
    told: set[str] = set()
    known: dict[str, Profile] = {}
    for each in found:
        known[each.profile.person_id] = each.profile
        if each.profile.person_id not in told:
            lines.append(each)
        told |= {each.profile.person_id, *each.linked}
    missing = sorted({other for each in lines for other in each.linked} - set(known))
    if missing:
        known |= {each.person_id: each for each in store.load_profiles(run.table, missing)}
    return [_line(each, known) for each in lines]


def _line(found: PersonRead, known: dict[str, Profile]) -> PersonFound:
    others = [known[each] for each in sorted(found.linked) if each in known]
    line = found_as(found.profile)
    return line.model_copy(
        update={
            "do_not_contact": line.do_not_contact
            or any(each.do_not_contact_since is not None for each in others),
            "last_seen_at": max(each.last_seen_at for each in (found.profile, *others)),
            "other_names": [_other(each) for each in others],
        }
    )


def _other(profile: Profile) -> OtherName:
    return OtherName(
        person_id=profile.person_id,
        first_name=first_name_of(profile.name),
        last_initial=last_initial_of(profile.name),
    )


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
