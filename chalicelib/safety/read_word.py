"""Reads one word of a message: what was meant by "d1e", "hopeles", "$350" or "iwanttodie".

A word that is known stands as it is; another one may be a known one with a slip in it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from .crisis_patterns import Patterns

APART = frozenset({"kill", "killing", "die", "dying", "end", "dead", "unalive", "overdose"})
"""Words that people take apart, as in "k ill"."""
INITIALS = frozenset({"si", "sh", "od"})
SUICIDE = re.compile(
    r"su[aeiou]{0,3}[csz]{1,3}[aeiouy]{0,3}d(?:e|ed|es|el|le|al|ial|aly|ally?|ality|ing|io|a|arme|arse)"
)
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
_SHORTEST_SLIP, _LONGEST_SLIP = 5, 40
"""Letters of a word that may have a slip in it: what a slip costs grows with their square."""
_SHORTEST_LEET = 3
_SHORTEST_HIDING = 7
_MOST_READINGS = 16


@lru_cache(maxsize=2)
def hidden_words(rules: Patterns, short_too: bool) -> re.Pattern[str]:
    """Words to look for inside a word without spaces, or inside a row of single letters."""
    words = {*rules.joined, *(APART | {"kms", "kys", "sui"} if short_too else ())}
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


@lru_cache(maxsize=2)
def plain_words(rules: Patterns) -> "PlainWords":
    """The plain words of whatever word is asked for."""
    return PlainWords(rules)


class PlainWords(dict[str, tuple[str, ...]]):
    """The words that the rule's own file has, as they read; any other is read when it is asked for.

    Nothing that somebody wrote is kept, in whatever order: a name, a number and a slip are read
    anew each time.
    """

    def __init__(self, rules: Patterns) -> None:
        super().__init__({word: (word,) for word in rules.vocabulary})
        self.update((word, plain) for word, plain in rules.spelling.items() if plain)
        self._reader = _WordReader(rules)

    def __missing__(self, word: str) -> tuple[str, ...]:
        return self._reader.plain(word)


class _WordReader:
    """Reads one word at a time."""

    def __init__(self, rules: Patterns) -> None:
        self._rules = rules
        # One letter off, two at the begin or two at the end are as they should be.
        self._begins = frozenset(word[:2] for word in rules.slips.values())
        self._ends = frozenset(word[-2:] for word in rules.slips.values())

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
        if token.isalpha() and not token.endswith("eing") and not _DRAWN_OUT.search(token):
            return self._misspelt(token) or self._hiding(token)  # as most are
        for reading in islice(_readings(token), _MOST_READINGS):
            if reading in INITIALS and not token.isalpha():
                continue  # initials are too short to be seen through: a vertebra "s1" is no "si"
            if plain := self._known(reading) or self._misspelt(reading):
                return plain
        parts = [part for part in _SYMBOL.split(token) if part]
        if len(parts) > 1 and "'" not in token:
            return tuple(word for part in parts for word in self.plain(part))
        return self._hiding(token)

    def _misspelt(self, word: str) -> tuple[str, ...] | None:
        if word.startswith("su") and not word.startswith(_SUCCEED) and SUICIDE.fullmatch(word):
            return ("suicide",)
        if not _SHORTEST_SLIP <= len(word) <= _LONGEST_SLIP or not word.isascii():
            return None
        if word[:2] not in self._begins and word[-2:] not in self._ends:
            return None
        slips = self._rules.slips
        for rest in (word, *(word[:at] + word[at + 1 :] for at in range(len(word)))):
            plain = slips.get(rest)
            if plain and _one_letter_off(word, plain):
                return self._known(plain) or (plain,)
        return None

    def _hiding(self, token: str) -> tuple[str, ...]:
        """The phrases inside a word such as "iwanttodie", each of their words plain."""
        if len(token) < _SHORTEST_HIDING:
            return (token,)
        phrases = [
            self._rules.joined[found] for found in hidden_words(self._rules, False).findall(token)
        ]
        words = [word for phrase in phrases for word in phrase.split()]
        return tuple(plain for word in words for plain in self.plain(word)) or (token,)


def _readings(token: str) -> Iterator[str]:
    """Words that this may have been before apostrophes, digits, stars and drawn-out letters."""
    word = token.replace("'", "")
    yield word
    if "*" in word:
        yield from (plain for plain in _CENSORED if _is_starred(word, plain))
    if word.isalpha():
        spelt = [word]
    elif len(word) >= _SHORTEST_LEET:
        spelt = list(dict.fromkeys(word.translate(t) for t in _LEET))
    else:
        spelt = []
    for letters in spelt:
        if letters != word:
            yield letters
        if letters.endswith("eing"):  # liveing, takeing
            yield letters.removesuffix("eing") + "ing"
        yield from _shortened(letters)


def _is_starred(word: str, plain: str) -> bool:
    """True if the word is the plain one with stars for letters of it.

    No expression is made of what somebody wrote: Python would keep it.
    """
    return len(word) == len(plain) and all(a in ("*", b) for a, b in zip(word, plain, strict=True))


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
