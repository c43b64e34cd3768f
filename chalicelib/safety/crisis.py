"""The crisis rule: which messages read as if somebody may come to harm, and how surely.

Two things are decided. Any sign shows the crisis panel; it errs towards yes, for a panel nobody
needed costs little. Strong signs, or two weak ones, put the call before all others; here a false
alarm makes somebody else wait. The rule reads English and, in the main ways of putting it, Spanish;
for other languages the form's own tick box must do. What counts, and for how much, stands in
crisis_patterns.txt. Nothing is sent, stored or logged here.

`python -m chalicelib.safety.crisis` reads messages from its standard input, one a line.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from .crisis_denials import denied_twice, denied_words, says_no_to_living
from .crisis_doubts import doubted
from .crisis_likeness import Weights, danger_of_sentences, likeness_of, weights
from .crisis_patterns import Patterns, patterns
from .crisis_phrase_reader import DENIED, HARMLESS, UNLESS_DISTRESSED
from .crisis_phrases import Phrase
from .crisis_weighing import Found, Level, Past, Weighed, weigh
from .message_parts import NEW_THOUGHTS, conjunct_around, sentence_around
from .read_message import Message, read
from .words_by_bits import Positions, Words

__all__ = ["Level", "Reading", "read_signs"]

Signs = tuple[Phrase, list[Positions]]
"""A phrase, and where it stands."""


class Reading(NamedTuple):
    """The level of a message, and the signs that speak for it."""

    level: Level
    signs: tuple[str, ...]
    """The kinds of sign found, each once; never words of the message."""


def read_signs(*texts: str) -> Reading:
    """The signs of danger in all that somebody wrote, weighed together."""
    return read_by(weights(), *texts)


def read_by(by: Weights, *texts: str) -> Reading:
    """The same by other weights than those of the product, to measure them."""
    rules = patterns()
    message = read("\n".join(texts), rules)
    words = Words(message.words)
    signs = list(words.found(rules.signs))
    denied = denied_words(message, rules) if signs else frozenset()
    past = partial(_long_ago, message, words, rules)  # few messages come to where it matters
    by_phrases = weigh(_found(message, words, signs, denied, rules), past())
    if by_phrases.level is Level.NONE and denied and len(message.words) <= _LITTLE_ELSE:
        return _DENIED  # nobody was asked in a form like this
    reading = _with_second_voice(by_phrases, message, past, by)
    return _NO_TO_LIVING if reading == _NO_SIGN and says_no_to_living(message) else reading


def _found(
    message: Message,
    words: Words,
    signs: list[Signs],
    denied: frozenset[int],
    rules: Patterns,
) -> list[Found]:
    """The places of all phrases, less what an idiom, a denial or a profession accounts for."""
    if not signs:
        return []
    harmless_at = _of_idioms(message, words, rules, signs)  # only ever takes signs away
    if harmless_at:
        left = words.without(harmless_at)
        signs = [(phrase, left.positions_of(phrase)) for phrase, _ in signs]
    topical = len(words.present & rules.profession) < _ABOUT_A_PROFESSION
    return [
        Found(phrase.sign, phrase.weight, at[0], at[-1])
        for phrase, positions in signs
        for at in positions
        if topical or phrase.sign != "topic" or not _is_about_work(message, at, rules)
        if at[0] not in denied or phrase.sign not in rules.deniable
    ]


def _with_second_voice(
    by_phrases: Weighed, message: Message, past: Callable[[], Iterable[Past]], by: Weights
) -> Reading:
    """Raise or lower what the phrases say where the words around them say otherwise.

    What speaks of long ago is not put first by it.
    """
    signs = tuple(dict.fromkeys([each.sign for each in by_phrases.found]))
    likeness = likeness_of(message, by)
    if not signs:
        weighed = likeness.front + by.bounds.part_of_danger_in_front * likeness.danger
        if weighed >= by.bounds.front_from and not any(past()):
            return Reading(Level.CRISIS, (_LIKENESS,))
        is_shown = (
            likeness.danger >= by.bounds.panel_from
            or danger_of_sentences(message, by) >= by.bounds.sentence_from
        )
        return Reading(Level.PANEL, (_LIKENESS,)) if is_shown else _NO_SIGN
    level = doubted(by_phrases, message, likeness, by)
    if level is Level.NONE:
        return _NO_SIGN
    is_raised = (
        level is Level.PANEL
        and by_phrases.level is Level.PANEL
        and likeness.front >= by.bounds.front_beside_a_sign_from
        and not any(past())
    )
    return Reading(Level.CRISIS, (*signs, _LIKENESS)) if is_raised else Reading(level, signs)


_LIKENESS = "reads-alike"
_NO_SIGN = Reading(Level.NONE, ())
_DENIED = Reading(Level.PANEL, ("denied",))
_NO_TO_LIVING = Reading(Level.PANEL, ("no-to-living",))
_LITTLE_ELSE = 7

_ABOUT_A_PROFESSION = 2


def _is_about_work(message: Message, at: Positions, rules: Patterns) -> bool:
    """True if the sentence around a sign has a word of a profession, besides the sign's own."""
    sentence = sentence_around(message, at[0], at[-1])
    return any(message.words[here] in rules.profession for here in sentence if here not in at)


