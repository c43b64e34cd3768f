"""Decide what is left of an item once somebody in it is erased. Pure.

What is left has ids, times and counts: no name, no way to reach anybody, and no word that was
typed. It takes items as they are stored and gives them back so, whichever room they are of.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from ..platform.storage.expressions import Item

ERASED = "(erased)"
"""Stands where a name or a reason has to be."""

NOBODY = "erased"
"""Stands for the id of a person or a contact point."""

Named = Callable[[str | None], bool]
"""Tells if a name, on the contact point in question, is that of somebody who is erased."""

CODED_DETAILS = frozenset(
    {
        *("slot", "from", "to", "of", "person", "callback", "claimed_by", "service", "until"),
        *("source", "urgency", "outcome", "disposition", "done", "letter", "step", "spam", "flag"),
        *("doubt", "fields", "despite_age", "also_booked", "beyond_limits", "is_adult", "checked"),
        *("reason_code",),
    }
)
"""Details of a line of history that hold an id, an instant or one of the house's own words."""

_OF_RECORDS = frozenset(
    {
        *("appointment_id", "location_id", "point_id", "person_id", "name", "first_name"),
        *("service_id", "status", "slot_id", "pool", "bay", "starts_at", "ends_at", "escort"),
        *("went_home", "series_id", "booked_by", "booked_at", "arrived_at", "notes"),
        *("times_noted", "version", "changed_by", "is_adult"),
    }
)
"""Attributes of an appointment that took place which medical records keep."""

_OF_COUNTS = _OF_RECORDS - {
    *("point_id", "person_id", "name", "first_name", "escort", "went_home", "notes"),
}


def blank_event(item: Item) -> Item:
    """A line of history: who did what, and when; of its details ids and codes alone."""
    details = item.get("details") or {}
    kept = {
        name: value
        for name, value in details.items()
        if name in CODED_DETAILS or not isinstance(value, str | list)
    }
    return {**item, "details": kept}


def blank_call_event(item: Item, person_ids: Collection[str], named: Named) -> Item:
    """The same of a call that others are in, too: lines that are of one of them stay."""
    details = item.get("details") or {}
    if details.get("person") in (None, *person_ids):
        return blank_event(item)
    if not named(details.get("asked_by")):
        return item
    return {**item, "details": {name: each for name, each in details.items() if name != "asked_by"}}


def blank_appointment(item: Item, *, is_record: bool) -> Item:
    """An appointment for the counts; of one that is a medical record, that record as well."""
    kept = {name: item[name] for name in _OF_RECORDS if is_record and name in item}
    counted = {name: item[name] for name in _OF_COUNTS if name in item}
    blank = {"name": ERASED, "first_name": ERASED, "person_id": NOBODY, "point_id": NOBODY}
    keys = {"pk": item["pk"], "sk": item["sk"], "manage_token_hash": NOBODY}
    left = {**keys, **blank, **counted, **kept}
    return left if left == item else {**left, "version": int(item["version"]) + 1}


def blank_slot(
    item: Item, appointment_id: str, point_ids: Collection[str], person_ids: Collection[str]
) -> Item:
    """A slot without the names of an appointment in it, and without who gave it up."""
    left = dict(item)
    if left.get("given_up_by") in point_ids:
        del left["given_up_by"]
    others = [each for each in left.get("not_for", ()) if each not in person_ids]
    if others != left.get("not_for", []):
        left |= {"not_for": others} if others else {}
        left = left if others else {k: v for k, v in left.items() if k != "not_for"}
    if left.get("appointment_id") == appointment_id and "appointment" in left:
        left["appointment"] = _blank_brief(left["appointment"])
    return left if left == item else {**left, "version": int(item["version"]) + 1}


def _blank_brief(brief: Mapping[str, Any]) -> dict[str, Any]:
    gone = ("last_initial", "point_id", "person_id", "request_id", "notes")
    return {**{k: v for k, v in brief.items() if k not in gone}, "first_name": ERASED}


