"""Does a visitor's message read as if somebody may come to harm?

The rule decides only whether the answer carries the crisis panel and the request goes to the front
of the queue. It errs towards yes: a panel nobody needed costs little. It reads English and, in the
main ways of putting it, Spanish; for other languages the form's own tick box must do. What counts,
and why denial, grief, old attempts and worry about another person count too, is told at the top of
crisis_patterns.txt. Nothing is sent, stored or logged here.
"""

from collections.abc import Iterator

from .crisis_patterns import Patterns, Phrase, Step, patterns
from .crisis_patterns_reader import Message, read


def reads_as_crisis(text: str) -> bool:
    """Whether any sign of danger to the writer, or to somebody they write about, is in `text`."""
    return next(_signs(text), None) is not None


def crisis_signs(text: str) -> tuple[str, ...]:
    """The kinds of sign found, in the order of the pattern file; never words of the message."""
    return tuple(dict.fromkeys(_signs(text)))


def _signs(text: str) -> Iterator[str]:
    rules = patterns()
    message = read(text, rules)
    words = _Words(message.words)
    found = [phrase for phrase in rules.signs if words.has(phrase)]
    if found:  # setting words aside only ever takes signs away
        words = _without_idioms(message, words, rules)
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
        return next(self.places_of(phrase), None) is not None

    def places_of(self, phrase: Phrase) -> Iterator[tuple[int, ...]]:
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


def _without_idioms(message: Message, words: _Words, rules: Patterns) -> _Words:
    """The words with harmless idioms set aside: only the idiom's own, and within one sentence."""
    idioms = rules.harmless
    if rules.distress.isdisjoint(words.present):
        idioms += rules.harmless_unless_distressed
    set_aside = {
        index
        for phrase in idioms
        for places in words.places_of(phrase)
        if message.breaks.isdisjoint(range(places[0] + 1, places[-1] + 1))
        for index in places
    }
    return _Words(["" if at in set_aside else word for at, word in enumerate(message.words)])
