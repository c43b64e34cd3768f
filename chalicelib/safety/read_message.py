"""Rewrites a visitor's message into the plain words that crisis_patterns.txt is written in.

"I dont wanna l1ve anymoooore" and "I do not want to live any more" become the same words. Nothing
here decides what is a sign; a wrong guess at a word only matters if a phrase then fits.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from .crisis_patterns import Patterns
from .read_word import APART, INITIALS, SUICIDE, hidden_words, plain_words


@dataclass(frozen=True, eq=False)
class Message:
    """The plain words of a message, and before which of them a sentence ended or a comma stood.

    ``asked`` are those of the ends that a question mark made.
    """

    words: list[str]
    breaks: frozenset[int]
    pauses: frozenset[int]
    asked: frozenset[int]
    _found: dict[frozenset[str], list[int]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def sentence_ends(self) -> list[int]:
        """The positions before which a sentence ended, in order."""
        return sorted(self.breaks)

    @cached_property
    def clause_ends(self) -> list[int]:
        """The same, and those before which a comma stood."""
        return sorted(self.breaks | self.pauses)

    def positions_of(self, words: frozenset[str]) -> list[int]:
        """The positions of any of these words, in order; looked for once."""
        if words not in self._found:
            self._found[words] = [at for at, word in enumerate(self.words) if word in words]
        return self._found[words]


def read(text: str, rules: Patterns) -> Message:
    """The words of `text` with spelling, spacing, case, accents and contractions made plain."""
    plain = plain_words(rules)
    words: list[str] = []
    breaks: set[int] = set()
    pauses: set[int] = set()
    apart: set[int] = set()
    asked: set[int] = set()
    for token in _joined(_tokens(text), rules):
        if token[0] not in _BETWEEN:
            if token == "so" and words and words[-1] not in _BEFORE_A_DEGREE:
                pauses.add(len(words))
                apart.add(len(words))
            words += plain[token]
            continue
        (pauses if token == _PAUSE else breaks).add(len(words))
        if token.strip("\n"):
            apart.add(len(words))
        if "?" in token:
            asked.add(len(words))
    kept, moved = _without_fillers(words, breaks | pauses, apart, rules)
    return Message(kept, *[_moved(ends, moved) for ends in (breaks, pauses, asked)])


# --- letters -------------------------------------------------------------------------------------

_SENTENCE_END = ".?!;\n"
_PAUSE = ","
_BETWEEN = _SENTENCE_END + _PAUSE
_DEGREES_FOLLOW = """
    am is are was were be been being feel get getting got look looks it this that me you i not and
    but or because if when everything him her them hurt do does say think hope guess
