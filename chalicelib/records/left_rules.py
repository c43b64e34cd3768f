"""Decide what is left of any item of somebody who is erased, whatever its kind. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..platform.clock import parse_instant
from ..platform.storage.expressions import Item
from . import blank_rules as blank
from .erase_rules import is_record
from .kept_rules import Fate, fate_of


@dataclass(frozen=True)
class Leaving:
    """Somebody who is erased, as far as an item is judged by it."""

    person_ids: frozenset[str]
    point_ids: frozenset[str]
    until: datetime
    """Things that came after it are no part of the erasure: they turned to the clinic again."""
    now: datetime
    years: int
    """So many years medical records are kept."""
    named: blank.Named
    last_keys: Mapping[str, str] = field(default_factory=dict)
    """By person, the last key of what is filed under them and part of it."""
    anew: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By person, the ids of what was filed under them after that, as far as it was read."""

    @property
    def filed_anew(self) -> frozenset[str]:
        """The ids of all that was filed under any of them after that."""
        return frozenset(of for found in self.anew.values() for of in found)

    def keeps(self, appointment: Item) -> bool:
        """True for an appointment that is a medical record still."""
        return is_record(appointment, self.years, self.now)

    def is_newer(self, item: Item) -> bool:
        """True for a line, a note or a part that was written after it."""
        at = item.get("at") or item.get("last_seen_at") or (item.get("told") or {}).get("at")
        return at is not None and parse_instant(str(at)) > self.until

    def is_meant(self, stated: Item) -> bool:
        """True for what a form stated that is part of it."""
        return not self.is_newer(stated) and stated["of"] not in self.filed_anew

    def is_back(self, item: Item) -> bool:
        """True for a profile, or what leads to one, of somebody who turned to the clinic again."""
        return self.is_newer(item) or bool(self.anew.get(str(item.get("person_id"))))

    def is_in_anew(self, call: Item) -> bool:
        """True for a call that any of them came into after it: it stays as it is."""
        return any(
            line["person_id"] in self.person_ids
            and (self.is_newer(line) or line["of"] in self.filed_anew)
            for line in (call.get("row") or {}).get("inside", [])
        )


def left_of_thing(item: Item, of: str, leaving: Leaving) -> Item | None:
    """The rest of an item that belongs to one of their things, whose id is ``of``."""
    fate = fate_of(item)
    if fate is not Fate.BLANKED:
        return None if fate is Fate.GOES else item
    kind, part = (str(item[name]).partition("#")[0] for name in ("pk", "sk"))
    if part == "EVENT" and kind == "CALLBACK":
        return blank.blank_call_event(item, leaving.person_ids, leaving.named)
    if part == "EVENT":
        return blank.blank_event(item)
    if part == "DONE":
        return None if item["answer"].get("answered") in leaving.person_ids else item
    match kind:
        case "APPOINTMENT":
            return blank.blank_appointment(item, is_record=leaving.keeps(item))
        case "SLOTS":
            return blank.blank_slot(item, of, leaving.point_ids, leaving.person_ids)
        case "SERIES":
            return blank.blank_series(item)
        case _:
            return blank.blank_call(item, leaving.person_ids, leaving.named)


def left_on_point(item: Item, leaving: Leaving) -> Item | None:
    """The rest of an item in the collection of a contact point that they came under."""
    fate_of(item)
    sk, theirs = str(item["sk"]), item.get("person_id") in leaving.person_ids
    if sk.startswith("OPEN#CALLBACK#"):
        return blank.blank_open_call(item, leaving.person_ids)
    if sk.startswith("OPEN#LINKED#"):
        return None if sk.rpartition("#")[2] in leaving.person_ids else item
    if sk.startswith("PERSON#"):
        return None if theirs and not leaving.is_back(item) else item
    if sk.startswith(("OPEN#APPOINTMENT#", "OPEN#WAIT#")):
        of = item.get("appointment_id") or item.get("entry_id")
        return None if theirs and of not in leaving.filed_anew else item
    return item


def left_of_person(
    item: Item, leaving: Leaving, *, has_record: bool, came_back: bool
) -> Item | None:
    """The rest of an item in the collection of the person; parts are seen to by themselves."""
    fate_of(item)
    part = str(item["sk"]).partition("#")[0]
    if part == "PERSON":
        return blank.blank_profile(item, is_record=has_record, came_back=came_back)
    if part == "PART" or leaving.is_newer(item):
        return item
    match part:
        case "EVENT":
            return blank.blank_event(item)
        case "FLAGS":
            return blank.blank_flags(item, leaving.is_meant)
        case "INDEX" if came_back:
            return item
        case _:
            return None


def addresses_in(item: Item) -> Iterator[tuple[str, str | None]]:
    """Each email address in an item, with the name that was given with it."""
    if "row" in item and "occasions" in item:
        for rest in item["occasions"]:
            if rest.get("email"):
                yield str(rest["email"]), rest.get("name")
    if item.get("email"):
        yield str(item["email"]), item.get("name")
        if item.get("on_behalf_of"):
            yield str(item["email"]), str(item["on_behalf_of"])


def own_addresses_in(item: Item, leaving: Leaving) -> Iterator[tuple[str, str | None]]:
    """The same, of a call that others are in, too, those that came with their own occasions."""
    if "row" not in item or "occasions" not in item:
        yield from addresses_in(item)
        return
    for line, rest in zip(item["row"]["inside"], item["occasions"], strict=True):
        if line["person_id"] in leaving.person_ids and rest.get("email"):
            yield str(rest["email"]), rest.get("name")


def without_answers_about(profile: Item, leaving: Leaving) -> Item:
    """The profile of somebody else, without the desk's answers that name who is erased."""
    answers: Mapping[str, Any] = profile.get("answers") or {}
    kept = {
        key: each
        for key, each in answers.items()
        if not {each["question"]["person_id"], each["question"]["about_id"]} & leaving.person_ids
    }
    if kept == answers:
        return profile
    left = {name: value for name, value in profile.items() if name != "answers"}
    return {**left, **({"answers": kept} if kept else {})}


def is_asked_by(item: Item, leaving: Leaving) -> bool:
    """True for what who is erased asked for somebody else: a request, or a call with such a one."""
    if "occasions" in item:
        return any(leaving.named(each.get("asked_by")) for each in item["occasions"])
    return bool(item.get("on_behalf_of")) and leaving.named(item.get("name"))


def left_of_asked(item: Item, leaving: Leaving) -> Item:
    """The same without who asked: neither their name nor their address is left in it."""
    if str(item["sk"]).startswith("EVENT#"):
        return blank.blank_call_event(item, leaving.person_ids, leaving.named)
    if "occasions" in item:
        return blank.blank_call(item, leaving.person_ids, leaving.named) or item
    if not is_asked_by(item, leaving):
        return item
    left = {name: value for name, value in item.items() if name != "email"}
    return {**left, "name": blank.ERASED}
