"""Denials: that somebody does not think, want, plan or have a thing. Pure.

A denial reaches from its "no" or "not" over the words that may stand in one, up to and with the
first that may not, or to a comma: "no thoughts or plans of *suicide*", "never thought of *dying*".
What is answered as in a form is denied, too: "self harm: none".
Where another word comes first, as in "I can not stop thinking of suicide", nothing is denied.
"""

from collections.abc import Iterator
from itertools import pairwise

from .crisis_patterns import Patterns
from .read_message import Message

_OPENERS = frozenset({"not", "no", "denies", "deny", "denied", "denying", "nor"})
_NEVER_BEFORE = frozenset({"why", "if", "can", "or", "reason", "better", "whether"})
_NEVER_FIRST = frozenset({"to", "my", "going", "sure", "certain"})
_LONGEST = 9
_ANSWERS = frozenset({"no", "none", "nope", "never", "not", "negative", "ninguno", "nunca"})
_REASONS = frozenset(
    {"reason", "reasons", "hope", "future", "point", "why", "left", "help", "live"}
)
_NOUNS = frozenset({"intent", "intention", "intentions", "plan", "ideation", "thoughts"})
_VERBS = frozenset({"think", "want", "wish", "have", "had"})


def denied_words(message: Message, rules: Patterns) -> frozenset[int]:
    """The words at which a sign that begins is denied; "not yet" denies nothing."""
    words, denied = message.words, set[int]()
    for at, word in enumerate(words):
        if word in _OPENERS and not _is_no_denial(words, at):
            for here in range(at + 1, min(at + 1 + _LONGEST, len(words))):
                if here in message.breaks or here in message.pauses or _begins_anew(words, here):
                    break
                denied.add(here)
                if words[here] not in rules.within_denials:
                    break
    return frozenset(denied.union(*_answered_no(message)))


def _answered_no(message: Message) -> Iterator[range]:
    """The parts of a message that are answered as in a form: "self harm: none", or a bare no."""
    words = message.words
    ends = sorted({0, *message.breaks, *message.pauses, len(words)})
    for before, (begin, end) in zip([(0, 0), *pairwise(ends)], pairwise(ends), strict=False):
        if words[end - 1] not in _ANSWERS or not _REASONS.isdisjoint(words[begin:end]):
            continue
        if end - begin > 1 and "i" not in words[begin:end]:
            yield range(begin, end)
        elif end - begin == 1 and _is_question_of_a_form(words[before[0] : before[1]]):
            yield range(*before)


def _is_question_of_a_form(words: list[str]) -> bool:
    return "you" in words and "i" not in words


def _is_no_denial(words: list[str], at: int) -> bool:
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    return before in _NEVER_BEFORE or after in _NEVER_FIRST or "yet" in words[at : at + _LONGEST]


def _begins_anew(words: list[str], at: int) -> bool:
    """True if a verb follows what is denied: "no intent, (so) thinking of" says something else."""
    return words[at] in _VERBS and words[at - 1] in _NOUNS
