"""Flags in the table: of each, which form stated it first and last. There are but a few.

    PERSON#<person id>       FLAGS          by flag: first_, last_, and discussed_ (by whom)
                             FLAGS#SPAM     the same of forms that were set aside as spam
    FLAGGED-FORM#<form id>   FLAGGED-FORM   under whom a form with flags was sent

The form itself keeps what was said. Nothing of this stands in the profile.

What was set aside stands apart: it changes nothing of what other forms stated, and it goes. Each of
its flags ends with the form that stated it last, and is not read from then on; the item itself ends
with the last of them. ``newest`` there is the id of the form that was set aside last.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from ..platform.clock import Instant, instant_text
from ..platform.model import Model
from ..platform.storage.conditions import Attr, Condition
from ..platform.storage.expressions import Item
from ..platform.storage.keys import Key, item_key, part_key
from ..platform.storage.writes import Put, Update
from .flag_models import FlagsAsked, GivenFlags, StatedFlag
from .link_store import PREFIX as LINKED
from .person_store import KIND
from .store import KIND as POINT

FORM = "FLAGGED-FORM"
PART = "FLAGS"
SPAM = "FLAGS#SPAM"

_LAST, _FIRST, _DISCUSSED = "last_", "first_", "discussed_"


class _Said(Model):
    of: str
    at: Instant
    has_words: bool = False
    until: Instant | None = None


class _Discussed(Model):
    of: str
    at: Instant
    by: str


def flags_key(person_id: str) -> Key:
    """The key of what was stated of a person."""
    return part_key(KIND, person_id, PART)


def spam_key(person_id: str) -> Key:
    """The key of what forms that were set aside stated of a person."""
    return part_key(KIND, person_id, SPAM)


def flags_keys(person_id: str) -> list[Key]:
    """The keys of all that was stated of a person."""
    return [flags_key(person_id), spam_key(person_id)]


def keys_asked(asked: FlagsAsked) -> list[Key]:
    """The keys that tell somebody's flags, and under what else they are known."""
    linked = part_key(POINT, asked.point_id, LINKED + asked.person_id)
    form = [item_key(FORM, asked.request_id)] if asked.request_id else []
    return [*flags_keys(asked.person_id), linked, *form]


def stated_update(person_id: str, given: GivenFlags) -> Update:
    """Note which form stated these flags last, and first; what was discussed was another form."""
    told = _told(given)
    return Update(
        flags_key(person_id),
        set={"person_id": person_id, **{_LAST + flag: told for flag in given.flags}},
        keep={_FIRST + flag: told for flag in given.flags},
    )


def stated_in_spam(
    person_id: str, given: GivenFlags, ends_at: int, stood: Mapping[str, Any] | None
) -> Update:
    """Note what a form stated that is set aside until then (epoch seconds).

    ``stood`` is what was noted of forms set aside, where this was refused: one of them ends later,
    since `retention.spam_days` was more then.
    """
    until = instant_text(datetime.fromtimestamp(ends_at, UTC))
    told = {**_told(given), "until": until}
    last = {_LAST + flag: told for flag in given.flags}
    end = max(ends_at, int(stood["expires_at"])) if stood else ends_at
    return Update(
        spam_key(person_id),
        set={"person_id": person_id, "newest": given.of, "expires_at": end, **last},
        only_if=Attr("expires_at").not_exists() | Attr("expires_at").lte(end),
        name=SPAM,
    )


def stated_after_all(person_id: str, given: GivenFlags, stood: Iterable[Item]) -> Update:
    """Note what a form stated that was set aside, as if it had counted when it was sent.

    ``stood`` is what is known of the person's flags; the write is refused where forms that count
    have changed it since.
    """
    known = {item["sk"]: item for item in stood}
    counted, of_spam = known.get(PART, {}), known.get(SPAM, {})
    changes: dict[str, Any] = {"person_id": person_id}
    as_known: Condition | None = None
    for flag in given.flags:
        changes |= _after_all(flag, given, counted, of_spam)
        last = Attr(f"{_LAST}{flag}.of")
        before = counted.get(_LAST + flag)
        same = last.eq(before["of"]) if before else last.not_exists()
        as_known = as_known & same if as_known else same
    return Update(flags_key(person_id), set=changes, only_if=as_known, name=PART)


