"""The sentence, the clause and the conjunct that words of a message stand in. Pure."""

from bisect import bisect_left, bisect_right

from .read_message import Message

NEW_THOUGHTS = frozenset({"but", "because", "since", "pero", "porque"})
_CONJUNCTIONS = NEW_THOUGHTS | {"and", "y"}


def sentence_around(message: Message, first: int, last: int) -> range:
    """The words from the begin of the first word's sentence to the end of the last word's."""
    return _part(message, message.sentence_ends, first, last)


def clause_around(message: Message, first: int, last: int) -> range:
    """The same up to the next commas, which end a clause as the end of a sentence does."""
    return _part(message, message.clause_ends, first, last)


def conjunct_around(
    message: Message, first: int, last: int, conjunctions: frozenset[str] = _CONJUNCTIONS
) -> range:
    """The clause up to the next conjunction: what stands behind that may be of anything."""
    clause = clause_around(message, first, last)
    joined = message.positions_of(conjunctions)
    before, after = bisect_left(joined, first), bisect_right(joined, last)
    start = joined[before - 1] + 1 if before else 0
    stop = joined[after] if after < len(joined) else clause.stop
    return range(max(clause.start, start), min(clause.stop, stop))


def _part(message: Message, ends: list[int], first: int, last: int) -> range:
    before, after = bisect_right(ends, first), bisect_right(ends, last)
    start = ends[before - 1] if before else 0
    return range(start, ends[after] if after < len(ends) else len(message.words))
