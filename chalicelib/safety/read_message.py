"""Rewrites a visitor's message into the plain words that crisis_patterns.txt is written in.

"I dont wanna l1ve anymoooore" and "I do not want to live any more" become the same words. Nothing
here decides what is a sign; a wrong guess at a word only matters if a phrase then fits.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

from .crisis_patterns import Patterns


class Message(NamedTuple):
    """The plain words of a message, and before which of them a sentence ended or a comma stood."""

    words: list[str]
    breaks: frozenset[int]
    pauses: frozenset[int]


def read(text: str, rules: Patterns) -> Message:
    """The words of `text` with spelling, spacing, case, accents and contractions made plain."""
    plain = _word_reader(rules)
    words: list[str] = []
    breaks: set[int] = set()
    pauses: set[int] = set()
    lines: set[int] = set()
    for token in _joined_pieces(_joined_letters(_TOKEN.findall(_letters(text)), rules)):
        if token[0] not in _BETWEEN:
            if token == "so" and words and words[-1] not in _BEFORE_A_DEGREE:
                pauses.add(len(words))
            words += plain(token)
        elif token == _PAUSE:
            pauses.add(len(words))
        else:
            breaks.add(len(words))
            if not token.strip("\n"):
                lines.add(len(words))
    return _without_fillers(words, breaks, pauses, lines, rules)


# --- letters -------------------------------------------------------------------------------------

_SENTENCE_END = ".?!;\n"
_PAUSE = ","
_BETWEEN = _SENTENCE_END + _PAUSE
_DEGREES_FOLLOW = """
    am is are was were be been being feel feels feeling felt get getting got look looks it this that
    me you i never and but or just ever always a because if when everything him her them hurts do
    does say think said hope guess