def _after_all(flag: str, given: GivenFlags, counted: Item, of_spam: Item) -> dict[str, Any]:
    """The changes for one flag: it is the last form that stated it, the first, or one between."""
    told, at = _told(given), instant_text(given.at)
    last, first = (counted.get(prefix + flag) for prefix in (_LAST, _FIRST))
    changes: dict[str, Any] = {}
    if first is None or str(first["at"]) > at:
        changes[_FIRST + flag] = told
    if last is None or str(last["at"]) <= at:
        changes[_LAST + flag] = told
        discussed = of_spam.get(_DISCUSSED + flag)
        if discussed and discussed["of"] == given.of:
            changes[_DISCUSSED + flag] = discussed
    return changes


def _told(given: GivenFlags) -> dict[str, Any]:
    return {"of": given.of, "at": instant_text(given.at), "has_words": given.has_words}


def form_put(person_id: str, form_id: str, ends_at: int | None = None) -> Put:
    """Note under whom a form with flags was sent; with ``ends_at`` (epoch seconds), until then."""
    return Put({**item_key(FORM, form_id), "person_id": person_id, "expires_at": ends_at})


def discussed_update(stated: StatedFlag, by: str, at: datetime) -> Update:
    """Note that staff discussed a flag, if no other form has stated it since and nobody did."""
    told = {"of": stated.of, "by": by, "at": instant_text(at)}
    discussed = Attr(f"{_DISCUSSED}{stated.flag}.of")
    return Update(
        _key_of(stated),
        set={_DISCUSSED + stated.flag: told},
        only_if=Attr(f"{_LAST}{stated.flag}.of").eq(stated.of)
        & (discussed.not_exists() | discussed.ne(stated.of)),
        name=PART,
    )


def discussed_lift(stated: StatedFlag) -> Update:
    """Take back that a flag was discussed."""
    return Update(
        _key_of(stated),
        remove=(_DISCUSSED + stated.flag,),
        only_if=Attr(f"{_DISCUSSED}{stated.flag}.of").eq(stated.of),
        name=PART,
    )


def _key_of(stated: StatedFlag) -> Key:
    is_spam = stated.until is not None
    return spam_key(stated.person_id) if is_spam else flags_key(stated.person_id)


def flags_in(items: Iterable[Item], now: datetime) -> dict[str, list[StatedFlag]]:
    """The flags among these items, by the id of the person whose form stated them.

    Where a form that counts stated one, what was set aside is not asked.
    """
    found: dict[str, dict[str, StatedFlag]] = {}
    ours = [item for item in items if item["sk"] in (PART, SPAM)]
    for item in sorted(ours, key=lambda each: each["sk"] == PART):
        stated = {each.flag: each for each in _flags(item) if not each.is_over(now)}
        found.setdefault(str(item["person_id"]), {}).update(stated)
    return {person_id: [*flags.values()] for person_id, flags in found.items()}


def form_owners_in(items: Iterable[Item]) -> dict[str, str]:
    """The ids of those under whom forms were sent, by the form's id."""
    forms = (item for item in items if item["sk"] == FORM)
    return {str(item["pk"]).removeprefix(f"{FORM}#"): str(item["person_id"]) for item in forms}


def _flags(item: Item) -> list[StatedFlag]:
    names = [name.removeprefix(_LAST) for name in item if name.startswith(_LAST)]
    return [_flag(item, name) for name in sorted(names)]


def _flag(item: Item, name: str) -> StatedFlag:
    last = _Said.model_validate(item[_LAST + name])
    first = _Said.model_validate(item.get(_FIRST + name) or item[_LAST + name])
    noted = item.get(_DISCUSSED + name)
    discussed = _Discussed.model_validate(noted) if noted else None
    if discussed and discussed.of != last.of:
        discussed = None
    return StatedFlag(
        flag=name,
        person_id=str(item["person_id"]),
        of=last.of,
        at=last.at,
        first_at=first.at if first.at < last.at else None,
        has_words=last.has_words,
        until=last.until,
        discussed_by=discussed and discussed.by,
        discussed_at=discussed and discussed.at,
    )
