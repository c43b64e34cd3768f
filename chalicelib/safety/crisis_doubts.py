"""The doubts that what stands around a sign casts on it: when a level is lowered. Pure.

A phrase stands for a level, whatever else is written. Words around it, weighed, can say that it was
meant otherwise, and then it shows the panel instead of coming first, or nothing. Never doubted is a
sign that fills its sentence or its part of one: where there are no other words, none can say
otherwise. What stands around must say little by itself, so no harmless sentence beside a sign,
however long, hides it.
"""

from collections.abc import Iterable, Sequence

from .crisis_likeness import MARGIN, Likeness, Weights, danger_of_own_words, likeness_around
from .crisis_phrases import Weight
from .crisis_weighing import Found, Level, Weighed
from .message_parts import conjunct_around, sentence_around
from .read_message import Message

_FEW_WORDS = 7
_HARDLY_MORE = 1


def doubted(by_phrases: Weighed, message: Message, whole: Likeness, by: Weights) -> Level:
    """The level that phrases stand for, or the lower one that the words around them leave of it."""
    level, found = by_phrases
    if level is Level.CRISIS:
        return _of_crisis(found, message, whole, by)
    if whole.danger >= by.panel_denied_below or _stands_in_few_words(message, found):
        return level
    bound = _bound_by_own_words(by.panel_denied_below, found, message, by)
    denied_below = max(bound, by.panel_surely_denied_below)
    around = likeness_around(message, found, whole, by)
    return Level.NONE if around.danger < denied_below else level


def _of_crisis(found: Sequence[Found], message: Message, whole: Likeness, by: Weights) -> Level:
    in_two = not _all_overlap(found)
    if whole.danger >= by.crisis_doubted_below and (
        in_two or whole.front >= by.front_doubted_below
    ):
        return Level.CRISIS
    if _stands_in_few_words(message, found):
        return Level.CRISIS
    around = likeness_around(message, found, whole, by)
    if in_two:
        return Level.PANEL if _two_say_less(found, around, whole, by) else Level.CRISIS
    if around.danger < _bound_by_own_words(by.crisis_denied_below, found, message, by):
        return Level.NONE
    says_less = around.front < by.front_doubted_below or (
        around.danger < by.crisis_doubted_below and around.front < by.front_from
    )
    return Level.PANEL if says_less else Level.CRISIS


def _two_say_less(found: Sequence[Found], around: Likeness, whole: Likeness, by: Weights) -> bool:
    """True if signs in two places show the panel alone, as they do at least."""
    if any(each.weight > Weight.WEAK for each in found):
        return whole.danger < by.crisis_denied_below and around.front < by.front_doubted_below
    return around.danger < by.panel_denied_below and around.front < by.front_from


def _bound_by_own_words(
    bound: float, found: Iterable[Found], message: Message, by: Weights
) -> float:
    """The bound, or a lower one where the signs' own words say little."""
    return min(bound, danger_of_own_words(message, found, by) - MARGIN)


def _all_overlap(found: Iterable[Found]) -> bool:
    """True if no sign begins after another one has ended: each says the same once more."""
    return max(each.first for each in found) <= min(each.last for each in found)


def _stands_in_few_words(message: Message, found: Iterable[Found]) -> bool:
    """True if a sign fills its sentence or its part of one: too little else is said there."""
    return any(
        len(sentence_around(message, each.first, each.first)) <= _FEW_WORDS
        or len(conjunct_around(message, each.first, each.last))
        <= each.last - each.first + 1 + _HARDLY_MORE
        for each in found
    )
