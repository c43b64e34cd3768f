"""Write the index by which people are found: HMACs of what leads to them."""

from datetime import date

from ..platform.errors import NotDueError
from ..platform.jobs import JobReport, TimeLeft, work_off
from ..platform.runtime import Runtime
from ..platform.storage.expressions import Item
from ..platform.tokens import Keyring
from ..platform.unit_of_work import UnitOfWork, carry_out
from . import name_index_store as store
from . import person_store
from .link_models import Alias
from .models import Profile
from .name_index_rules import findable_parts, last_digits_of, prefixes_of

JOB = "index-people"


def index_people(run: Runtime, time_left: TimeLeft) -> JobReport:
    """Bring the entries of everybody who waits for it up to date, each in one transaction.

    Done twice, or killed anywhere, it leaves the same entries.
    """
    now = run.clock()

    def index_one(item: Item) -> None:
        carry_out(run, JOB, lambda work: _bring_up_to_date(work, item))

    return work_off(
        run,
        JOB,
        lambda location_id: store.load_due(run.table, location_id, now),
        index_one,
        time_left,
    )


def _bring_up_to_date(work: UnitOfWork, item: Item) -> None:
    waiting = store.load_waiting(work.run.table, item)
    if waiting is None or "due_at" not in waiting:
        raise NotDueError
    person_id, location_id = str(waiting["person_id"]), str(waiting["location_id"])
    profile = person_store.load_profile(work.run.table, person_id)
    wanted = entries_of(work.run.keyring, location_id, profile) if profile else []
    before = [str(each) for each in waiting.get("entries", [])]
    if wanted != before:
        tags = [store.tag_of(each) for each in wanted]
        if profile:
            alias = Alias(point_id=profile.point_id, person_id=person_id)
            work.add(*(store.entry_put(each, alias, tags) for each in wanted))
        gone = sorted(set(before) - set(wanted))
        work.add(*(store.entry_delete(each, person_id) for each in gone))
    work.add(store.indexed_update(waiting, wanted))


def entries_of(keyring: Keyring, location_id: str, profile: Profile) -> list[str]:
    """The ids of the entries under which somebody is to be found at a location."""
    names = [prefix for part in findable_parts(profile.name) for prefix in prefixes_of(part)]
    digits = last_digits_of(profile.phone)
    entries = {name_entry(keyring, location_id, name) for name in names}
    if digits:
        entries.add(digits_entry(keyring, location_id, digits))
    if profile.date_of_birth:
        entries.add(birth_entry(keyring, location_id, profile.date_of_birth))
    return sorted(entries)


def name_entry(keyring: Keyring, location_id: str, prefix: str) -> str:
    """The id under which names that begin so are found at a location."""
    return keyring.derived_id("find", f"{location_id}:name:{prefix}")


def digits_entry(keyring: Keyring, location_id: str, digits: str) -> str:
    """The id under which numbers that end so are found at a location."""
    return keyring.derived_id("find", f"{location_id}:digits:{digits}")


def birth_entry(keyring: Keyring, location_id: str, born: date) -> str:
    """The id under which whoever was born on a date is found at a location."""
    return keyring.derived_id("find", f"{location_id}:born:{born.isoformat()}")
