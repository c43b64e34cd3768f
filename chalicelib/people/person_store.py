"""People in the table.

    PERSON#<person id>   PERSON                   the profile: under what they came, what is proven
                         EVENT#<at>#<id>          who opened it, what was proven, merged, split
                         PART#<at>#<kind>#<id>    something of theirs, such as a request
                         SPAM#<request id>        a request of theirs that was set aside
                         IMPORT#<id>              that they were imported, so that it is done once
    POINT#<point id>     PERSON#<person id>       who is on a contact point: by number or by address

A person is a name on a contact point (identity.py). What lies ahead of everybody on a point stands
in the point's collection too (commitments_store.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ..platform.clock import instant_text
from ..platform.storage.conditions import Attr, Key
from ..platform.storage.keys import item_key, part_key
from ..platform.storage.table import Page, Table
from ..platform.storage.writes import Check, Put, Update, Write
from .identity import Identity
from .import_models import ImportedPerson
from .link_models import Alias, LinkedIn
from .link_store import PREFIX as LINKED
from .link_store import linked_of
from .models import Person, Profile
from .store import KIND as POINT
from .store import MAY_BE_CONTACTED, NOTED_WISH, wish_noted
from .wish_store import Lift

KIND = "PERSON"

PROOF = "proof"
"""The name of the write that takes back a proof."""

CODE_PROOF = "code-proof"
"""Refused under this name, nothing is known of the person whose address was proven."""

KNOWN_MINOR = "known-minor"
"""Refused under this name, the person's date of birth says that they are under age."""

SAME_BIRTH = "same-date-of-birth"
"""The name of the write of an import, which no other date of birth may contradict."""


def person_writes(person: Person, email_id: str | None, at: datetime) -> list[Write]:
    """Note that somebody of this name came under this contact point.

    Nothing that stood is changed but when they were last heard of: what was said on an occasion
    stays with it. Only what staff confirmed adds the address of somebody who has a number.
    """
    seen = instant_text(at)
    own_value = {"phone": person.phone} if person.phone else {"email": person.email}
    known = {
        name: value
        for name, value in {"name": person.name, **own_value}.items()
        if value is not None
    }
    ids = {"person_id": person.person_id, "point_id": person.point_id}
    further = {"email": person.email} if person.is_confirmed and person.email else {}
    profile = Update(
        item_key(KIND, person.person_id),
        set={**ids, "last_seen_at": seen, **(further if person.phone else {})},
        keep={**known, "first_seen_at": seen},
    )
    points = {person.point_id, email_id or person.point_id}
    return [profile, *(_found_under(point_id, ids, at) for point_id in sorted(points))]


def import_key(person_id: str, import_id: str) -> dict[str, str]:
    """The key of the mark that something was imported of a person; the id stands for all of it."""
    return part_key(KIND, person_id, f"IMPORT#{import_id}")


def import_writes(
    person: ImportedPerson, identity: Identity, import_id: str, by: str, at: datetime
) -> list[Write]:
    """Fill up the profile with what a clinic's own list says. What stands in it stays.

    Refused under SAME_BIRTH, another date of birth is known.
    """
    now = instant_text(at)
    ids = {"person_id": identity.person_id, "point_id": identity.point_id}
    born = person.date_of_birth and person.date_of_birth.isoformat()
    told = {"name": person.name, "phone": person.phone, "email": person.email}
    known = {name: value for name, value in told.items() if value is not None}
    same_birth = Attr("date_of_birth").not_exists() | Attr("date_of_birth").eq(born)
    profile = Update(
        item_key(KIND, identity.person_id),
        set=ids,
        keep={
            **known,
            **({"date_of_birth": born, "date_of_birth_by": by} if born else {}),
            **({"date_of_birth_at": now} if born else {}),
            **dict.fromkeys(("first_seen_at", "last_seen_at", "imported_at"), now),
        },
        only_if=same_birth if born else None,
        name=SAME_BIRTH,
    )
    mark = Put({**import_key(identity.person_id, import_id), "at": now})
    points = sorted({identity.point_id, identity.email_id or identity.point_id})
    return [profile, mark, *(_found_under(point_id, ids, at) for point_id in points)]


def _found_under(point_id: str, ids: dict[str, str], at: datetime) -> Update:
    """The person among those on a contact point, with when they were last heard of there."""
    key = part_key(POINT, point_id, f"PERSON#{ids['person_id']}")
    return Update(key, set={**ids, "last_seen_at": instant_text(at)})


def part_put(person_id: str, kind: str, part_id: str, at: datetime) -> Put:
    """File something under its person, by time."""
    key = part_key(KIND, person_id, f"PART#{instant_text(at)}#{kind}#{part_id}")
    return Put({**key, "kind": kind, "part_id": part_id, "at": instant_text(at)})


def spam_put(person_id: str, request_id: str, at: datetime, ends_at: int) -> Put:
    """File a request that was set aside under its person, apart, until it ends (epoch seconds)."""
    end = {"at": instant_text(at), "expires_at": ends_at}
    return Put({**part_key(KIND, person_id, f"SPAM#{request_id}"), **end})


