"""The sentence and the clause that words of a message stand in. Pure."""

from collections.abc import Iterable

from .read_message import Message


def sentence_around(message: Message, first: int, last: int) -> range:
    """The words from the begin of the first word's sentence to the end of the last word's."""
    return _part(message, message.breaks, first, last)


def clause_around(message: Message, first: int, last: int) -> range:
    """The same up to the next commas, which end a clause as the end of a sentence does."""
    return _part(message, message.breaks | message.pauses, first, last)


def _part(message: Message, ends: Iterable[int], first: int, last: int) -> range:
    before = [end for end in ends if end <= first]
    after = [end for end in ends if end > last]
    return range(max(before, default=0), min(after, default=len(message.words)))