"""
_BEFORE_A_DEGREE = frozenset(_DEGREES_FOLLOW.split())
"""After these "so" says how much; after others it begins what follows from what was said."""
_TOKEN = re.compile(r"[@$]?[^\W_]+(?:[@$!*'|+][^\W_]+){0,8}|[.?!;\n]+|,")
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

_APART = frozenset({"kill", "killing", "die", "dying", "end", "dead", "unalive", "overdose"})
_LONGEST_APART = 10
_FIRST_PIECES = frozenset(word[:at] for word in _APART for at in range(1, len(word)))
_LETTERS_IN_A_ROW = re.compile(r" [^\W_](?: [.?!;\n,]{1,9}){0,8} [^\W_](?= )")
_INITIALS = frozenset({"si", "sh", "od"})
_SUICIDE = re.compile(
    r"su[aeiou]{0,3}[csz]{1,3}[aeiouy]{0,3}d(?:e|ed|es|el|le|al|ial|aly|ally?|ality|ing|io|a|arme|arse)"
)


def _joined_letters(tokens: list[str], rules: Patterns) -> list[str]:
    """Single letters in a row, "k.m.s" or "d i e", put together if they hide a word."""
    if _LETTERS_IN_A_ROW.search(f" {' '.join(tokens)} "):
        return list(_rows_joined(tokens, rules))
    return tokens


def _rows_joined(tokens: list[str], rules: Patterns) -> Iterator[str]:
    """What stands between the letters of a row is the same all along: "d i e, i am" ends at "e"."""
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
    if joined in _INITIALS:
        return [joined]
    hidden = _hidden(rules, True).findall(joined) if len(joined) > 2 else []
    return [*letters, *hidden] if hidden else row


@lru_cache(maxsize=2)
def _hidden(rules: Patterns, short_too: bool) -> re.Pattern[str]:
    """Words to look for inside a word without spaces, or inside a row of single letters."""
    words = {*rules.joined, *(_APART | {"kms", "kys", "sui"} if short_too else ())}
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


def _joined_pieces(tokens: list[str]) -> list[str]:
    """Pieces put together, as in "su icide" or "k ill", if they make a word worth finding."""
    if _FIRST_PIECES.isdisjoint(tokens) and " su" not in f" {' '.join(tokens)}":
        return tokens
    return list(_pieces_joined(tokens))


def _pieces_joined(rest: list[str]) -> Iterator[str]:
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
    return joined in _APART or (joined.startswith("su") and bool(_SUICIDE.fullmatch(joined)))


# --- words ---------------------------------------------------------------------------------------

_LEET = (
    str.maketrans("013457@$!|+8", "oieastasiltb"),
    str.maketrans("013457@$!|+8", "oleastasiltb"),
)
_UNITS = "a am p pm h hr hrs min mins mg mcg g kg lb lbs ml cc oz mm cm in ft mi km k b m d w x y"
_UNITS += " mo wk wks yo yr yrs st nd rd th s"
_AMOUNT = re.compile(rf"[@$]?(\d+)({'|'.join(_UNITS.split())})?")  # a price, a time, a dose
_YEAR = re.compile(r"(?:19|20)\d\d")
_SYMBOL = re.compile(r"[@$!*'|+]+")
_DRAWN_OUT = re.compile(r"((.)\2{2,})")
_CENSORED = ("kill", "killing", "suicide", "suicidal", "die", "dead", "dying", "cutting")
_SUICIDE_STEMS = ("suicid", "sewersl")
_A_NUMBER, _TEN_OR_MORE = "0", "00"
_LONG_AGO = ("0", "year")
_CURRENCY = "@$"
_SUCCEED = ("succe", "suce")  # to succeed, and Spanish suceder: not a misspelling
_SHORTEST_SLIP = 5
_SHORTEST_LEET = 3
_SHORTEST_HIDING = 7
_MOST_READINGS = 16
_REMEMBERED = 4096


@lru_cache(maxsize=2)
def _word_reader(rules: Patterns) -> Callable[[str], tuple[str, ...]]:
    """Reads words; those read last are remembered, for the same words come again and again."""
    return lru_cache(maxsize=_REMEMBERED)(_WordReader(rules).plain)


class _WordReader:
    """Reads one word at a time."""

    def __init__(self, rules: Patterns) -> None:
        self._rules = rules

    def plain(self, token: str) -> tuple[str, ...]:
        return self._known(token) or self._guessed(token)

    def _known(self, word: str) -> tuple[str, ...] | None:
        if plain := self._rules.spelling.get(word):
            return plain
        if word in self._rules.vocabulary:
            return (word,)
        if word.startswith(_SUICIDE_STEMS):
            return ("suicide",)
        if word[0] in _CURRENCY or word[0].isdecimal():
            return _amount(word)
        return None

    def _guessed(self, token: str) -> tuple[str, ...]:
        for reading in islice(_readings(token), _MOST_READINGS):
            if reading in _INITIALS and not token.isalpha():
                continue  # initials are too short to be seen through: a vertebra "s1" is no "si"
            if plain := self._known(reading) or self._misspelt(reading):
                return plain
        parts = [part for part in _SYMBOL.split(token) if part]
        if len(parts) > 1 and "'" not in token:
            return tuple(word for part in parts for word in self.plain(part))
        if len(token) >= _SHORTEST_HIDING:
            return self._hiding(token)
        return (token,)

    def _misspelt(self, word: str) -> tuple[str, ...] | None:
        if word.startswith("su") and not word.startswith(_SUCCEED) and _SUICIDE.fullmatch(word):
            return ("suicide",)
        if len(word) < _SHORTEST_SLIP or not word.isascii():
            return None
        slips = self._rules.slips
        for rest in (word, *(word[:at] + word[at + 1 :] for at in range(len(word)))):
            plain = slips.get(rest)
            if plain and _one_letter_off(word, plain):
                return self._known(plain) or (plain,)
        return None

    def _hiding(self, token: str) -> tuple[str, ...]:
        """The phrases inside a word such as "iwanttodie", each of their words plain."""
        phrases = [
            self._rules.joined[found] for found in _hidden(self._rules, False).findall(token)
        ]
        words = [word for phrase in phrases for word in phrase.split()]
        return tuple(plain for word in words for plain in self.plain(word)) or (token,)


def _readings(token: str) -> Iterator[str]:
    """Words that this may have been before apostrophes, digits, stars and drawn-out letters."""
    word = token.replace("'", "")
    yield word
    if "*" in word:
        pattern = re.compile("".join("[a-z]" if c == "*" else re.escape(c) for c in word))
        yield from (plain for plain in _CENSORED if pattern.fullmatch(plain))
    if word.isalpha():
        spelt = [word]
    elif len(word) >= _SHORTEST_LEET:
        spelt = list(dict.fromkeys(word.translate(t) for t in _LEET))
    else:
        spelt = []
    for letters in spelt:
        yield letters
        if letters.endswith("eing"):  # liveing, takeing
            yield letters.removesuffix("eing") + "ing"
        yield from _shortened(letters)


def _shortened(word: str) -> Iterator[str]:
    """Each drawn-out letter twice or once: what "goooood" and "diiiiie" may have been.

    Two of a letter are not drawn out: "good" is not "god", and "SSI" is not "SI".
    """
    parts = _DRAWN_OUT.split(word)
    runs = parts[1::3]
    if runs and len(runs) <= 3:
        for choice in product((2, 1), repeat=len(runs)):
            drawn = (run[:size] for run, size in zip(runs, choice, strict=True))
            yield "".join(a + b for a, b in zip(parts[::3], [*drawn, ""], strict=True))


def _amount(word: str) -> tuple[str, ...] | None:
    """A number of any kind; whether it is ten or more tells two tablets from sixty."""
    if not (amount := _AMOUNT.fullmatch(word)):
        return None
    digits, unit = amount.groups()
    if unit:
        return (_A_NUMBER, unit)
    if _YEAR.fullmatch(word):
        return _LONG_AGO
    return (_A_NUMBER,) if len(digits) == 1 else (_TEN_OR_MORE,)


def _one_letter_off(word: str, plain: str) -> bool:
    """One letter missing, added or wrong, or two next to each other swapped."""
    start = next((i for i, (a, b) in enumerate(zip(word, plain, strict=False)) if a != b), None)
    if start is None:
        return True
    a, b = word[start:], plain[start:]
    swapped = a[:2] == b[1::-1] and a[2:] == b[2:]
    return swapped or a[1:] == b[1:] or a == b[1:] or a[1:] == b


# --- words that belong together ------------------------------------------------------------------


def _without_fillers(
    words: list[str], breaks: set[int], pauses: set[int], lines: set[int], rules: Patterns
) -> Message:
    """Pairs such as "my self" joined, fillers left out, and the ends of clauses moved along.

    No pair stands over the end of a clause: "done with her. Self harm is back" has no "herself".
    A new line alone is no end here: some write a word a line.
    """
    kept: list[str] = []
    moved: dict[int, int] = {}
    skip = False
    fillers, pairs = rules.fillers, rules.pairs
    ends = breaks | pauses
    apart = ends - lines
    for at, (word, following) in enumerate(zip(words, [*words[1:], ""], strict=False)):
        if at in ends:
            moved[at] = len(kept)
        if skip:
            skip = False
        elif (pair := pairs.get((word, following))) and at + 1 not in apart:
            kept.extend(pair)
            skip = True
        elif word not in fillers:
            kept.append(word)
    return Message(
        kept,
        frozenset(moved[at] for at in breaks if at in moved),
        frozenset(moved[at] for at in pauses if at in moved),
    )