def proof_update(person_id: str, by: str, at: datetime) -> Update:
    """Staff reached them: this name on this contact point is proven; the first proof stands."""
    return Update(item_key(KIND, person_id), keep={"proven_at": instant_text(at), "proven_by": by})


def code_proof_update(person_id: str, at: datetime) -> Update:
    """Note that a code or a link proved this name on this address: a proof beside staff's."""
    return Update(
        item_key(KIND, person_id),
        set={"code_proven_at": instant_text(at)},
        only_if=Attr("pk").exists(),
        name=CODE_PROOF,
    )


def proof_lift(person_id: str, at: datetime) -> Update:
    """Take back the proof of ``at``, if it is the one that stands."""
    return Update(
        item_key(KIND, person_id),
        remove=("proven_at", "proven_by"),
        only_if=Attr("proven_at").eq(instant_text(at)),
        name=PROOF,
    )


def no_minor(person_id: str, latest_birth: str) -> Check:
    """Nobody knows the person to be born later than that date."""
    born = Attr("date_of_birth")
    return Check(
        item_key(KIND, person_id),
        only_if=born.not_exists() | born.lte(latest_birth),
        name=KNOWN_MINOR,
    )


def facts_update(person_id: str, facts: dict[str, object]) -> Update:
    """Set facts that staff established; None takes one away."""
    return Update(item_key(KIND, person_id), set=facts, only_if=Attr("pk").exists())


def do_not_contact_update(person_id: str, at: datetime) -> Update:
    """The person asked not to be contacted."""
    return wish_noted(item_key(KIND, person_id), at)


def do_not_contact_lift(person_id: str, lift: Lift) -> Update:
    """Take back a wish not to be contacted."""
    return Update(item_key(KIND, person_id), set=lift.set, only_if=lift.only_if, name=NOTED_WISH)


def may_be_contacted(person_id: str) -> Check:
    """The person has not asked to be left alone."""
    return Check(
        item_key(KIND, person_id),
        only_if=Attr("do_not_contact_since").not_exists(),
        name=MAY_BE_CONTACTED,
    )


def load_profile(table: Table, person_id: str) -> Profile | None:
    """The profile of this id, or None."""
    item = table.get(item_key(KIND, person_id))
    return Profile.model_validate(item) if item and "first_seen_at" in item else None


def load_profile_on(table: Table, point_id: str, person_id: str) -> Profile | None:
    """The profile of this id, under the wish of somebody nameless on its contact point as well."""
    keys = [item_key(KIND, person_id), item_key(POINT, point_id)]
    found = {item["sk"]: item for item in table.get_many(keys)}
    own = found.get(KIND)
    if own is None or "first_seen_at" not in own:
        return None
    wishes = [item.get("do_not_contact_since") for item in found.values()]
    since = min((wish for wish in wishes if wish), default=None)
    return Profile.model_validate({**own, "do_not_contact_since": since})


def load_profiles(table: Table, person_ids: Iterable[str]) -> list[Profile]:
    """The profiles of these ids, in their order; those that are not there are left out."""
    wanted = list(dict.fromkeys(person_ids))
    found = table.get_many([item_key(KIND, each) for each in wanted])
    by_id = {
        str(item["person_id"]): Profile.model_validate(item)
        for item in found
        if "first_seen_at" in item
    }
    return [by_id[each] for each in wanted if each in by_id]


MOST_ON_POINT = 100
"""People who are read of one contact point: anybody can send any number of names with a number."""

_MOST_NAMES = 1000
"""Names of it that are looked at for the latest: about 200 KB."""


@dataclass(frozen=True)
class LatestOn:
    """Whoever was heard of last under a contact point, and the links that stand beside them."""

    aliases: list[Alias]
    linked: list[LinkedIn]
    more: bool
    """True if there are others."""


def load_latest_on(table: Table, point_id: str) -> LatestOn:
    """Whoever was heard of last under a contact point: one query, which has their links as well."""
    both = Key("sk").between(LINKED, "PERSON#~")
    page = table.query(Key("pk").eq(f"{POINT}#{point_id}") & both, limit=_MOST_NAMES)
    names = [item for item in page.items if item["sk"].startswith("PERSON#")]
    linked = [linked_of(item) for item in page.items if item["sk"].startswith(LINKED)]
    latest = sorted(names, key=lambda item: str(item.get("last_seen_at", "")), reverse=True)
    aliases = [
        Alias(point_id=str(item["point_id"]), person_id=str(item["person_id"]))
        for item in latest[:MOST_ON_POINT]
    ]
    more = len(latest) > MOST_ON_POINT or page.next_start is not None
    return LatestOn(aliases, linked, more)


def load_parts(table: Table, person_id: str, before: str | None, limit: int) -> Page:
    """A page of the things filed under a person, newest first, from behind a sort key on.

    That may be the key of somebody else's thing: where the things of several are listed as one.
    """
    condition = Key("pk").eq(f"{KIND}#{person_id}") & Key("sk").begins_with("PART#")
    start = part_key(KIND, person_id, before) if before else None
    return table.query(condition, newest_first=True, limit=limit, start=start)
