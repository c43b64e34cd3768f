"""Answers as they are compared: what was typed, and ids and tokens that no two have alike, named.

Ids and tokens are named in the order in which they first appear, so that the same one again, in
this answer or a later one, has the same name. Times stand as they are: the clock is the same.
"""

import re
from collections.abc import Iterable

from tests.api.conftest import Reply
from tests.sealed import opened

from .people import Typed

Names = dict[str, str]
"""The ids and tokens that were seen so far, by the names that they got."""

_OWN = re.compile(
    r"(?<![0-9a-z])[0-9abcdefghjkmnpqrstvwxyz]{26}(?![0-9a-z])"  # an id
    r"|(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])"  # a token
    r"|(?<![0-9A-Z-])[0-9A-Z]{4}-[0-9A-Z]{4}(?![0-9A-Z-])"  # a reference
)
_HEADERS = ("content-type", "cache-control", "location", "etag", "retry-after")


def told(replies: Iterable[Reply], typed: Typed, names: Names) -> tuple[str, ...]:
    """All that these answers tell to whoever typed this; ``names`` gets the names that are new."""
    return tuple(_text(reply, typed, names) for reply in replies)


def named(text: str, typed: Typed, names: Names) -> str:
    """The text with what was typed, and ids and tokens, named."""
    for words, name in _typed(typed):
        text = text.replace(words, name)
    return _OWN.sub(lambda found: _name(found[0], names), text)


def _text(reply: Reply, typed: Typed, names: Names) -> str:
    headers = "\n".join(f"{name}: {reply.headers.get(name, '')}" for name in _HEADERS)
    return f"{reply.status}\n{headers}\n{named(opened(reply.text), typed, names)}"


def _typed(typed: Typed) -> Iterable[tuple[str, str]]:
    """The words that were typed, and the shorter forms in which they are shown again."""
    yield typed.name, "<name>"
    yield typed.name.partition(" ")[0], "<first name>"
    if typed.phone:
        yield typed.phone, "<phone>"
        area, exchange, line = typed.phone[2:5], typed.phone[5:8], typed.phone[8:]
        yield f"({area}) {exchange}-{line}", "<phone>"
    if typed.email:
        yield typed.email, "<address>"


def _name(own: str, names: Names) -> str:
    return names.setdefault(own, f"<own {len(names) + 1}>")
