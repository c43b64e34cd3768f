"""Read a person's name into the form in which names are compared. Pure.

Marks, apostrophes and joiners are spelling in Latin letters and go; in every other script they
may be all that tells two names apart, and stay.
"""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from .words_of_names import (
    DEGREES,
    DOTTED_TITLES,
    GENERATIONS,
    SURE_GENERATIONS,
    TILDE_TITLES,
    TITLES,
)

_TITLES = frozenset(TITLES.split())
_DOTTED_TITLES = frozenset(DOTTED_TITLES.split())
_TILDE_TITLES = frozenset(TILDE_TITLES.split())
_DEGREES = frozenset(DEGREES.split())
_GENERATIONS = {said: word for word, every in GENERATIONS.items() for said in every.split()}
_SURE_GENERATIONS = frozenset(SURE_GENERATIONS.split())

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛`´′ʹʻʼʽʾʿˈꞌ＇"), "'")

_UNDECOMPOSED = str.maketrans(
    dict(zip("øłđħŧıðƚ", "oldhtidl", strict=True), æ="ae", œ="oe", þ="th")
)
"""Latin letters whose stroke is part of them for Unicode, and a mark for whoever types without."""

_JOINERS = frozenset("\u200c\u200d")
_PART_OF_WORDS = frozenset("'׳״") | _JOINERS


class NameParts(NamedTuple):
    """The words of a name in the order of "first last", and its generation: jr, sr, ii or none."""

    words: tuple[str, ...]
    generation: str = ""


class _Word(NamedTuple):
    """A word of a name, and its two looks that may make a title of it."""

    text: str
    is_dotted: bool
    as_typed: str


def name_key(name: str | None) -> str:
    """The name as names are compared: small letters, no marks on Latin ones, no titles, sorted.

    Two ways to write one name have one key; Jr, Sr, II, III and IV stay. Whatever can be seen has
    a key that is not empty: a name of titles or symbols alone is itself. Empty for no name.
    """
    parts = name_parts(name)
    return " ".join(sorted([*parts.words, parts.generation] if parts.generation else parts.words))


def name_parts(name: str | None) -> NameParts:
    """The words of a name without titles and degrees, and its generation apart.

    "Last, First" is turned around. A name that has no words but titles or symbols keeps those.
    """
    text = _folded(name or "")
    segments = [words for words in map(_words_of, text.split(",")) if words]
    found = _named(segments)
    if found.words:
        return found
    every = tuple(word.text for words in segments for word in words)
    return NameParts(every or tuple(text.split()) or tuple((name or "").split()))


def is_latin(letter: str) -> bool:
    """True for a letter of the Latin script, with marks or without."""
    return unicodedata.name(letter, "").startswith("LATIN ")


def _named(segments: list[list[_Word]]) -> NameParts:
    """The segments between commas as one name, without titles, degrees and generation."""
    generation = ""
    named: list[list[str]] = []
    for each in segments:
        said = [word.text for word in each[_titles_in_front(each) :]]
        before = sum(map(len, named))
        while said and before + len(said) > 2 and said[-1] in _DEGREES:
            said.pop()
        if said and not generation:
            generation = _take_generation(said, before)
        named.append(said)
    named = [said for said in named if said]
    turned = [*named[1:2], *named[:1], *named[2:]]
    return NameParts(tuple(word for said in turned for word in said), generation)


def _titles_in_front(words: list[_Word]) -> int:
    """The number of titles that lead these words. A "Sr." with nothing behind it is senior."""
    count = 0
    while count < len(words) and _is_title(words[count]):
        if words[count].text == "sr" and count + 1 == len(words):
            break
        count += 1
    return count


def _is_title(word: _Word) -> bool:
    return (
        word.text in _TITLES
        or (word.is_dotted and word.text in _DOTTED_TITLES)
        or word.as_typed in _TILDE_TITLES
    )


def _take_generation(said: list[str], before: int) -> str:
    """Take the generation out of these words, if one follows a name. None leads a whole name."""
    for position in range(len(said) - 1, -1, -1):
        word = said[position]
        names = before + position
        is_last = position == len(said) - 1
        follows = names > 0 if word in _SURE_GENERATIONS else names > 1 and is_last
        if follows and word in _GENERATIONS:
            del said[position]
            return _GENERATIONS[word]
    return ""


def _words_of(text: str) -> list[_Word]:
    """The words of a text; what is neither letter nor number nor part of a word parts them."""
    pieces = ((dot, word, _without_marks(word)) for dot, word in _pieces(_undotted(text)))
    return [_Word(bare, dot, word) for dot, word, bare in pieces if set(bare) - _PART_OF_WORDS]


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """Each run of signs of words, with whether a dot ends it."""
    start = 0
    for end, sign in enumerate(f"{text} "):
        if end == start and unicodedata.category(sign)[0] == "M":
            start += 1  # a mark on nothing, such as the one that gives a heart its color
        elif not _is_of_word(sign):
            if end > start:
                yield sign == ".", text[start:end]
            start = end + 1


def _is_of_word(sign: str) -> bool:
    kind = unicodedata.category(sign)
    return kind[0] in "LMN" or kind in {"Co", "Cn", "Cs"} or sign in _PART_OF_WORDS


def _undotted(text: str) -> str:
    """Degrees written with dots as the one word that they are: "m.d." as "md"."""
    words = ((word, word.replace(".", "")) for word in text.split())
    return " ".join(plain if plain in _DEGREES else word for word, plain in words)


def _folded(text: str) -> str:
    """The text in one form for all that look or sound alike, small, without what nobody sees."""
    plain = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES))
    folded = unicodedata.normalize("NFKC", plain.casefold())
    seen = (s for s in folded if s in _JOINERS or unicodedata.category(s) != "Cf")
    return "".join(seen)


def _without_marks(word: str) -> str:
    """The word without marks, apostrophes and joiners on or beside Latin letters."""
    kept: list[str] = []
    after_latin = False
    signs = unicodedata.normalize("NFD", word)
    for position, sign in enumerate(signs):
        is_loose = sign in _PART_OF_WORDS or unicodedata.category(sign)[0] == "M"
        if not is_loose:
            after_latin = is_latin(sign)
        leads_latin = sign == "'" and is_latin(signs[position + 1 : position + 2] or " ")
        if not is_loose or not (after_latin or leads_latin):
            kept.append(sign)
    return unicodedata.normalize("NFC", "".join(kept)).translate(_UNDECOMPOSED)
