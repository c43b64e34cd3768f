"""Note the flags of a form under whoever it names, and read them: what other rooms say of flags.

A form annotates: its flags are shown with its date wherever its person is seen, and change nothing.
"""

from collections.abc import Iterable
from datetime import datetime

from ..platform.runtime import Runtime
from ..platform.storage.expressions import Item
from ..platform.storage.keys import Key
from ..platform.unit_of_work import UnitOfWork
from . import flag_store as store
from .flag_models import FlagsAsked, GivenFlags, StatedFlag
from .link_models import Alias
from .link_rules import connected
from .link_store import PREFIX as LINKED
from .link_store import linked_of


def note_flags(work: UnitOfWork, person_id: str, given: GivenFlags) -> None:
    """Collect that a form stated flags of a person; of one without flags nothing is noted."""
    if given.flags:
        work.add(store.stated_update(person_id, given), store.form_put(person_id, given.of))


def note_flags_of_spam(work: UnitOfWork, person_id: str, given: GivenFlags, ends_at: int) -> None:
    """Collect what a form stated that is set aside as spam: it ends with it, and changes nothing.

    A person may be fast: as long as the form is kept, what is on it stays in sight.
    """
    if given.flags:
        stood = work.seen.get(store.SPAM)
        stated = store.stated_in_spam(person_id, given, ends_at, stood)
        work.add(stated, store.form_put(person_id, given.of, ends_at))


def note_flags_after_all(work: UnitOfWork, person_id: str, given: GivenFlags) -> None:
    """Collect what a form stated that had been set aside, and is a person's: it has no end."""
    if given.flags:
        stood = work.run.table.get_many(store.flags_keys(person_id))
        stated = store.stated_after_all(person_id, given, stood)
        work.add(stated, store.form_put(person_id, given.of))


def flag_keys(person_ids: Iterable[str]) -> list[Key]:
    """The keys of what was stated of these people, to be read beside something else."""
    return [key for each in dict.fromkeys(person_ids) for key in store.flags_keys(each)]


def flags_among(items: Iterable[Item], now: datetime) -> list[StatedFlag]:
    """The flags among these items, in order: what is still to be discussed first, newest first."""
    return _in_order(flag for each in store.flags_in(items, now).values() for flag in each)


def load_flags(run: Runtime, asked: Iterable[FlagsAsked]) -> dict[FlagsAsked, list[StatedFlag]]:
    """The flags of each of these, under every name that staff know to be theirs, in order.

    One round trip, and one more for those who have other names, or gave one since their form.
    """
    wanted = list(dict.fromkeys(asked))
    items = run.table.get_many([key for each in wanted for key in store.keys_asked(each)])
    names = {each: _names(each, items) for each in wanted}
    read = {each.person_id for each in wanted}
    further = {name for known in names.values() for name in known} - read
    items += run.table.get_many(flag_keys(sorted(further)))
    flags = store.flags_in(items, run.clock())
    return {
        each: _in_order(flag for name in known for flag in flags.get(name, []))
        for each, known in names.items()
    }


def load_flags_of(run: Runtime, person_ids: Iterable[str]) -> list[StatedFlag]:
    """The flags of one person, whose names these all are, in order: one round trip."""
    return flags_among(run.table.get_many(flag_keys(person_ids)), run.clock())


def _names(asked: FlagsAsked, items: Iterable[Item]) -> list[str]:
    """The ids under which somebody is known, their own first."""
    alias = Alias(point_id=asked.point_id, person_id=asked.person_id)
    links = [
        link
        for item in items
        if item["sk"] == LINKED + asked.person_id
        for link in linked_of(item).links
    ]
    others = sorted(each.person_id for each in connected(alias, links)[0])
    sender = store.form_owners_in(items).get(asked.request_id or "")
    return list(dict.fromkeys([asked.person_id, *others, *([sender] if sender else [])]))


def _in_order(flags: Iterable[StatedFlag]) -> list[StatedFlag]:
    newest_first = sorted(flags, key=lambda each: (each.at, each.flag), reverse=True)
    return sorted(newest_first, key=lambda each: each.discussed_at is not None)