"""
_BEFORE_A_DEGREE = frozenset(_DEGREES_FOLLOW.split())
"""After these "so" says how much; after others it begins what follows from what was said."""
_TOKEN = r"[@$]?{letter}+(?:[@$!*'|+]{letter}+){{0,8}}|[.?!;\n]+|,"
_TOKENS = re.compile(_TOKEN.format(letter=r"[^\W_]"))
_TOKENS_OF_ASCII = re.compile(_TOKEN.format(letter="[a-z0-9]"))
_SPACING_ACUTE = "\u00b4"
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_INVISIBLE = frozenset({"Cf", "Mn", "Me"})
_PICTURES = {"\U0001f52b": " gun ", "\U0001f48a": " pills ", "\U0001f52a": " knife "}
_APOSTROPHES = "\u2018\u2019\u201b\u02bc\u02b9\u2032"
_LOOKALIKES = (
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u043a\u043c\u0442\u0501"  # Cyrillic
)
_LOOKALIKES += "\u03b1\u03b5\u03b9\u03ba\u03bf"  # Greek
_LATIN = dict(zip(_LOOKALIKES, "aeopcyxiskmtdaeiko", strict=True))
_READ_AS = {**_PICTURES, **_LATIN, **dict.fromkeys(_APOSTROPHES, "'")}


def _tokens(text: str) -> list[str]:
    """The words of a text as they are written, and what stands between them."""
    letters = _letters(text)
    return (_TOKENS_OF_ASCII if letters.isascii() else _TOKENS).findall(letters)


def _letters(text: str) -> str:
    """Lower case, without accents, invisible characters or look-alikes of Latin letters."""
    text = text.replace("`", "'").replace(_SPACING_ACUTE, "'")
    if text.isascii():
        return text.lower()
    return _NOT_ASCII.sub(_letter, unicodedata.normalize("NFKD", text).casefold())


def _letter(found: re.Match[str]) -> str:
    character = found.group()
    if unicodedata.category(character) in _INVISIBLE:
        return ""
    return _READ_AS.get(character, character)


# --- words taken apart ---------------------------------------------------------------------------

_LONGEST_APART = 10
_FIRST_PIECES = frozenset(word[:at] for word in APART for at in range(1, len(word)))
_LETTERS_IN_A_ROW = re.compile(r" [^\W_](?: [.?!;\n,]{1,9}){0,8} [^\W_](?= )")


def _joined(tokens: list[str], rules: Patterns) -> list[str]:
    """The words of a message, those taken apart put together; most messages have none."""
    in_a_row = f" {' '.join(tokens)} "
    if _LETTERS_IN_A_ROW.search(in_a_row):
        tokens = list(_joined_letters(tokens, rules))
        in_a_row = f" {' '.join(tokens)} "
    if " su" in in_a_row or not _FIRST_PIECES.isdisjoint(tokens):
        return list(_joined_pieces(tokens))
    return tokens


def _joined_letters(tokens: list[str], rules: Patterns) -> Iterator[str]:
    """Single letters in a row, "k.m.s" or "d i e", put together if they hide a word.

    What stands between the letters of a row is the same all along: "d i e, i am" ends at "e".
    """
    row: list[str] = []  # letters, and what stands between them
    between: list[str] = []
    held: list[str] = []  # ends of sentences that may turn out to stand inside a row
    for token in tokens:
        if len(token) == 1 and token.isalnum():
            if len(row) > 1 and held != between:
                read = list(_row(row, rules))
                # Where it hides nothing, its last letter may be the first of the next row.
                yield from read[:-1] if read == row else [*read, *held]
                row = row[-1:] if read == row else []
            row, between, held = [*row, *(held if row else []), token], held, []
        elif row and token[0] in _BETWEEN:
            held.append(token)
        else:
            yield from [*_row(row, rules), *held, token]
            row, held = [], []
    yield from [*_row(row, rules), *held]


def _row(row: list[str], rules: Patterns) -> Iterable[str]:
    """The row as it stands, or its letters and the words that they hide."""
    letters = [each for each in row if each[0] not in _BETWEEN]
    joined = "".join(letters)
    if joined in INITIALS:
        return [joined]
    hidden = hidden_words(rules, True).findall(joined) if len(joined) > 2 else []
    return [*letters, *hidden] if hidden else row


def _joined_pieces(rest: list[str]) -> Iterator[str]:
    """Pieces put together, as in "su icide" or "k ill", if they make a word worth finding."""
    at = 0
    while at < len(rest):
        size = 1
        if rest[at] in _FIRST_PIECES or rest[at][:2] == "su":
            size = next((n for n in (2, 3) if _is_apart(rest[at : at + n], n)), 1)
        yield "".join(rest[at : at + size])
        at += size


def _is_apart(pieces: list[str], size: int) -> bool:
    joined = "".join(pieces)
    if len(pieces) < size or len(joined) > _LONGEST_APART:
        return False
    return joined in APART or (joined.startswith("su") and bool(SUICIDE.fullmatch(joined)))


# --- words that belong together ------------------------------------------------------------------


_OF_SELF = (["harm"], ["injury"])
"""These make a word with "self" before them: "my self harm" has no "myself"."""


def _without_fillers(
    words: list[str], ends: set[int], apart: set[int], rules: Patterns
) -> tuple[list[str], dict[int, int]]:
    """Pairs such as "my self" joined, fillers left out, and where the ends of clauses are now.

    No pair stands over an end that is ``apart``: "done with her. Self harm is back" has no
    "herself". A new line alone is none: some write a word a line.
    """
    kept: list[str] = []
    moved: dict[int, int] = {}
    skip = False
    fillers, pairs, changed = rules.fillers, rules.pairs, rules.fillers_and_firsts
    for at, word in enumerate(words):
        if at in ends:
            moved[at] = len(kept)
        if skip:
            skip = False
        elif word not in changed:
            kept.append(word)
        elif (
            word in pairs
            and (following := words[at + 1 : at + 2])
            and (pair := pairs[word].get(following[0]))
            and at + 1 not in apart
            and not (following[0] == "self" and words[at + 2 : at + 3] in _OF_SELF)
        ):
            kept.extend(pair)
            skip = True
        elif word not in fillers:
            kept.append(word)
    return kept, moved


def _moved(ends: set[int], moved: dict[int, int]) -> frozenset[int]:
    return frozenset([moved[at] for at in ends if at in moved])
