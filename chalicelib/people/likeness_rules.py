"""Judge whether two names are probably one person's: a hint for the desk, never a decision. Pure.

A nickname, a part of the name, a slip of a letter or two, another last name. Whoever shares only a
last name is somebody else: a spouse, a parent, a child. So are Jr and Sr.
"""

import unicodedata
from functools import cache
from pathlib import Path

from .name_rules import NameParts, name_parts
from .words_of_names import FAMILY_FIRST, PARTICLES

_PARTICLES = frozenset(PARTICLES.split())
_FAMILY_FIRST = frozenset(FAMILY_FIRST.split())

_GIVEN_NAMES = Path(__file__).with_name("given_names.txt")

_ALPHABETS_END = 0x700
"""Signs below are letters of alphabets; above are scripts where each sign is much of a name."""


def are_alike(one: str | None, other: str | None) -> bool:
    """True where the two names are probably one person's. Nobody is like whoever has no name."""
    first, second = name_parts(one), name_parts(other)
    if not first.words or not second.words or first.generation != second.generation:
        return False
    if "".join(first.words) == "".join(second.words) or _joined(first) == _joined(second):
        return True
    shorter, longer = sorted((_told(first), _told(second)), key=lambda words: (len(words), words))
    return _is_part(shorter, longer) or _is_of_the_same_first_name(shorter, longer)


def is_slip(one: str, other: str) -> bool:
    """True where one word is the other with a slip: one letter, or two in a word of seven and more.

    Two letters that changed their order are one slip. Words of three letters are too short to tell.
    """
    shorter = min(len(one), len(other))
    if shorter < 4 or not (_is_spelled(one) and _is_spelled(other)):
        return False
    return _edits(one, other) <= (2 if shorter >= 7 else 1)


def _joined(parts: NameParts) -> list[str]:
    """The words with each particle joined to the one that it belongs to: "de la Cruz" as one."""
    words: list[str] = []
    particles = ""
    for word in parts.words:
        if word in _PARTICLES:
            particles += word
        else:
            words.append(particles + word)
            particles = ""
    return sorted([*words, particles] if particles else words)


def _told(parts: NameParts) -> tuple[str, ...]:
    """The words that tell people apart, without marks: a slip of the keyboard in any script."""
    words = tuple(word for word in parts.words if word not in _PARTICLES) or parts.words
    return tuple(_bare(word) for word in words)


def _is_spelled(word: str) -> bool:
    """True for a word of an alphabet, in which one letter is a small part of a name."""
    return max(map(ord, word)) < _ALPHABETS_END


def _bare(word: str) -> str:
    if not _is_spelled(word):
        return word
    signs = unicodedata.normalize("NFD", word)
    kept = "".join(sign for sign in signs if unicodedata.category(sign) != "Mn")
    return unicodedata.normalize("NFC", kept) or word


def _is_part(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """True where each word of the shorter name is one of the longer one's, in whatever order."""
    rest, _ = _unmatched(shorter, longer)
    return not rest and max(map(len, shorter)) > 1


def _is_of_the_same_first_name(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """True where the first names are one, the last ones are two, and little else speaks against it.

    Somebody who married, or went back to the name of before.
    """
    first = shorter[0]
    is_telling = len(first) > 1 and _is_spelled(first) and first not in _FAMILY_FIRST
    if len(shorter) < 2 or not is_telling or not _is_one_name(first, longer[0]):
        return False
    ours, theirs = _unmatched(shorter[1:], longer[1:])
    return ours == [shorter[-1]] and longer[-1] in theirs


def _unmatched(shorter: tuple[str, ...], longer: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The words of each name that have none in the other; the surest pairs are made first."""
    ours, theirs = list(shorter), list(longer)
    for is_match in (str.__eq__, _is_one_name, _is_slip_of_name, _is_initial):
        for word in tuple(ours):
            match = next((each for each in theirs if is_match(word, each)), None)
            if match is not None:
                ours.remove(word)
                theirs.remove(match)
    return ours, theirs


def _is_one_name(one: str, other: str) -> bool:
    """True for the same word, and for two forms of one given name."""
    return one == other or bool(_lines_of(one) & _lines_of(other))


def _is_slip_of_name(one: str, other: str) -> bool:
    """True for a slip, but not where both are given names, or a man's and a woman's form of one."""
    are_two_names = bool(_lines_of(one) and _lines_of(other))
    are_a_pair = one[:-1] == other[:-1] and {one[-1], other[-1]} == {"a", "o"}
    return is_slip(one, other) and not are_two_names and not are_a_pair


def _is_initial(one: str, other: str) -> bool:
    """True where one word is the first letter of the other."""
    return 1 in {len(one), len(other)} and one[0] == other[0] and _is_spelled(one + other)


@cache
def _forms() -> dict[str, frozenset[int]]:
    """Each form of a given name, with the lines that it stands in."""
    lines: dict[str, set[int]] = {}
    for number, line in enumerate(_GIVEN_NAMES.read_text("utf-8").splitlines()):
        for form in line.partition("#")[0].split():
            lines.setdefault(_bare(form), set()).add(number)
    return {form: frozenset(numbers) for form, numbers in lines.items()}


def _lines_of(word: str) -> frozenset[int]:
    return _forms().get(word, frozenset())


def _edits(one: str, other: str) -> int:
    """The letters to add, drop, change or swap with their neighbor, to make one word the other."""
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for line, letter in enumerate(one, 1):
        last, before, row = before, row, [line]
        for column, sign in enumerate(other, 1):
            least = min(row[-1] + 1, before[column] + 1, before[column - 1] + (letter != sign))
            if line > 1 and column > 1 and one[line - 2 : line] == sign + other[column - 2]:
                least = min(least, last[column - 2] + 1)
            row.append(least)
    return row[-1]
