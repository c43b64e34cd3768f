"""The phrases of crisis_patterns.txt, read and checked.

The notation is told at the top of that file. Its phrases are checked whenever the tests read it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from .crisis_phrases import MAX_GAP, MAX_WAYS, PatternError, Phrase, Phrases, Step, Weight

_WORD_FOR_WORD = (
    "past",
    "denied",
    "harmless",
    "harmless over a comma",
    "harmless unless distressed",
)
_MOST_OFTEN, _SELDOM = 10_000, 5
_IN_A_PHRASE = re.compile(r"(?<![~<\w'])[\w']+")
_SOURCE = Path(__file__).with_name("crisis_patterns.txt")


@dataclass(frozen=True, eq=False)
class Patterns:
    """The whole file: how words are rewritten, and which phrases are looked for."""

    spelling: Mapping[str, tuple[str, ...]]
    pairs: Mapping[tuple[str, str], tuple[str, ...]]
    fillers: frozenset[str]
    distress: frozenset[str]
    profession: frozenset[str]
    within_denials: frozenset[str]
    deniable: frozenset[str]
    joined: Mapping[str, str]
    signs: Phrases
    word_for_word: Callable[[str], Phrases]
    vocabulary: frozenset[str]
    plain: Mapping[str, tuple[str, ...]]
    """Each word that is known as it stands, and what it is read as."""
    slips: Mapping[str, str]

    # Read once a sign is found: most messages need none of them.

    @cached_property
    def past(self) -> Phrases:
        """Words by which something was long ago."""
        return self.word_for_word("past")

    @cached_property
    def denied(self) -> Phrases:
        """Idioms of denial."""
        return self.word_for_word("denied")

    @cached_property
    def harmless(self) -> Phrases:
        """Idioms that stop at a comma."""
        return self.word_for_word("harmless")

    @cached_property
    def harmless_over_a_comma(self) -> Phrases:
        """Idioms that a comma does not end."""
        return self.word_for_word("harmless over a comma")

    @cached_property
    def harmless_unless_distressed(self) -> Phrases:
        """Idioms that stand only while the message holds no word of distress."""
        return self.word_for_word("harmless unless distressed")


@lru_cache(maxsize=1)
def patterns() -> Patterns:
    """Read the file on first use, once per process. The tests have read it with every check."""
    return parse(_SOURCE.read_text(encoding="utf-8"), checked_before=True)


def parse(source: str, *, checked_before: bool = False) -> Patterns:
    """Turn the text of a pattern file into `Patterns`; raises PatternError.

    What was checked before is read in half the time.
    """
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in _lines(source):
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]"), [])
        else:
            lines.append(line)
    spelling, pairs = _spelling(sections.get("spelling", []))
    reader = _PhraseReader(sections, spelling, checked_before)
    signs = tuple(
        reader.phrase(kind, line, weight)
        for name, body in sections.items()
        if name.startswith("sign ")
        for kind, weight in [_kind_and_weight(name)]
        for line in body
    )
    if not checked_before:
        for name in _WORD_FOR_WORD:
            reader.word_for_word(name)
    joined = sections.get("joined", [])
    ordinary = _ordinary(sections.get("ordinary", []), spelling)
    vocabulary = _words_of(signs) | reader.words_of_idioms() | ordinary
    return Patterns(
        plain={**{word: (word,) for word in vocabulary | reader.fillers}, **spelling},
        spelling=spelling,
        pairs=pairs,
        fillers=reader.fillers,
        distress=_words_under(sections, "distress"),
        profession=_words_under(sections, "profession"),
        within_denials=_words_under(sections, "within denials"),
        deniable=_words_under(sections, "deniable"),
        joined={line.replace(" ", ""): line for line in sorted(joined, key=len, reverse=True)},
        signs=Phrases(signs),
        word_for_word=reader.word_for_word,
        vocabulary=frozenset(vocabulary),
        slips=_slips(word for line in sections.get("slips", []) for word in line.split()),
    )


def _words_under(sections: Mapping[str, list[str]], name: str) -> frozenset[str]:
    return frozenset(word for line in sections.get(name, []) for word in line.split())


def _kind_and_weight(heading: str) -> tuple[str, Weight]:
    """The kind and weight in "sign burden: weak"; strong without one. Raises PatternError."""
    kind, _, weight = heading.removeprefix("sign ").partition(":")
    try:
        return kind, Weight[weight.strip().replace(" ", "_").upper() or "STRONG"]
    except KeyError as unknown:
        raise PatternError(f"no such weight: [{heading}]") from unknown


def _slips(words: Iterable[str]) -> dict[str, str]:
    """Each of these words by what is left when one of its letters is gone, or none."""
    by_rest: dict[str, str] = {}
    for word in words:
        by_rest[word] = word
        for at in range(len(word)):
            by_rest.setdefault(word[:at] + word[at + 1 :], word)
    return by_rest


def _words_of(phrases: Iterable[Phrase]) -> set[str]:
    sets = {id(step.words): step.words for phrase in phrases for step in phrase.steps}
    return set().union(*sets.values())


def _lines(source: str) -> Iterator[str]:
    return (line for raw in source.splitlines() if (line := raw.split("#")[0].strip()))


def _spelling(
    lines: list[str],
) -> tuple[dict[str, tuple[str, ...]], dict[tuple[str, str], tuple[str, ...]]]:
    words: dict[str, tuple[str, ...]] = {}
    pairs: dict[tuple[str, str], tuple[str, ...]] = {}
    for line in lines:
        plain, _, variants = line.partition(":")
        for variant in variants.split():
            first, _, second = variant.partition("_")
            if second:
                pairs[first, second] = tuple(plain.split())
            else:
                words[variant] = tuple(plain.split())
    return words, pairs


def _ordinary(lines: list[str], spelling: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    words = frozenset(word for line in lines for word in line.split())
    if rewritten := sorted(words & spelling.keys()):
        raise PatternError(f"{rewritten[0]!r} cannot read as itself: [spelling] rewrites it")
    return words


class _PhraseReader:
    """Reads the lines of a file, and orders what each requires by how rare that is in messages."""

    def __init__(
        self,
        sections: Mapping[str, list[str]],
        spelling: Mapping[str, tuple[str, ...]],
        checked_before: bool,
    ) -> None:
        self._sections = sections
        self._spelling = spelling
        self._checked_before = checked_before
        self._read: dict[str, frozenset[str]] = {}
        self._often_one_of: dict[int, int] = {}
        self._steps: dict[tuple[str, int], Step] = {}
        self.fillers = frozenset(w for line in sections.get("fillers", []) for w in line.split())
        self._classes = {
            name.removeprefix("words "): [word for line in body for word in line.split()]
            for name, body in sections.items()
            if name.startswith("words ")
        }
        frequent = (word for line in sections.get("frequent", []) for word in line.split())
        self._often = {word: _MOST_OFTEN // rank for rank, word in enumerate(frequent, start=10)}

    def word_for_word(self, name: str) -> Phrases:
        """The idioms under a heading; raises PatternError."""
        return Phrases(self.idiom(line) for line in self._sections.get(name, []))

    def words_of_idioms(self) -> set[str]:
        """All words that stand in idioms, and in whatever classes there are."""
        lines = "\n".join(line for name in _WORD_FOR_WORD for line in self._sections.get(name, []))
        return {*_IN_A_PHRASE.findall(lines), *(w for each in self._classes.values() for w in each)}

    def idiom(self, line: str) -> Phrase:
        """An idiom, its words as they stand: rewritten, it would fit more than what it says."""
        if not self._checked_before:
            for name in (name for part in line.split() for name in part.rstrip("?").split("|")):
                for word in self._classes[name.strip("<>")] if name.startswith("<") else [name]:
                    if word in self._spelling:
                        raise PatternError(f"{word!r} is not in its plain form in an idiom: {line}")
        return self.phrase("harmless", line)

    def phrase(self, sign: str, line: str, weight: Weight = Weight.STRONG) -> Phrase:
        steps: list[Step] = []
        required: list[frozenset[str]] = []
        gap = 0
        for part in line.split():
            if part[0] == "~":
                gap = int(part[1:])
                continue
            step = self._steps.get((part, gap)) or self._step(part, gap, line)
            steps.append(step)
            if not step.optional:
                required.append(step.words)
            gap = 0
        if len(required) > 1:
            required.sort(key=self._how_often)
        phrase = Phrase(sign, tuple(steps), tuple(required), weight)
        if not self._checked_before:
            self._check(phrase, line, gap)
        return phrase

    def _check(self, phrase: Phrase, line: str, gap_left: int) -> None:
        if not phrase.steps or phrase.steps[0].gap or phrase.steps[0].optional or gap_left:
            raise PatternError(f"a phrase starts and ends with a word: {line}")
        if max(step.gap for step in phrase.steps) > MAX_GAP or phrase.ways > MAX_WAYS:
            raise PatternError(f"a phrase leaves too much open: {line}")

    def _step(self, part: str, gap: int, line: str) -> Step:
        """A step, kept: many lines say the same."""
        optional = part[-1] == "?"
        if gap and optional:
            raise PatternError(f"a gap stands before a word that is always there: {line}")
        step = Step(self._words(part.rstrip("?"), line), gap, optional)
        self._steps[part, gap] = step
        return step

    def _words(self, part: str, line: str) -> frozenset[str]:
        words = self._read.get(part)
        if words is None:
            words = self._read[part] = self._alternatives(part, line)
        return words

    def _how_often(self, words: frozenset[str]) -> int:
        """A measure of how often an ordinary message has one of these words."""
        if id(words) not in self._often_one_of:
            often = self._often
            self._often_one_of[id(words)] = sum([often.get(word, _SELDOM) for word in words])
        return self._often_one_of[id(words)]

    def _alternatives(self, part: str, line: str) -> frozenset[str]:
        if "<" not in part:
            return frozenset([self._plain(word, line) for word in part.split("|")])
        words: set[str] = set()
        for name in part.split("|"):
            if name[0] == "<":
                words |= self._class(name[1:-1], line)
            else:
                words.add(self._plain(name, line))
        return frozenset(words)

    def _class(self, name: str, line: str) -> frozenset[str]:
        key = f"<{name}>"
        if key not in self._read:
            self._read[key] = frozenset([self._plain(word, line) for word in self._classes[name]])
        return self._read[key]

    def _plain(self, word: str, line: str) -> str:
        plain = self._spelling.get(word)
        if self._checked_before:
            return plain[0] if plain else word
        if (plain and len(plain) != 1) or word in self.fillers:
            raise PatternError(f"{word!r} never reaches a phrase in its own form: {line}")
        return plain[0] if plain else word
