"""Decide what an export shows of an item: all that is somebody's, and nothing of others. Pure."""

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from ..platform.storage.expressions import Item
from .blank_rules import Named
from .export_models import ExportedLine, ExportedMessage

_HIDDEN = frozenset(
    {
        *("pk", "sk", "due_pk", "due_at", "open_pk", "open_sk", "row", "version", "expires_at"),
        *("sender", "senders", "point_id", "person_id", "person", "answers", "times_noted"),
        *("waitlist_position", "message_id", "provider_id", "asked", "do_not_contact_wishes"),
        *("wrong_tries", "changed_by", "taken", "undone", "given_up_from", "entries", "spam"),
    }
)
"""The works of the house: keys, counters, ids of its own. None of it says anything of anybody."""

_SECRET = re.compile(r"(^|_)(token|hash|fingerprint|holder|hold_id)(_|$)")


def facts_of(item: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that an item says of its person."""
    return {
        name: _plain(value)
        for name, value in item.items()
        if name not in _HIDDEN and not _SECRET.search(name) and value not in (None, "", [], {})
    }


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case Mapping():
            return facts_of(value)
        case list() | tuple():
            return [_plain(each) for each in value]
        case _:
            return value


def request_facts(item: Item, named: Named) -> dict[str, Any]:
    """A request; where somebody else asked for them, without that one's name and address."""
    if not item.get("on_behalf_of") or named(item.get("name")):
        return facts_of(item)
    kept = _without_address(item, has_phone=bool(item.get("phone")))
    return facts_of({**kept, "name": item["on_behalf_of"]})


def call_facts(item: Item, person_ids: Collection[str]) -> dict[str, Any]:
    """A call with their own occasions, and how those were answered; of the others in it nothing."""
    row = item["row"]
    pairs = zip(row["inside"], item["occasions"], strict=True)
    theirs = [{**line, **rest} for line, rest in pairs if line["person_id"] in person_ids]
    own = [_without_asker(each, has_phone="phone" in item) for each in theirs]
    answers = {
        each["of"]: row["answers"][each["of"]]
        for each in own
        if each["of"] in row.get("answers", {})
    }
    is_alone = len(own) == len(row["inside"])
    whole = facts_of({k: v for k, v in item.items() if k not in ("occasions", "flags", "before")})
    for name in () if is_alone else ("snooze_note", "earlier_snooze_note", "opened_by"):
        whole.pop(name, None)
    answered = {"answered": [{"of": of, **facts_of(each)} for of, each in answers.items()]}
    return {**whole, "occasions": _plain(own), **(answered if answers else {})}


def _without_asker(occasion: Item, *, has_phone: bool) -> Item:
    """An occasion of theirs without the one who asked for them, if that was somebody else."""
    kept = {name: each for name, each in occasion.items() if name not in ("asker", "asked_by")}
    return kept if kept == occasion else _without_address(kept, has_phone=has_phone)


def _without_address(item: Item, *, has_phone: bool) -> Item:
    """The same without the address, which is its sender's; an only way to reach them is theirs."""
    return {name: each for name, each in item.items() if name != "email" or not has_phone}


def line_of(event: Item, person_ids: Collection[str], *, is_shared: bool) -> ExportedLine | None:
    """A line of history as it is shown; None where it is of somebody else in the same call.

    Words that were noted on a call which others are in are left out, unless they are of this
    person: nobody can tell whom they are about.
    """
    details = dict(event.get("details") or {})
    of = details.pop("person", None)
    details.pop("asked_by", None)
    if of is not None and of not in person_ids:
        return None
    if is_shared and of is None:
        details.pop("note", None)
        details.pop("reason", None)
    return ExportedLine(
        at=event["at"], what=event["what"], by=event["by"], details=facts_of(details)
    )


def message_of(item: Item) -> ExportedMessage:
    """A message as it is shown."""
    return ExportedMessage.model_validate(item)
