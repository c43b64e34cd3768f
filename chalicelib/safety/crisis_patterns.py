"""The phrases of crisis_patterns.txt, read and checked.

The notation is told at the top of that file. Its phrases are checked whenever the tests read it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypedDict, cast

from .crisis_phrase_reader import IDIOMS, PAST, PhraseReader
from .crisis_phrases import Line, PatternError, Phrases, Weight

INDEX = "crisis_index.json"
"""The name of the index that a package keeps beside the file."""
SOURCE = Path(__file__).with_name("crisis_patterns.txt")


class Index(TypedDict):
    """The index of a file: the rarest parts of its phrases, and all words that are known."""

    of: str
    """The digest of the file that it was made of."""
    rarest: dict[str, dict[str, list[int]]]
    vocabulary: str


_NO_INDEX: Index = {"of": "", "rarest": {}, "vocabulary": ""}


@dataclass(frozen=True, eq=False)
class Patterns:
    """The whole file: how words are rewritten, and which phrases are looked for."""

    spelling: Mapping[str, tuple[str, ...]]
    pairs: Mapping[str, Mapping[str, tuple[str, ...]]]
    """The plain forms of two words, by the first and then by the second."""
    fillers: frozenset[str]
    distress: frozenset[str]
    profession: frozenset[str]
    within_denials: frozenset[str]
    deniable: frozenset[str]
    joined: Mapping[str, str]
    signs: Phrases
    reader: PhraseReader
    vocabulary: frozenset[str]
    """The words that are known as they stand, rewritten by `spelling` or not."""
    slips: Mapping[str, str]

    @cached_property
    def fillers_and_firsts(self) -> frozenset[str]:
        """Words that are left out, or may be the first of a pair."""
        return self.fillers | self.pairs.keys()

    # Read once a sign is found: most messages need none of them.

    @cached_property
    def past(self) -> Phrases:
        """Words by which something was long ago."""
        return self.reader.word_for_word(PAST)

    @cached_property
    def idioms(self) -> Phrases:
        """Idioms whose words are set aside, each by the heading that it stands under."""
        return self.reader.word_for_word(*IDIOMS)


@lru_cache(maxsize=1)
def patterns() -> Patterns:
    """Read the file on first use, once per process. The tests have read it with every check."""
    return parse(SOURCE.read_text(encoding="utf-8"), checked_before=True, index=_kept_index())


def _kept_index() -> Index:
    """The index that a package keeps beside the file; none where it is no index."""
    try:
        kept = json.loads(SOURCE.with_name(INDEX).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return _NO_INDEX
    is_one = isinstance(kept, dict) and kept.keys() == Index.__annotations__.keys()
    return cast(Index, kept) if is_one else _NO_INDEX


def index_of(source: str) -> Index:
    """Tell what takes longest to find out of a file: a package keeps it beside it, in JSON."""
    rules = parse(source)
    return {
        "of": _digest(source),
        "rarest": rules.reader.rarest,
        "vocabulary": " ".join(sorted(rules.vocabulary)),
    }


def _digest(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()


def parse(source: str, *, checked_before: bool = False, index: Index = _NO_INDEX) -> Patterns:
    """Turn the text of a pattern file into `Patterns`; raises PatternError.

    What was checked before is read in half the time, with an index of it in a third.
    An index of another text is not used: phrases would be lost by it.
    """
    if index is not _NO_INDEX and index["of"] != _digest(source):
        index = _NO_INDEX
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in _lines(source):
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]"), [])
        else:
            lines.append(line)
    spelling, pairs = _spelling(sections.get("spelling", []))
    reader = PhraseReader(sections, spelling, checked_before, index["rarest"])
    lines_of_signs = [
        Line(kind, weight, line)
        for name, body in sections.items()
        if name.startswith("sign ")
        for kind, weight in [_kind_and_weight(name)]
        for line in body
    ]
    if not checked_before:
        reader.word_for_word(PAST)
        reader.word_for_word(*IDIOMS)
    joined = sections.get("joined", [])
    known = frozenset(index["vocabulary"].split())
    ordinary = _ordinary(sections.get("ordinary", []), spelling)
    return Patterns(
        spelling=spelling,
        pairs=pairs,
        fillers=reader.fillers,
        distress=_words_under(sections, "distress"),
        profession=_words_under(sections, "profession"),
        within_denials=_words_under(sections, "within denials"),
        deniable=_words_under(sections, "deniable"),
        joined={line.replace(" ", ""): line for line in sorted(joined, key=len, reverse=True)},
        signs=reader.phrases("signs", lines_of_signs),
        reader=reader,
        vocabulary=known or reader.words_of(lines_of_signs) | ordinary | reader.fillers,
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


def _lines(source: str) -> Iterator[str]:
    return (line for raw in source.splitlines() if (line := raw.split("#")[0].strip()))


def _spelling(
    lines: list[str],
) -> tuple[dict[str, tuple[str, ...]], dict[str, dict[str, tuple[str, ...]]]]:
    words: dict[str, tuple[str, ...]] = {}
    pairs: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in lines:
        plain, _, variants = line.partition(":")
        for variant in variants.split():
            first, _, second = variant.partition("_")
            if second:
                pairs.setdefault(first, {})[second] = tuple(plain.split())
            else:
                words[variant] = tuple(plain.split())
    return words, pairs


def _ordinary(lines: list[str], spelling: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    words = frozenset(word for line in lines for word in line.split())
    if rewritten := sorted(words & spelling.keys()):
        raise PatternError(f"{rewritten[0]!r} cannot read as itself: [spelling] rewrites it")
    return words
