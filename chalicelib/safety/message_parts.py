"""The sentence and the clause that words of a message stand in. Pure."""

from bisect import bisect_right
from collections.abc import Iterable

from .read_message import Message


def sentence_around(message: Message, first: int, last: int) -> range:
    """The words from the begin of the first word's sentence to the end of the last word's."""
    return _part(message, message.breaks, first, last)


def clause_around(message: Message, first: int, last: int) -> range:
    """The same up to the next commas, which end a clause as the end of a sentence does."""
    return _part(message, message.breaks | message.pauses, first, last)


def _part(message: Message, ends: Iterable[int], first: int, last: int) -> range:
    edges = sorted({0, *ends, len(message.words)})
    begins = edges[bisect_right(edges, first) - 1]
    return range(begins, edges[bisect_right(edges, last, hi=len(edges) - 1)])
