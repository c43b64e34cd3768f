"""The same, ids and times aside: what two tables or two answers that say the same are turned into.

Ids that were drawn are named by where they stand: two that stand in like places are alike, and each
still counts. Instants are cut to the minute, which is all that any rule here decides by. Sealed
tokens are opened, and other tokens and hashes are a word.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from tests.sealed import opened

_ID = re.compile(r"(?<![0-9a-z])[0-9abcdefghjkmnpqrstvwxyz]{26}(?![0-9a-z])")
_HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_TOKEN = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d):\d\d(\.\d+)?")
_EPOCH = re.compile(r"(?<!\d)1[5-9]\d{8}(?!\d)")
_SECONDS_LEFT = re.compile(r'"held_seconds": \d+')
"""How long something is kept yet: less, when it is asked again a second later."""
_NUMBER_DRAWN = re.compile(r'(hold_number|browser_number)([\'"]: ?["]?)\d+')
"""Which of the numbers that a holder has was free: drawn by the hold's id."""
_NUMBER_TAKEN = re.compile(r'"([hb])\d+": "')

_LOOKS = 4
"""So far an id is told from others by what stands around it: this many steps away."""


def ids_in(items: Iterable[Any]) -> set[str]:
    """Every id that stands in these."""
    return {found for item in items for found in _ID.findall(_text(item))}


def canonical(items: Iterable[Any], known: set[str]) -> Counter[str]:
    """How often each item is there. Ids that are ``known``, from before, keep their names."""
    texts = [_text(item) for item in items]
    names = dict.fromkeys(sorted({f for text in texts for f in _ID.findall(text)} - known), "new")
    for _ in range(_LOOKS):
        names = _told_apart(texts, names)
    return Counter(_named(text, names) for text in texts)


def _told_apart(texts: list[str], names: dict[str, str]) -> dict[str, str]:
    around: dict[str, list[str]] = {name: [] for name in names}
    for text in texts:
        for own in set(_ID.findall(text)) & set(names):
            around[own].append(_named(text, {**names, own: "this"}))
    return {
        own: hashlib.sha256("\n".join(sorted(places)).encode()).hexdigest()[:8]
        for own, places in around.items()
    }


def _named(text: str, names: dict[str, str]) -> str:
    return _ID.sub(lambda found: f"<{names[found[0]]}>" if found[0] in names else found[0], text)


def _text(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, default=str, ensure_ascii=False)
    text = opened(text)
    text = _TOKEN.sub("<token>", _HASH.sub("<hash>", text))
    text = _EPOCH.sub(lambda found: str(int(found[0]) // 60), _INSTANT.sub(r"\1", text))
    text = _NUMBER_DRAWN.sub(r"\1\2some", text)
    text = _NUMBER_TAKEN.sub(r'"\1": "', text)
    return _SECONDS_LEFT.sub('"held_seconds": "some"', text)
