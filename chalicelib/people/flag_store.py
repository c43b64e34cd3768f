"""Flags in the table: of each, which form stated it first and last. There are but a few.

    PERSON#<person id>       FLAGS          by flag: first_, last_, and discussed_ (by whom)
    FLAGGED-FORM#<form id>   FLAGGED-FORM   under whom a form with flags was sent

The form itself keeps what was said. Nothing of this stands in the profile.
"""

from collections.abc import Iterable
from datetime import datetime

from ..platform.clock import Instant, instant_text
from ..platform.model import Model
from ..platform.storage.conditions import Attr
from ..platform.storage.expressions import Item
from ..platform.storage.keys import Key, item_key, part_key
from ..platform.storage.writes import Put, Update
from .flag_models import FlagsAsked, GivenFlags, StatedFlag
from .link_store import PREFIX as LINKED
from .person_store import KIND
from .store import KIND as POINT

FORM = "FLAGGED-FORM"
PART = "FLAGS"

_LAST, _FIRST, _DISCUSSED = "last_", "first_", "discussed_"


class _Said(Model):
    of: str
    at: Instant
    has_words: bool = False


class _Discussed(Model):
    of: str
    at: Instant
    by: str


def flags_key(person_id: str) -> Key:
    """The key of what was stated of a person."""
    return part_key(KIND, person_id, PART)


def keys_asked(asked: FlagsAsked) -> list[Key]:
    """The keys that tell somebody's flags, and under what else they are known."""
    linked = part_key(POINT, asked.point_id, LINKED + asked.person_id)
    form = [item_key(FORM, asked.request_id)] if asked.request_id else []
    return [flags_key(asked.person_id), linked, *form]


def stated_update(person_id: str, given: GivenFlags) -> Update:
    """Note which form stated these flags last, and first; what was discussed was another form."""
    told = {"of": given.of, "at": instant_text(given.at), "has_words": given.has_words}
    return Update(
        flags_key(person_id),
        set={"person_id": person_id, **{_LAST + flag: told for flag in given.flags}},
        keep={_FIRST + flag: told for flag in given.flags},
    )


def form_put(person_id: str, form_id: str) -> Put:
    """Note under whom a form with flags was sent."""
    return Put({**item_key(FORM, form_id), "person_id": person_id})


def discussed_update(stated: StatedFlag, by: str, at: datetime) -> Update:
    """Note that staff discussed a flag, if no other form has stated it since and nobody did."""
    told = {"of": stated.of, "by": by, "at": instant_text(at)}
    discussed = Attr(f"{_DISCUSSED}{stated.flag}.of")
    return Update(
        flags_key(stated.person_id),
        set={_DISCUSSED + stated.flag: told},
        only_if=Attr(f"{_LAST}{stated.flag}.of").eq(stated.of)
        & (discussed.not_exists() | discussed.ne(stated.of)),
        name=PART,
    )


def discussed_lift(stated: StatedFlag) -> Update:
    """Take back that a flag was discussed."""
    return Update(
        flags_key(stated.person_id),
        remove=(_DISCUSSED + stated.flag,),
        only_if=Attr(f"{_DISCUSSED}{stated.flag}.of").eq(stated.of),
        name=PART,
    )


def flags_in(items: Iterable[Item]) -> dict[str, list[StatedFlag]]:
    """The flags among these items, by the id of the person whose form stated them."""
    return {str(item["person_id"]): _flags(item) for item in items if item["sk"] == PART}


def form_owners_in(items: Iterable[Item]) -> dict[str, str]:
    """The ids of those under whom forms were sent, by the form's id."""
    forms = (item for item in items if item["sk"] == FORM)
    return {str(item["pk"]).removeprefix(f"{FORM}#"): str(item["person_id"]) for item in forms}


def _flags(item: Item) -> list[StatedFlag]:
    names = [name.removeprefix(_LAST) for name in item if name.startswith(_LAST)]
    return [_flag(item, name) for name in sorted(names)]


def _flag(item: Item, name: str) -> StatedFlag:
    last, first = (_Said.model_validate(item[prefix + name]) for prefix in (_LAST, _FIRST))
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
        discussed_by=discussed and discussed.by,
        discussed_at=discussed and discussed.at,
    )
