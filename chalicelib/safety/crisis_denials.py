"""Denials: that somebody does not think, want, plan or have a thing. Pure.

A denial reaches from its "no" or "not" over the words that may stand in one, up to and with the
first that may not, or to a comma: "no thoughts or plans of *suicide*", "never thought of *dying*".
What is answered as in a form is denied, too: "self harm: none", unless something soon after the no
may take it back.
Where another word comes first, as in "I can not stop thinking of suicide", nothing is denied.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from .crisis_patterns import Patterns
from .message_parts import sentence_around
from .read_message import Message

_OPENERS = frozenset({"not", "no", "denies", "deny", "denied", "denying", "nor"})
_NEVER_BEFORE = frozenset({"why", "if", "can", "or", "reason", "better", "whether"})
_NEVER_FIRST = frozenset({"to", "my", "going", "sure", "certain"})
_LONGEST = 9
_ANSWERS = frozenset(
    {"no", "none", "nope", "nah", "not", "negative", "ninguno", "ninguna", "nunca"}
)
_ASKED_IN_FORMS = frozenset(
    {
        *("thoughts", "ideation", "suicide", "harm", "injury", "hurt", "attempt", "intent", "plan"),
        *("wish", "hopeless", "dead", "die", "death", "kill", "self", "yourself", "myself"),
        *("any", "of", "or", "to", "be", "about", "past", "current", "recent", "passive", "active"),
        *("history", "ongoing", "homicidal", "si", "risk", "in", "the", "last", "year", "month"),
    }
)
"""Of these alone is what a form asks for without a verb: "current thoughts of self harm"."""
_TAKEN_BACK = frozenset(
    {
        *("yes", "yeah", "but", "not", "only", "except", "until", "lie", "lying", "though", "mean"),
        *("sorry", "first", "urge", "urges", "more", "today", "night", "last", "yet", "yesterday"),
        *("interrupted", "doing", "hold", "si", "pero", "hoy", "anoche"),
    }
)
"""Soon after a no to a question, these say that it was not the whole answer."""
_SOON = 8
_TOO_SHORT = 3
"""So few words after a no may belong to it: "No. A little." Anything else takes more of them."""
_VERBS_DENIED = frozenset({"do", "can", "will", "is", "are", "have", "should", "could", "would"})
_REASONS = frozenset(
    {
        *("reason", "hope", "future", "point", "why", "left", "help", "live"),
        *("keep", "keeping", "kept", "stop", "prevent", "protect", "protecting"),
        *("talk", "promise", "safe", "able", "scared", "besides", "than", "without", "instead"),
        *("keeps", "free", "control", "better", "gone", "know", "tell", "aware", "anyone"),
        *("regret", "recovered", "rid"),
    }
)
"""Beside these a "no" is no comfort: nobody can talk them out of it, nothing keeps them safe."""
_SPOKEN_OF = frozenset({"you", "yourself", "i", "myself", "want", "wish", "plan", "able", "will"})
_OTHERS = frozenset({"doctor", "clinic", "provider", "nurse", "anybody", "someone", "parking"})
_TO_LIVE_ON: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (
        frozenset({"alive"}),
        frozenset({"be", "stay", "are", "keep", "keeping", "want", "tomorrow"}),
    ),
    (frozenset({"live"}), frozenset({"want", "wish", "keep", "desire", "reason"})),
    (frozenset({"here", "make"}), frozenset({"tomorrow", "week", "month", "year", "morning"})),
    (frozenset({"safe"}), frozenset({"you", "i", "stay", "keep", "able", "feel", "yourself"})),
)
_WHERE = frozenset({"in", "near", "close", "far", "appointment", "drive"})
_NOUNS = frozenset({"intent", "intention", "intentions", "plan", "ideation", "thoughts"})
_Question = tuple[range, bool]
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
    if asked := list(_questions_answered_no(message)):
        denied.update(*_answered_no(message, asked))
        denied -= _denied_twice(message, asked)
    return frozenset(denied)


def denied_twice(message: Message) -> frozenset[int]:
    """The words of questions that have a "not" of their own, which the no after them takes back."""
    return _denied_twice(message, _questions_answered_no(message))


def _denied_twice(message: Message, questions: Iterable[_Question]) -> frozenset[int]:
    return frozenset(
        at
        for asked, is_apart in questions
        if is_apart and "not" in message.words[asked.start : asked.stop]
        for at in asked
    )


def says_no_to_living(message: Message) -> bool:
    """True for a no to "will I be here tomorrow", "are you safe", or "a wish to live"."""
    for asked, _ in _questions_answered_no(message):
        words = frozenset(message.words[asked.start : asked.stop])
        if words.isdisjoint(_SPOKEN_OF) or not words.isdisjoint(_OTHERS | _WHERE):
            continue
        if any(words & these and words & those for these, those in _TO_LIVE_ON):
            return True
    return False


def _answered_no(message: Message, questions: Iterable[_Question]) -> Iterator[range]:
    """The parts of a message that are answered as in a form: "self harm: none", or a bare no."""
    for asked, is_apart in questions:
        words = message.words[asked.start : asked.stop]
        if not _REASONS.isdisjoint(words) or "not" in words[:-1] or "i" in words:
            continue
        is_of_a_form = "you" in words or _is_asked_in_forms(message, asked)
        if not is_apart or (is_of_a_form and not _is_taken_back(message, asked.stop)):
            yield asked


def _is_taken_back(message: Message, answer: int) -> bool:
    """True if what follows a no to a question may say that it was not all of the answer."""
    after = answer + 1
    if after in message.asked:
        return True
    sentence = sentence_around(message, after, after)
    is_short = 0 < sentence.stop - after <= _TOO_SHORT and sentence.stop not in message.asked
    return is_short or not _TAKEN_BACK.isdisjoint(message.words[after : after + _SOON])


def _is_asked_in_forms(message: Message, asked: range) -> bool:
    """True for a question such as "thoughts of self harm", which asks for a yes or a no."""
    is_question = asked.stop in message.asked and asked.start not in message.pauses
    return is_question and _ASKED_IN_FORMS.issuperset(message.words[asked.start : asked.stop])


def _questions_answered_no(message: Message) -> Iterator[_Question]:
    """Each part that a no ends or follows by itself, and whether it stands apart."""
    words = message.words
    if _ANSWERS.isdisjoint(words):
        return
    ends = sorted({0, *message.clause_ends, len(words)})
    for before, (begin, end) in zip([(0, 0), *pairwise(ends)], pairwise(ends), strict=False):
        is_of_a_verb = end > 1 and words[end - 1] == "not" and words[end - 2] in _VERBS_DENIED
        if words[end - 1] in _ANSWERS and not is_of_a_verb:
            is_apart = end - begin == 1
            yield (range(*before) if is_apart else range(begin, end)), is_apart


def _is_no_denial(words: list[str], at: int) -> bool:
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    return before in _NEVER_BEFORE or after in _NEVER_FIRST or "yet" in words[at : at + _LONGEST]


def _begins_anew(words: list[str], at: int) -> bool:
    """True if a verb follows what is denied: "no intent, (so) thinking of" says something else."""
    return words[at] in _VERBS and words[at - 1] in _NOUNS
