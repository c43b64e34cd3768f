"""The sentence, the clause and the conjunct that words of a message stand in. Pure."""

from collections.abc import Container, Iterable

from .read_message import Message

NEW_THOUGHTS = frozenset({"but", "because", "so", "since", "pero", "porque"})
_CONJUNCTIONS = NEW_THOUGHTS | {"and", "y"}


def sentence_around(message: Message, first: int, last: int) -> range:
    """The words from the begin of the first word's sentence to the end of the last word's."""
    return _part(message, message.breaks, first, last)


def clause_around(message: Message, first: int, last: int) -> range:
    """The same up to the next commas, which end a clause as the end of a sentence does."""
    return _part(message, message.breaks | message.pauses, first, last)


def conjunct_around(
    message: Message, first: int, last: int, conjunctions: Container[str] = _CONJUNCTIONS
) -> range:
    """The clause up to the next conjunction: what stands behind that may be of anything."""
    clause = clause_around(message, first, last)
    joined = [at for at in clause if message.words[at] in conjunctions]
    before = [at + 1 for at in joined if at < first]
    after = [at for at in joined if at > last]
    return range(max(before, default=clause.start), min(after, default=clause.stop))


def _part(message: Message, ends: Iterable[int], first: int, last: int) -> range:
    before = [end for end in ends if end <= first]
    after = [end for end in ends if end > last]
    return range(max(before, default=0), min(after, default=len(message.words)))
