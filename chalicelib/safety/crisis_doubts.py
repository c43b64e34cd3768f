"""The doubts that what stands around a sign casts on it: when a level is lowered. Pure.

A phrase stands for a level, whatever else is written. Words around it, weighed, can say that it was
meant otherwise, and then it shows the panel instead of coming first, or nothing. Never doubted is a
sign that fills its sentence or its part of one, or stands in few words: where there are no other
words, none can say otherwise. What stands around must say little by itself, so no harmless sentence
beside a sign, however long, hides it; it may say somewhat more where the whole message is plainly
about something else.
"""

from collections.abc import Iterable, Sequence

from .crisis_likeness import MARGIN, Likeness, Weights, danger_of_own_words, likeness_around
from .crisis_phrases import Weight
from .crisis_weighing import Found, Level, Weighed
from .message_parts import conjunct_around, sentence_around
from .read_message import Message

_FEW_WORDS = 7
_FEW_IN_ALL = 9
"""In a message about somebody."""
_SOMEBODY = frozenset({"i", "me", "my", "myself", "he", "him", "she", "her", "we", "yo", "mi"})
_HARDLY_MORE = 1


def doubted(by_phrases: Weighed, message: Message, whole: Likeness, by: Weights) -> Level:
    """The level that phrases stand for, or the lower one that the words around them leave of it."""
    level, found = by_phrases
    if level is Level.CRISIS:
        left = _of_crisis(found, message, whole, by)
        is_ordinary = left is level and _comes_first_in_nothing_else(found, message, whole, by)
        return Level.PANEL if is_ordinary else left
    is_ordinary = _is_denied(found, message, whole, by)
    return Level.NONE if is_ordinary else level


def _of_crisis(found: Sequence[Found], message: Message, whole: Likeness, by: Weights) -> Level:
    in_two = not _all_overlap(found)
    bounds = by.bounds
    if whole.danger >= bounds.crisis_doubted_below and (
        in_two or whole.front >= bounds.front_doubted_below
    ):
        return Level.CRISIS
    if _stands_in_few_words(message, found):
        return Level.CRISIS
    around = likeness_around(message, found, whole, by)
    if in_two:
        return Level.PANEL if _two_say_less(found, around, whole, by) else Level.CRISIS
    if around.danger < _bound_by_own_words(bounds.crisis_denied_below, found, message, by):
        return Level.NONE
    says_less = around.front < bounds.front_doubted_below or (
        around.danger < bounds.crisis_doubted_below and around.front < bounds.front_from
    )
    return Level.PANEL if says_less else Level.CRISIS


def _comes_first_in_nothing_else(
    found: Sequence[Found], message: Message, whole: Likeness, by: Weights
) -> bool:
    """True if all of the message says that it is ordinary, and what stands around no more."""
    bounds = by.bounds
    if whole.danger >= 0 or whole.front >= bounds.front_ordinary_below:
        return False
    if _stands_in_few_words(message, found):
        return False
    return likeness_around(message, found, whole, by).front < bounds.around_ordinary_below


def _is_denied(found: Sequence[Found], message: Message, whole: Likeness, by: Weights) -> bool:
    """True if weak signs show nothing: what stands around says clearly less than they do.

    Where all of the message is plainly ordinary, it is enough that what stands around says little.
    """
    bounds = by.bounds
    if whole.danger >= bounds.panel_denied_below or _stands_in_few_words(message, found):
        return False
    around = likeness_around(message, found, whole, by).danger
    if whole.danger < bounds.panel_ordinary_below and around < bounds.around_ordinary_below:
        return True
    return around < _bound_by_own_words(bounds.panel_denied_below, found, message, by)


def _two_say_less(found: Sequence[Found], around: Likeness, whole: Likeness, by: Weights) -> bool:
    """True if signs in two places show the panel alone, as they do at least."""
    bounds = by.bounds
    if any(each.weight > Weight.WEAK for each in found):
        return (
            whole.danger < bounds.crisis_denied_below and around.front < bounds.front_doubted_below
        )
    return around.danger < bounds.panel_denied_below and around.front < bounds.front_from


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
    if len(message.words) <= _FEW_IN_ALL and not _SOMEBODY.isdisjoint(message.words):
        return True
    return any(
        len(sentence_around(message, each.first, each.first)) <= _FEW_WORDS
        or _fills(conjunct_around(message, each.first, each.last), each)
        for each in found
    )


def _fills(part: range, sign: Found) -> bool:
    return len(part) <= sign.last - sign.first + 1 + _HARDLY_MORE
