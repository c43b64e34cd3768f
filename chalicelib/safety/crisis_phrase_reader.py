"""Phrases made of the lines of crisis_patterns.txt, each when a message first may hold it.

Most phrases are never looked for: a message has to hold one of the words that a phrase stands or
falls with. So only those words are read at first, and the rest of a line when it is asked for.
"""

from collections.abc import Mapping

from .crisis_phrases import MAX_GAP, MAX_WAYS, Line, PatternError, Phrase, Phrases, Step, Weight

PAST = "past"
DENIED = "denied"
HARMLESS = "harmless"
OVER_A_COMMA = "harmless over a comma"
UNLESS_DISTRESSED = "harmless unless distressed"
IDIOMS = (DENIED, HARMLESS, OVER_A_COMMA, UNLESS_DISTRESSED)
_NEVER_THE_RAREST, _MOST_OFTEN, _SELDOM = 10_000_000, 10_000, 5


class PhraseReader:
    """Reads the lines of a file, and orders what each requires by how rare that is in messages."""

    def __init__(
        self,
        sections: Mapping[str, list[str]],
        spelling: Mapping[str, tuple[str, ...]],
        checked_before: bool,
        rarest: Mapping[str, dict[str, list[int]]],
    ) -> None:
        """Hold the lines; `rarest` is what `self.rarest` came to before, where that is known."""
        self._sections = sections
        self._spelling = spelling
        self._checked_before = checked_before
        self._read: dict[str, frozenset[str]] = {}
        self._steps: dict[tuple[str, int], Step] = {}
        self.fillers = frozenset(w for line in sections.get("fillers", []) for w in line.split())
        self._classes = {
            name.removeprefix("words "): " ".join(body).split()
            for name, body in sections.items()
            if name.startswith("words ")
        }
        frequent = " ".join(sections.get("frequent", [])).split()
        often = {word: _MOST_OFTEN // rank for rank, word in enumerate(frequent, start=10)}
        for name, words in self._classes.items():
            often[f"<{name}>"] = sum([often.get(word, _SELDOM) for word in words])
        self._how_often = _HowOften(often)
        self.rarest = dict(rarest)
        """For each list of phrases their numbers, by the part that is the rarest of each."""

    def phrases(self, name: str, lines: list[Line]) -> Phrases:
        """The phrases of these lines; raises PatternError, at once unless checked before."""
        if name not in self.rarest:
            self.rarest[name] = self._by_rarest_part(lines)
        phrases = Phrases(lines, self._phrase)
        if not self._checked_before:
            list(phrases)
        for part, numbers in self.rarest[name].items():
            phrases.look_up(self._words(part, part), numbers)
        return phrases

    def _by_rarest_part(self, lines: list[Line]) -> dict[str, list[int]]:
        by_part: dict[str, list[int]] = {}
        how_often = self._how_often.__getitem__
        for number, line in enumerate(lines):
            rarest = min(line.text.split(), key=how_often, default="")
            by_part.setdefault(rarest, []).append(number)
        return by_part

    def word_for_word(self, *names: str) -> Phrases:
        """The phrases under these headings, in whose name they are; raises PatternError."""
        lines = [
            Line(name, Weight.STRONG, line)
            for name in names
            for line in self._sections.get(name, [])
        ]
        if not self._checked_before:
            for line in lines:
                self._check_plain(line.text)
        return self.phrases(", ".join(names), lines)

    def words_of(self, lines: list[Line]) -> frozenset[str]:
        """All words that stand in these lines, in idioms, and in whatever classes there are."""
        texts = [line.text for line in lines]
        texts += (line for name in (PAST, *IDIOMS) for line in self._sections.get(name, []))
        parts = set(" ".join(texts).split())  # many lines have the same ones
        names = set(" ".join(parts).replace("|", " ").replace("?", " ").split())
        words = {name for name in names if name[0] not in "~<"}
        words.update(*self._classes.values())
        rewritten = words & self._spelling.keys()
        return frozenset(words.union(*(self._spelling[word] for word in rewritten)))

    def _check_plain(self, line: str) -> None:
        """Raise PatternError for an idiom in words that are rewritten: it would fit more."""
        for name in (name for part in line.split() for name in part.rstrip("?").split("|")):
            for word in self._classes[name.strip("<>")] if name.startswith("<") else [name]:
                if word in self._spelling:
                    raise PatternError(f"{word!r} is not in its plain form in an idiom: {line}")

    def _phrase(self, line: Line) -> Phrase:
        steps: list[Step] = []
        required: list[tuple[int, frozenset[str]]] = []
        gap = 0
        for part in line.text.split():
            if part[0] == "~":
                gap = int(part[1:])
                continue
            step = self._steps.get((part, gap)) or self._step(part, gap, line.text)
            steps.append(step)
            if not step.optional:
                required.append((self._how_often[part], step.words))
            gap = 0
        required.sort(key=_first)
        phrase = Phrase(line.sign, tuple(steps), tuple(words for _, words in required), line.weight)
        if not self._checked_before:
            _check(phrase, line.text, gap)
        return phrase

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

    def _alternatives(self, part: str, line: str) -> frozenset[str]:
        names = part.split("|")
        if "<" not in part:
            if self._checked_before and self._spelling.keys().isdisjoint(names):
                return frozenset(names)
            return frozenset([self._plain(word, line) for word in names])
        words: set[str] = set()
        for name in names:
            if name[0] != "<":
                words.add(self._plain(name, line))
            elif len(names) > 1:
                words |= self._words(name, line)
            else:
                words.update(self._plain(word, line) for word in self._classes[name[1:-1]])
        return frozenset(words)

    def _plain(self, word: str, line: str) -> str:
        plain = self._spelling.get(word)
        if self._checked_before:
            return plain[0] if plain else word
        if (plain and len(plain) != 1) or word in self.fillers:
            raise PatternError(f"{word!r} never reaches a phrase in its own form: {line}")
        return plain[0] if plain else word


class _HowOften(dict[str, int]):
    """A measure of how often an ordinary message has one of the words of a part.

    What is no word, and one that may be missing, is never the rarest part of a phrase.
    """

    def __init__(self, often: Mapping[str, int]) -> None:
        super().__init__()
        self._often = often

    def __missing__(self, part: str) -> int:
        often = self._often
        if part[0] == "~" or part[-1] == "?":
            measure = _NEVER_THE_RAREST
        elif "|" in part:
            measure = sum([often.get(name, _SELDOM) for name in part.split("|")])
        else:
            measure = often.get(part, _SELDOM)
        self[part] = measure
        return measure


def _first(pair: tuple[int, frozenset[str]]) -> int:
    return pair[0]


def _check(phrase: Phrase, line: str, gap_left: int) -> None:
    if not phrase.steps or phrase.steps[0].gap or phrase.steps[0].optional or gap_left:
        raise PatternError(f"a phrase starts and ends with a word: {line}")
    if max(step.gap for step in phrase.steps) > MAX_GAP or phrase.ways > MAX_WAYS:
        raise PatternError(f"a phrase leaves too much open: {line}")