def blank_series(item: Item) -> Item:
    """A series that holds its appointments together, and is nobody's."""
    return {**item, "point_id": NOBODY, "person_id": NOBODY}


def blank_call(item: Item, person_ids: Collection[str], named: Named) -> Item | None:
    """A call without the people who are erased; None where nobody else is in it."""
    row = item["row"]
    lines, rests = list(row["inside"]), list(item["occasions"])
    theirs = [line["person_id"] in person_ids for line in lines]
    if all(theirs):
        return None
    if not any(theirs) and not any(named(rest.get("asked_by")) for rest in rests):
        return item
    for number, is_theirs in enumerate(theirs):
        if is_theirs:
            lines[number], rests[number] = _blank_occasion(lines[number], rests[number])
        elif named(rests[number].get("asked_by")):
            lines[number] = {k: v for k, v in lines[number].items() if k != "asker"}
            rests[number] = {
                k: v for k, v in rests[number].items() if k not in ("asked_by", "email")
            }
    wishes = [each for each in row.get("do_not_contact", []) if each not in person_ids]
    flags = {flag for line in lines for flag in line.get("flags", [])}
    gone = ("snooze_note", "earlier_snooze_note")
    left = {
        **{name: value for name, value in item.items() if name not in gone},
        "occasions": rests,
        "flags": [flag for flag in item.get("flags", []) if flag in flags],
        "row": {**row, "inside": lines, "do_not_contact": wishes},
    }
    if left.get("opened_by") in person_ids:
        left["opened_by"] = NOBODY
    return left if left == item else {**left, "version": int(item["version"]) + 1}


def _blank_occasion(line: Item, rest: Item) -> tuple[Item, Item]:
    """An occasion of somebody who is erased: that there was one, when, and how grave."""
    told: Item = {n: line[n] for n in ("of", "at", "source", "urgency") if n in line}
    left = {"respond_by": rest["respond_by"]} if "respond_by" in rest else {}
    return {**told, "person_id": NOBODY, "reason": ERASED}, left


def blank_open_call(item: Item, person_ids: Collection[str]) -> Item | None:
    """The note of a location's open call without their wishes; None where nothing else is there."""
    gone = {f"{name}{each}" for each in person_ids for name in ("do_not_contact_", "wishes_")}
    left = {name: value for name, value in item.items() if name not in gone}
    others = any(name.startswith("do_not_contact_") for name in left)
    return left if "callback_id" in left or others else None


def blank_flags(item: Item, is_meant: Callable[[Item], bool]) -> Item | None:
    """Flags without those that only forms stated which are erased; None where no other is there.

    ``is_meant`` tells if such a statement is part of the erasure.
    """
    left = {
        name: each
        for name, each in item.items()
        if not name.startswith(("first_", "last_", "discussed_"))
    }
    stays = [n for n, each in item.items() if n.startswith("last_") and not is_meant(each)]
    for name in stays:
        flag = name.removeprefix("last_")
        left[name] = item[name]
        first = item.get(f"first_{flag}")
        if first:
            left[f"first_{flag}"] = item[name] if is_meant(first) else first
        if f"discussed_{flag}" in item:
            left[f"discussed_{flag}"] = item[f"discussed_{flag}"]
    return left if stays else None


def blank_profile(item: Item, *, is_record: bool, came_back: bool) -> Item | None:
    """A profile: whose medical record is kept, who turned to the clinic again; else None."""
    always = ("pk", "sk", "person_id", "point_id", "name", "first_seen_at", "last_seen_at")
    born = ("date_of_birth", "date_of_birth_by", "date_of_birth_at")
    reached = ("phone", "email")
    kept = [*always, *(born if is_record else ()), *(reached if came_back else ())]
    if not is_record and not came_back:
        return None
    return {name: item[name] for name in kept if name in item}
