"""The first name and the initial that lists show of somebody. Pure."""

import unicodedata

from .words_of_names import DEGREES, DOTTED_TITLES, SURE_GENERATIONS, TILDE_TITLES, TITLES

_TITLES = frozenset(TITLES.split())
_DOTTED_TITLES = frozenset(DOTTED_TITLES.split())
_TILDE_TITLES = frozenset(TILDE_TITLES.split())

_ANDS = frozenset(("and", "&", "y", "e"))
"""Words between two titles of a couple."""

_SUFFIXES = frozenset(f"{SURE_GENERATIONS} {DEGREES}".split())
"""Words after a name: whose child somebody is, and what they learned."""


def first_name_of(name: str | None) -> str:
    """The first word of a name that is no title: what lists may show.

    Whatever space parts the words. ``Example, Robin`` is read as it is meant.
    """
    words = _given_name_first(name or "")
    return words[0] if words else ""


def last_initial_of(name: str | None) -> str:
    """The capital that the last word of a name begins with: what lists may show besides.

    Empty where there is one word alone, or the last begins with no letter.
    """
    words = _given_name_first(name or "")
    initial = words[-1][0].upper() if len(words) > 1 else ""
    return initial if len(initial) == 1 and initial.isalpha() else ""


def _given_name_first(name: str) -> list[str]:
    """The words of a name in the order they are said, without titles and what follows a name."""
    parts = [part for part in map(_bare, name.split(",")) if part]
    if not parts:
        return name.split()[:1]
    family, *given = parts
    return [*given[0], *family] if given else family


def _bare(part: str) -> list[str]:
    """The words of a part without titles and suffixes; none where it is nothing else."""
    words = part.split()
    while words and _is_title(words[0]):
        del words[0]
        if words[0:1] and words[0].casefold() in _ANDS and _is_title("".join(words[1:2])):
            del words[0]
    while words and _is_suffix(words[-1]):
        del words[-1]
    return words


def _is_title(word: str) -> bool:
    small = unicodedata.normalize("NFC", word.casefold())
    bare = small.removesuffix(".")
    plain = "".join(s for s in unicodedata.normalize("NFD", bare) if not unicodedata.combining(s))
    return plain in _TITLES or bare in _TILDE_TITLES or (bare != small and bare in _DOTTED_TITLES)


def _is_suffix(word: str) -> bool:
    return word.casefold().replace(".", "") in _SUFFIXES
