"""Erase somebody, as far as law lets: again and again, with the same end, from wherever it stopped.

One thing after another: first the addresses that came with it, then the thing with its entry under
the person; at the end the person. So a run that is killed leaves nothing that the next one can't
find, and each run leaves less to the next, however long the record is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from ..people.identity import person_id_of, point_id_of
from ..people.link_models import Alias
from ..platform.errors import NotDueError
from ..platform.runtime import Runtime
from ..platform.storage.events import Event
from ..platform.storage.expressions import Item
from ..platform.storage.history import event_put
from ..platform.storage.writes import Delete, Write
from . import record_store as store
from .erase_rules import kept_until, lies_ahead
from .erasure_models import Erasure
from .find_asked import load_asked_for, others_among
from .find_spam import Spam
from .hold_store import load_hold
from .left_rules import (
    Leaving,
    left_of_asked,
    left_of_person,
    left_of_thing,
    left_on_point,
    own_addresses_in,
    without_answers_about,
)
from .subject_models import Subject

JOB = "erase-people"


def leaving_of(run: Runtime, subject: Subject) -> Leaving:
    """The subject, as each item is judged by it."""
    ids, points = subject.person_ids, sorted(subject.point_ids)

    def is_theirs(name: str | None) -> bool:
        return bool(name) and any(person_id_of(run.keyring, each, name) in ids for each in points)

    years = run.filed_clinic.records.kept_years
    now = run.clock()
    last_keys = subject.last_keys
    return Leaving(ids, subject.point_ids, subject.at, now, years, is_theirs, last_keys)


def erase_person(run: Runtime, erasure: Erasure, spam: Spam) -> datetime | None:
    """Erase all that is kept of somebody; the instant until which a medical record stays, if any.

    Raises NotDueError while something of theirs is open or held, and RefusedError where somebody
    else changed an item at that moment: the next run goes on.
    """
    subject = erasure.subject
    _check_nothing_holds(run, subject)
    leaving = _as_of_now(run, leaving_of(run, subject))
    for alias in subject.people:
        _forget_asked_for_others(run, alias, leaving)
    addresses = _Addresses(run, leaving)
    for alias in subject.people:
        addresses.forget_those_in(store.load_own(run.table, alias.person_id))
    ends = [
        _forget_thing(run, part, leaving, addresses)
        for alias in subject.people
        for part in store.load_parts(run.table, alias, leaving.last_keys[alias.person_id])
    ]
    for request in spam.of(leaving.person_ids):
        part = {"kind": "REQUEST", "part_id": request["request_id"]}
        if not leaving.is_newer({"at": request["received_at"]}):
            _forget_thing(run, part, leaving, addresses)
    until = max(filter(None, ends), default=None)
    for alias in subject.people:
        _forget_person(run, alias, leaving, has_record=until is not None)
        _forget_on_point(run, alias.point_id, leaving)
        event = Event(event_id=erasure.erasure_id, at=subject.at, what="erased", by=erasure.by)
        run.table.put(event_put("PERSON", alias.person_id, event))
    return until


def _as_of_now(run: Runtime, leaving: Leaving) -> Leaving:
    """The same, with what was filed under them since the erasure was asked for.

    To be read after what is judged by it: a form that comes in between changes that, and so
    refuses the write; one that came in before is found here.
    """
    anew = {
        person_id: frozenset(
            str(part["part_id"]) for part in store.load_filed_after(run.table, person_id, last)
        )
        for person_id, last in leaving.last_keys.items()
    }
    return replace(leaving, anew=anew)


def _check_nothing_holds(run: Runtime, subject: Subject) -> None:
    if any(load_hold(run.table, each.person_id) for each in subject.people):
        raise NotDueError


@dataclass
class _Addresses:
    """The addresses that came with their things: forgotten before whatever names them."""

    run: Runtime
    leaving: Leaving
    seen: set[tuple[str, str | None]] = field(default_factory=set)

    def forget_those_in(self, items: Iterable[Item]) -> None:
        """Let nothing lead to them from an address in these items, unless that was done before."""
        found: dict[str, set[str | None]] = {}
        for item in items:
            for given in own_addresses_in(item, self.leaving):
                if given not in self.seen:
                    self.seen.add(given)
                    found.setdefault(given[0], set()).add(given[1])
        for email, names in found.items():
            _forget_address(self.run, self.leaving, email, names)


def _forget_address(
    run: Runtime, leaving: Leaving, email: str, names: Iterable[str | None]
) -> None:
    """Let nothing at an address lead to them; where it was theirs alone, let nothing stay of it."""
    point_id = point_id_of(run.keyring, email)
    known = {person_id_of(run.keyring, point_id, name) for name in names if name}
    items = store.load_point(run.table, point_id)
    leaving = _as_of_now(run, leaving)
    profiles = store.load_profile_items(run.table, known - leaving.person_ids)
    own = known - {str(each["person_id"]) for each in profiles if "first_seen_at" in each}
    writes: list[Write | None] = [
        store.change_of(item, left_on_point(item, leaving))
        for item in items
        if str(item["sk"]).startswith("PERSON#")
    ]
    for person_id in sorted(own):
        writes += [store.change_of(each, None) for each in store.load_beside(run.table, person_id)]
    for pointer in items:
        if str(pointer["sk"]).startswith("PROOF#") and pointer.get("person_id") in known:
            writes += _asked_gone(run, pointer)
    store.carry_out_all(run.table, writes)
    _clear_point(run, point_id)


def _asked_gone(run: Runtime, pointer: Item) -> list[Write | None]:
    """Collect that nothing but its history is left of a code or a link that was asked for."""
    found = store.load_asked(run.table, pointer)
    return [store.change_of(each, None) for each in found if not _is_line(each)]


def _is_line(item: Item) -> bool:
    return str(item["sk"]).startswith("EVENT#")


def _clear_point(run: Runtime, point_id: str) -> None:
    """Forget a contact point that nobody is left on."""
    items = store.load_point(run.table, point_id)
    if any(str(item["sk"]).startswith(("PERSON#", "OPEN#CALLBACK#")) for item in items):
        return
    writes: list[Write | None] = []
    for item in items:
        if str(item["sk"]).startswith(("PROOF#", "LINK#")):
            writes += _asked_gone(run, item)
        else:
            writes.append(store.change_of(item, None))
    writes += [store.change_of(each, None) for each in store.load_mailed(run.table, point_id)]
    store.carry_out_all(run.table, writes)


def _forget_thing(
    run: Runtime, part: Item, leaving: Leaving, addresses: _Addresses
) -> datetime | None:
    """Forget the addresses in one thing, blank or delete it, and then its entry under the person.

    Of a medical record the entry stays, and the reference: it is looked at again when its time is
    over, which is returned.
    """
    items, kind, of = store.load_thing(run, part), str(part["kind"]), str(part["part_id"])
    item = next((each for each in items if each["pk"] == f"{kind}#{of}" and each["sk"] == kind), {})
    if leaving.is_in_anew(item):
        return None
    _check_over(kind, item, leaving)
    addresses.forget_those_in(items)
    until = kept_until(item, leaving.years) if kind == "APPOINTMENT" and item else None
    is_kept = until is not None and until > leaving.now
    writes = [
        store.change_of(each, left_of_thing(each, of, leaving))
        for each in items
        if not (is_kept and str(each["pk"]).startswith("REFERENCE#"))
    ]
    if not is_kept and "pk" in part:
        writes.append(Delete({"pk": part["pk"], "sk": part["sk"]}))
    store.carry_out_all(run.table, writes)
    return until if is_kept else None


def _check_over(kind: str, item: Item, leaving: Leaving) -> None:
    """Raise NotDueError for what is still open: it was opened, or opened again, since."""
    if kind == "CALLBACK" and item and "outcome" not in item:
        raise NotDueError
    if kind == "APPOINTMENT" and item and lies_ahead(item, leaving.now):
        raise NotDueError


def _forget_asked_for_others(run: Runtime, alias: Alias, leaving: Leaving) -> None:
    """Take them out of what they asked for others on the same number or address.

    Their name and their address stand there; what was asked is the others', and stays.
    """
    items = store.load_point(run.table, alias.point_id)
    others = others_among(items, alias.point_id, leaving)
    profiles = store.load_profile_items(run.table, [each.person_id for each in others])
    known_by = {str(each["person_id"]): each.get("email") for each in profiles}
    changes = [store.change_of(each, without_answers_about(each, leaving)) for each in profiles]
    store.carry_out_all(run.table, changes)
    for other in others:
        found = list(load_asked_for(run, other, leaving))
        for email in {str(each["email"]) for each in found if each.get("email")}:
            if email != known_by.get(other.person_id):
                pointer = store.pointer_key(point_id_of(run.keyring, email), other.person_id)
                store.carry_out_all(run.table, [Delete(pointer)])
            _forget_address(run, leaving, email, [each.get("name") for each in found])
        lefts = ((each, left_of_asked(each, leaving)) for each in found)
        store.carry_out_all(run.table, [store.change_of(each, left) for each, left in lefts])


def _forget_person(run: Runtime, alias: Alias, leaving: Leaving, *, has_record: bool) -> None:
    """Let nothing but their history stand with them, and no name lead to them.

    First goes what stays where they came back meanwhile: the profile, which refuses all of it then,
    and in the same transaction their flags.
    """
    own = sorted(store.load_own(run.table, alias.person_id), key=_in_order)
    leaving = _as_of_now(run, leaving)
    profile = next((item for item in own if item["sk"] == "PERSON"), {})
    came_back = leaving.is_back({"person_id": alias.person_id, **profile})
    writes: list[Write | None] = []
    for item in own:
        left = left_of_person(item, leaving, has_record=has_record, came_back=came_back)
        if left is None and str(item["sk"]).startswith("INDEX#"):
            writes += [Delete(key) for key in store.index_entries(item)]
        writes.append(store.change_of(item, left))
    beside = store.load_beside(run.table, alias.person_id)
    writes += [store.change_of(each, None) for each in beside]
    if profile and writes[0] is None and any(writes):
        writes[0] = store.not_heard_of_since(profile)
    store.carry_out_all(run.table, writes)


def _in_order(item: Item) -> int:
    """The profile, the flags, what the index has of them, and then everything else."""
    first = ("PERSON", "FLAGS", "INDEX")
    part = str(item["sk"]).partition("#")[0]
    return first.index(part) if part in first else len(first)


def _forget_on_point(run: Runtime, point_id: str, leaving: Leaving) -> None:
    """Let nothing on their own number or address lead to them."""
    items = store.load_point(run.table, point_id)
    leaving = _as_of_now(run, leaving)
    changes = [store.change_of(each, left_on_point(each, leaving)) for each in items]
    store.carry_out_all(run.table, changes)
    _clear_point(run, point_id)
