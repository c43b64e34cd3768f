"""What differs between two canonical forms, in few words."""

import json
import re
from collections import Counter
from typing import Any

_NAME = re.compile(r"<[0-9a-f]{8}>")
"""The name of an id. One thing that differs changes the names of all ids around it."""

_LONGEST = 160


def differences(wanted: Counter[str], found: Counter[str]) -> list[str]:
    """Each thing that is missing, too many or not as it should be; empty when all is alike."""
    if wanted == found:
        return []
    missing, extra = (Counter({_unnamed(text): 0 for text in each}) for each in (wanted, found))
    for counted, each in ((missing, wanted), (extra, found)):
        for text, count in each.items():
            counted[_unnamed(text)] += count
    changed = _paired([*(missing - extra).elements()], [*(extra - missing).elements()])
    return sorted(changed) or ["the same items, joined otherwise"]


def _paired(missing: list[str], extra: list[str]) -> list[str]:
    lines = []
    for text in missing:
        item = json.loads(text)
        like = max(extra, key=lambda other: _likeness(item, json.loads(other)), default=None)
        if like is None or _likeness(item, json.loads(like)) == 0:
            lines.append(f"missing {_short(text)}")
            continue
        extra.remove(like)
        lines.append(f"{_kind(item)}: {_fields(item, json.loads(like))}")
    return [*lines, *(f"too much {_short(text)}" for text in extra)]


def _likeness(one: dict[str, Any], other: dict[str, Any]) -> int:
    """How many fields are alike, of two items of a kind; 0 for others."""
    if _kind(one) != _kind(other):
        return 0
    return 1 + sum(bool(other.get(name) == value) for name, value in one.items())


def _kind(item: dict[str, Any]) -> str:
    if "pk" not in item:
        return "answer"
    return f"{str(item['pk']).partition('#')[0]} {str(item.get('sk')).partition('#')[0]}"


def _fields(wanted: dict[str, Any], found: dict[str, Any]) -> str:
    if isinstance(wanted.get("body"), dict) and isinstance(found.get("body"), dict):
        wanted, found = ({**each, **each["body"], "body": None} for each in (wanted, found))
    names = [name for name in sorted({*wanted, *found}) if wanted.get(name) != found.get(name)]
    return "; ".join(
        f"{name} {_short(wanted.get(name))} became {_short(found.get(name))}" for name in names
    )


def _unnamed(text: str) -> str:
    return _NAME.sub("<id>", text)


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
