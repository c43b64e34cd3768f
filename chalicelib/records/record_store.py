"""Reads and writes on whatever is kept of somebody, whichever room it is of.

This room stands on all others, and knows their items as they are stored: kept_rules.py has every
kind. What is filed under a person (``PART#``) leads to all of their things, and each thing to the
messages, references and slots that belong to it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import reduce
from operator import and_
from typing import Any

from ..people.link_models import Alias
from ..platform.clock import parse_instant
from ..platform.runtime import Runtime
from ..platform.storage.conditions import Attr, Condition, Key
from ..platform.storage.expressions import Item
from ..platform.storage.keys import Key as TableKey
from ..platform.storage.keys import item_key, part_key
from ..platform.storage.references import reference_id, reference_of
from ..platform.storage.table import Page, Table
from ..platform.storage.writes import Check, Delete, Put, Write
from ..scheduling.slots.keys import canceled_key, slot_key_of

_AT_ONCE = 50
"""Writes of one transaction, which takes a hundred."""


def load_collection(table: Table, kind: str, item_id: str) -> list[Item]:
    """All items of a collection, the history included."""
    return list(table.query_all(Key("pk").eq(f"{kind}#{item_id}")))


def load_parts(table: Table, alias: Alias, last: str) -> Iterator[Item]:
    """Entries of things filed under somebody, up to the ``last`` key, the oldest first."""
    filed = Key("sk").between("PART#", last)
    return table.query_all(Key("pk").eq(f"PERSON#{alias.person_id}") & filed, page_size=100)


def load_last_filed(table: Table, person_id: str) -> str | None:
    """The key of what was filed last under somebody, or None."""
    filed = Key("pk").eq(f"PERSON#{person_id}") & Key("sk").begins_with("PART#")
    page = table.query(filed, newest_first=True, limit=1)
    return str(page.items[0]["sk"]) if page.items else None


def load_filed_after(table: Table, person_id: str, last: str) -> Iterator[Item]:
    """Entries of things filed under somebody behind the ``last`` key, the oldest first."""
    filed = Key("sk").between(f"{last}!", "PART#~")
    return table.query_all(Key("pk").eq(f"PERSON#{person_id}") & filed, page_size=100)


def load_parts_page(table: Table, person_id: str, start: Item | None, limit: int) -> Page:
    """A page of what is filed under somebody, the oldest first."""
    filed = Key("pk").eq(f"PERSON#{person_id}") & Key("sk").begins_with("PART#")
    return table.query(filed, limit=limit, start=start)


def load_own(table: Table, person_id: str) -> list[Item]:
    """Profile, notes, flags and history of somebody, and whatever else stands with them."""
    condition = Key("pk").eq(f"PERSON#{person_id}")
    return [i for i in table.query_all(condition) if not str(i["sk"]).startswith("PART#")]


def load_beside(table: Table, person_id: str) -> list[Item]:
    """Items of somebody under their id, outside of their collection."""
    return table.get_many([item_key("BOOSTER", person_id), item_key("PROVEN", person_id)])


def load_thing(run: Runtime, part: Item) -> list[Item]:
    """A thing that is filed under somebody, with everything that belongs to it."""
    kind, thing_id = str(part["kind"]), str(part["part_id"])
    own = load_collection(run.table, kind, thing_id)
    further = [*load_messages(run.table, thing_id)]
    match kind:
        case "REQUEST":
            keys = [item_key("FLAGGED-FORM", thing_id), _reference_key(run, kind, thing_id)]
            further += run.table.get_many(keys)
        case "APPOINTMENT":
            further += _beside_appointment(run, thing_id, own)
        case "WAITLIST":
            further += _beside_ticket(run.table, own)
    return [*own, *further]


def _reference_key(run: Runtime, kind: str, thing_id: str) -> TableKey:
    of = reference_id(run.keyring, reference_of(thing_id))
    return part_key("REFERENCE", of, f"{kind}#{thing_id}")


def _beside_appointment(run: Runtime, appointment_id: str, own: Sequence[Item]) -> list[Item]:
    """Its slots, now and before, the days that show it as canceled, its reference and series."""
    keys = [_reference_key(run, "APPOINTMENT", appointment_id)]
    slots: dict[str, None] = {}
    for item in own:
        if "slot_id" in item:
            slots[str(item["slot_id"])] = None
        details = item.get("details") or {}
        slots |= {
            str(details[n]): None for n in ("slot", "from", "to") if "~" in details.get(n, "")
        }
    keys += [slot_key_of(each) for each in slots]
    appointment = next((item for item in own if item["sk"] == "APPOINTMENT"), None)
    if appointment:
        ended = (e for e in own if e.get("what") == "cancelled")
        keys += [key for event in ended for key in _canceled_keys(appointment, event)]
    found = run.table.get_many(list({(k["pk"], k["sk"]): k for k in keys}.values()))
    if appointment and appointment.get("series_id"):
        series_id = str(appointment["series_id"])
        found += load_collection(run.table, "SERIES", series_id)
        found += load_messages(run.table, series_id)
    return found


def _canceled_keys(appointment: Item, event: Item) -> list[TableKey]:
    """The keys of a day's line about it, of whichever date that was in the zone of its location.

    That location may be none of the clinic's any more.
    """
    location_id, of = str(appointment["location_id"]), str(appointment["appointment_id"])
    day = parse_instant(str(event["at"])).date()
    return [canceled_key(location_id, day + timedelta(days=n), of) for n in (-1, 0, 1)]


def _beside_ticket(table: Table, own: Sequence[Item]) -> list[Item]:
    """The entry on the list, and further tickets that led to it."""
    found = []
    for item in own:
        if item["sk"] == "WAITLIST":
            waiting = part_key("WAITING", str(item["location_id"]), str(item["waitlist_position"]))
            found += table.get_many([waiting])
        elif str(item["sk"]).startswith("TICKET#"):
            found += load_collection(table, "WAITLIST", str(item["ticket_id"]))
    return found


def load_messages(table: Table, about: str) -> Iterator[Item]:
    """All messages about a thing, their histories, and what the provider called them."""
    for item in load_collection(table, "MESSAGE", about):
        yield item
        if "message_id" not in item:
            continue
        if item["message_id"] != about:
            yield from load_collection(table, "MESSAGE", str(item["message_id"]))
        if item.get("provider_id"):
            yield from table.get_many([item_key("MAIL", str(item["provider_id"]))])


def load_point(table: Table, point_id: str) -> list[Item]:
    """Everything in the collection of a contact point."""
    return load_collection(table, "POINT", point_id)


def pointer_key(point_id: str, person_id: str) -> TableKey:
    """The key by which somebody is found under a contact point."""
    return part_key("POINT", point_id, f"PERSON#{person_id}")


def load_asked(table: Table, pointer: Item) -> list[Item]:
    """A code or a link that was asked for at an address, with its history and its message."""
    kind, asked_id = str(pointer["sk"]).split("#", 1)
    messages = load_messages(table, asked_id)
    return [pointer, *load_collection(table, kind, asked_id), *messages]


def load_mailed(table: Table, point_id: str) -> list[Item]:
    """Counts of mail to an address, and the mark of one that it came back from."""
    both = (point_id, f"{point_id}#CODES")
    return [item for each in both for item in load_collection(table, "MAILED", each)]


def load_profile_items(table: Table, person_ids: Iterable[str]) -> list[Item]:
    """The profiles of these people, as they are stored."""
    return load_items(table, "PERSON", person_ids)


def load_requests(table: Table, request_ids: Iterable[str]) -> list[Item]:
    """The requests of these ids, as they are stored."""
    return load_items(table, "REQUEST", dict.fromkeys(request_ids))


def load_items(table: Table, kind: str, ids: Iterable[str]) -> list[Item]:
    """The items of a kind of these ids, as they are stored."""
    return table.get_many([item_key(kind, each) for each in ids])


def load_filed_as_spam(table: Table, person_id: str) -> list[str]:
    """Ids of requests that came under somebody and were set aside."""
    condition = Key("pk").eq(f"PERSON#{person_id}") & Key("sk").begins_with("SPAM#")
    return [str(item["sk"]).removeprefix("SPAM#") for item in table.query_all(condition)]


def load_unfiled_spam(table: Table, location_id: str) -> list[str]:
    """Ids of requests set aside at a location whose line in the list doesn't say whose they are.

    A version before wrote them: those are filed under nobody.
    """
    partition = Key("due_pk").eq(f"spam#{location_id}")
    entries = table.query_all(partition, index="due", page_size=1000)
    unfiled = (entry for entry in entries if "person_id" not in entry["row"])
    return [str(entry["pk"]).removeprefix("REQUEST#") for entry in unfiled]


def index_entries(item: Item) -> list[TableKey]:
    """The keys under which somebody is found, as what the index has of them tells."""
    person = f"PERSON#{item['person_id']}"
    return [part_key("FIND", str(each), person) for each in item.get("entries", [])]


def change_of(before: Item, after: Item | None) -> Write | None:
    """The write that makes ``after`` of an item as it was read; None where nothing changes.

    Refused, somebody else changed it meanwhile: it is looked at again at the next run.
    """
    if after == before:
        return None
    if after is None:
        return Delete({"pk": before["pk"], "sk": before["sk"]}, only_if=_is_gone_or_unmoved(before))
    version = before.get("version")
    if version is None:
        return Put(after, only_if=_is_unmoved(before))
    return Put(after, only_if=Attr("version").eq(version))


def not_heard_of_since(profile: Item) -> Check:
    """No form came in from somebody since their profile was read."""
    key = {"pk": profile["pk"], "sk": profile["sk"]}
    return Check(key, only_if=_as_seen("last_seen_at", profile))


def _is_unmoved(before: Item) -> Condition | None:
    """A profile, flags, or what is noted on a contact point, as it was: no form came in meanwhile.

    They have no version, for whoever turns to the clinic writes them unread.
    """
    sk = str(before["sk"])
    if not str(before["pk"]).startswith(("PERSON#", "POINT#")):
        return None
    if sk == "PERSON" or sk.startswith("PERSON#"):
        return _as_seen("last_seen_at", before)
    if sk.partition("#")[0] == "FLAGS":
        return _flags_as_seen(before)
    return _as_seen("callback_id", before) if sk.startswith("OPEN#CALLBACK#") else None


def _is_gone_or_unmoved(before: Item) -> Condition | None:
    """The same, or another run of the job took it away meanwhile, as this one is about to."""
    unmoved = _is_unmoved(before)
    return unmoved and (Attr("pk").not_exists() | unmoved)


def _flags_as_seen(before: Item) -> Condition:
    """No flag was stated again or discussed meanwhile, and no other form was set aside.

    Of a form that counts the profile tells.
    """
    flags = [name.removeprefix("last_") for name in before if name.startswith("last_")]
    told = [f"{part}_{flag}" for flag in flags for part in ("last", "discussed")]
    return reduce(and_, (_as_seen(name, before) for name in told), _as_seen("newest", before))


def _as_seen(name: str, before: Item) -> Condition:
    return Attr(name).eq(before[name]) if name in before else Attr(name).not_exists()


def carry_out_all(table: Table, writes: Iterable[Write | None]) -> None:
    """Carry these out in their order, a few in each transaction; of two of one item the first."""
    known: dict[tuple[Any, Any], Write] = {}
    for write in writes:
        if write is not None:
            key = write.item if isinstance(write, Put) else write.key
            known.setdefault((key["pk"], key["sk"]), write)
    wanted = list(known.values())
    for first in range(0, len(wanted), _AT_ONCE):
        table.transact(wanted[first : first + _AT_ONCE])
