"""The crisis rule: which messages read as if somebody may come to harm.

The rule decides only whether the answer carries the crisis panel and the request goes to the front
of the queue. It errs towards yes: a panel nobody needed costs little. It reads English and, in the
main ways of putting it, Spanish; for other languages the form's own tick box must do. What counts,
and why denial, grief, old attempts and worry about another person count too, is told at the top of
crisis_patterns.txt. Nothing is sent, stored or logged here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .crisis_patterns import Patterns, Phrase, Step, patterns
from .crisis_patterns_reader import Message, read


class Level(StrEnum):
    """What is done about a message: nothing, help is shown, or its call comes before all others."""

    NONE = "none"
    PANEL = "panel"
    CRISIS = "crisis"


@dataclass(frozen=True)
class Reading:
    """What the rule makes of a message."""

    level: Level
    signs: tuple[str, ...]
    """The kinds of sign found, each once; never words of the message."""


def read_signs(*texts: str) -> Reading:
    """The signs of danger in all that somebody wrote, weighed together."""
    signs = tuple(dict.fromkeys(sign for text in texts for sign in _signs(text)))
    return Reading(Level.CRISIS if signs else Level.NONE, signs)


def reads_as_crisis(text: str) -> bool:
    """True if `text` has any sign of danger to the writer, or to somebody they write about."""
    return next(_signs(text), None) is not None


def _signs(text: str) -> Iterator[str]:
    """The kinds of sign found, in the order of the pattern file; never words of the message."""
    rules = patterns()
    message = read(text, rules)
    words = _Words(message.words)
    found = [phrase for phrase in rules.signs.with_one_of(words.present) if words.has(phrase)]
    if found:  # setting words aside only ever takes signs away
        words = _without_idioms(message, words, rules, found)
    return (phrase.sign for phrase in found if words.has(phrase))


class _Words:
    """The words of a message, in order and by where each stands."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._where: dict[str, list[int]] = {}
        for index, word in enumerate(words):
            self._where.setdefault(word, []).append(index)
        self.present = frozenset(self._where)

    def has(self, phrase: Phrase) -> bool:
        return next(self.positions_of(phrase), None) is not None

    def positions_of(self, phrase: Phrase) -> Iterator[tuple[int, ...]]:
        """Each place where the phrase stands, as the positions of its words."""
        for words in phrase.required:
            if words.isdisjoint(self.present):
                return
        steps = phrase.steps
        for word in steps[0].words & self.present:
            for start in self._where[word]:
                if (rest := self._walk(steps[1:], start + 1)) is not None:
                    yield (start, *rest)

    def _walk(self, steps: tuple[Step, ...], at: int) -> tuple[int, ...] | None:
        """The positions of the steps from `at` on, or None; `Phrase.ways` bounds the tries."""
        if not steps:
            return ()
        step, *_ = steps
        for here in range(at, min(at + step.gap + 1, len(self._words))):
            if self._words[here] in step.words:
                rest = self._walk(steps[1:], here + 1)
                if rest is not None:
                    return (here, *rest)
        return self._walk(steps[1:], at) if step.optional else None


def _without_idioms(
    message: Message, words: _Words, rules: Patterns, found: list[Phrase]
) -> _Words:
    """The words with harmless idioms set aside: only the idiom's own, and within one clause.

    An idiom is believed only if it accounts for what it touches: no sign may need words that stand
    in its gaps, and no two signs may stand one on either side of a place within it.
    """
    signs = [positions for phrase in found for positions in words.positions_of(phrase)]
    idioms = [
        positions
        for positions in _idioms(message, words, rules)
        if not any(_leans_on_a_gap(sign, positions) for sign in signs)
    ]
    parted = _between_signs(signs, idioms, len(message.words))
    harmless_at = {
        index
        for positions in idioms
        if parted.isdisjoint(_inside(positions))
        for index in positions
    }
    return _Words(["" if at in harmless_at else word for at, word in enumerate(message.words)])


def _idioms(message: Message, words: _Words, rules: Patterns) -> Iterator[tuple[int, ...]]:
    groups = [
        (rules.harmless, message.breaks | message.pauses),
        (rules.harmless_over_a_comma, message.breaks),
    ]
    if rules.distress.isdisjoint(words.present):
        groups.append((rules.harmless_unless_distressed, message.breaks))
    for phrases, ends in groups:
        for phrase in phrases.with_one_of(words.present):
            for positions in words.positions_of(phrase):
                if ends.isdisjoint(_inside(positions)):
                    yield positions


def _inside(positions: tuple[int, ...]) -> range:
    return range(positions[0] + 1, positions[-1] + 1)


def _leans_on_a_gap(sign: tuple[int, ...], idiom: tuple[int, ...]) -> bool:
    """A sign made of the idiom's words and of others between them is more than the idiom says."""
    if sign[0] > idiom[-1] or idiom[0] > sign[-1]:
        return False
    own = set(idiom)
    return not own.isdisjoint(sign) and any(
        idiom[0] < at < idiom[-1] and at not in own for at in sign
    )


def _between_signs(
    signs: list[tuple[int, ...]], idioms: list[tuple[int, ...]], length: int
) -> set[int]:
    """Before which words a sign ends and another begins, whatever idiom seems to join the two."""
    ended: set[int] = set()
    begun: set[int] = set()
    first_end, last_start = length, 0  # of the signs that no idiom touches
    for sign in signs:
        own = set(sign)
        touching = [idiom for idiom in idioms if not own.isdisjoint(idiom)]
        if touching:
            ended.update(range(sign[-1] + 1, min(idiom[-1] for idiom in touching) + 1))
            begun.update(range(max(idiom[0] for idiom in touching) + 1, sign[0] + 1))
        else:
            first_end = min(first_end, sign[-1] + 1)
            last_start = max(last_start, sign[0])
    ended.update(range(first_end, length))
    begun.update(range(last_start + 1))
    return ended & begun