def _long_ago(message: Message, words: Words, rules: Patterns) -> Iterator[Past]:
    """The words that speak of a time long past, each with the clause they stand in."""
    for _, positions in words.found(rules.past):
        for at in positions:
            yield Past(at[0], at[-1], conjunct_around(message, at[0], at[-1], NEW_THOUGHTS))


def _of_idioms(
    message: Message, words: Words, rules: Patterns, found: list[Signs]
) -> frozenset[int]:
    """The words of harmless idioms: only the idiom's own, and within one clause.

    An idiom is believed only if it accounts for what it touches: no sign may need words that stand
    in its gaps, and no two signs may stand one on either side of a place within it. One that
    touches no sign takes nothing away.
    """
    signs = [positions for _, each in found for positions in each]
    at_signs = frozenset(at for sign in signs for at in sign)
    idioms = [
        positions
        for positions in _idioms(message, words, rules)
        if not at_signs.isdisjoint(positions)
        if not any(_leans_on_a_gap(sign, positions) for sign in signs)
    ]
    if not idioms:
        return frozenset()
    parted = _between_signs(signs, idioms, len(message.words))
    return frozenset(
        index
        for positions in idioms
        if parted.isdisjoint(_inside(positions)) or _says_all_of(positions, signs)
        for index in positions
    )


def _idioms(message: Message, words: Words, rules: Patterns) -> Iterator[Positions]:
    """The positions of idioms, each within one sentence; most stop at a comma, too."""
    is_distressed = not rules.distress.isdisjoint(words.present)
    clauses = frozenset(message.clause_ends)
    not_at = denied_twice(message)
    for idiom, found in words.found(rules.idioms):
        if idiom.sign == UNLESS_DISTRESSED and is_distressed:
            continue
        ends = clauses if idiom.sign in (HARMLESS, DENIED) else message.breaks
        taken_back = not_at if idiom.sign == DENIED else frozenset[int]()
        for positions in found:
            if positions[0] not in taken_back and ends.isdisjoint(_inside(positions)):
                yield positions


def _inside(positions: Positions) -> range:
    return range(positions[0] + 1, positions[-1] + 1)


def _leans_on_a_gap(sign: Positions, idiom: Positions) -> bool:
    """A sign made of the idiom's words and of others between them is more than the idiom says."""
    if sign[0] > idiom[-1] or idiom[0] > sign[-1]:
        return False
    own = set(idiom)
    return not own.isdisjoint(sign) and any(
        idiom[0] < at < idiom[-1] and at not in own for at in sign
    )


def _says_all_of(idiom: Positions, signs: list[Positions]) -> bool:
    """True if each sign that shares a word with the idiom has no word outside of it."""
    own = set(idiom)
    return all(own.isdisjoint(sign) or own.issuperset(sign) for sign in signs)


def _between_signs(signs: list[Positions], idioms: list[Positions], length: int) -> set[int]:
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


if __name__ == "__main__":
    from .read_lines import main

    main()
