"""Decide under what somebody can be found: the beginnings of their names. Pure."""

import unicodedata
from collections.abc import Iterator

from .name_rules import name_key

LONGEST_PREFIX = 8
"""In characters. Whoever types more is found by these, and told apart by the whole name."""

_MOST_PARTS = 6
"""So many parts of a name lead to it, the longest of them. One transaction holds them all."""

_LAST_DIGITS = 4


def findable_parts(name: str | None) -> list[str]:
    """The parts by which a name is found; of one with a sign in it, the whole and its pieces.

    ``O'Brien`` is found as obrien and as brien. The longest come first.
    """
    found: dict[str, None] = {}
    for word in name_key(name).split():
        pieces = _pieces(word)
        found.update(dict.fromkeys(["".join(pieces), *pieces]))
    found.update(dict.fromkeys(_between_signs(name)))
    parts = sorted((part for part in found if part), key=lambda part: (-len(part), part))
    return parts[:_MOST_PARTS]


def prefixes_of(part: str) -> list[str]:
    """The beginnings by which a part of a name is found, the shortest first."""
    lengths = range(1, min(len(part), LONGEST_PREFIX) + 1)
    return [part[:length] for length in lengths if is_long_enough(part[:length])]


def is_long_enough(typed: str) -> bool:
    """True if so much of a part leads to it: two letters.

    One is enough where a character is a word or a syllable: in scripts without capitals.
    """
    return len(typed) > 1 or (typed != "" and typed.upper() == typed.lower())


def typed_parts(typed: str) -> list[str]:
    """The parts of a name as somebody types it, to be found in any order, the longest first."""
    parts = {"".join(_pieces(word)) for word in name_key(typed).split()}
    return sorted(parts - {""}, key=lambda part: (-len(part), part))


def is_found_by(name: str | None, parts: list[str]) -> bool:
    """True if each of the typed parts begins a part of this name."""
    known = findable_parts(name)
    return all(any(part.startswith(typed) for part in known) for typed in parts)


def whole_parts(name: str | None, parts: list[str]) -> int:
    """Number of the typed parts that are whole parts of the name: such a name is meant first."""
    return len(set(findable_parts(name)) & set(parts))


def last_digits_of(phone: str | None) -> str | None:
    """The digits at the end of an E.164 number by which it is found."""
    return phone[-_LAST_DIGITS:] if phone else None


def _between_signs(name: str | None) -> Iterator[str]:
    """The pieces of words that have a sign within them, each normalized like a name."""
    for word in unicodedata.normalize("NFKC", name or "").split():
        pieces = _pieces(word)
        if len(pieces) > 1:
            yield from ("".join(_pieces(name_key(piece))) for piece in pieces)


def _pieces(word: str) -> list[str]:
    """A word without its signs, in the pieces between them; marks stay with their letters."""
    return "".join(_letters(word)).split()


def _letters(word: str) -> Iterator[str]:
    for character in word:
        yield character if unicodedata.category(character)[0] in "LMN" else " "
