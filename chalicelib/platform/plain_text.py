"""Text that people type or paste, freed of what nobody can see. Pure.

A name that is copied from a page or a contact list brings marks along that turn the direction
of writing, join nothing or end a line: they hide what follows, break a calendar's line, and
make one name two.
"""

import re
from typing import Any
from unicodedata import category

MOST_MARKS = 6
"""Marks upon one letter that are kept. No script stacks more; a hundred would cover a page."""

_JOINERS = "\u200c\u200d"
"""Marks that join or part letters: Persian, Hindi and families of emoji are written with them."""

_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that are drawn as nothing."""

_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction in which what follows is read."""

_VARIANTS = re.compile("[\u034f\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Marks that choose between two shapes of the letter before them."""

_STRAY_JOINER = re.compile(rf"(?<![^ ])[{_JOINERS}]+|[{_JOINERS}]+(?=[{_JOINERS} ]|$)")
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85]")
_LINE_SIGNS = dict.fromkeys(map(ord, "\u2028\u2029"), "\n")


def one_line(typed: str) -> str:
    """The text as one line: any spaces and line ends are one space, and all of it can be seen.

    Empty where nothing can. What is told on one line (a name, a label, a reason) goes through this.
    """
    if typed.isascii() and typed.isprintable():
        return " ".join(typed.split())
    shown = "".join(map(_spaced, typed))
    seen = "".join(sign for sign in shown if not _is_unseen(sign))
    return " ".join(_STRAY_JOINER.sub("", _with_few_marks(" ".join(seen.split()))).split())


def lines(typed: str) -> str:
    """The text with its lines and tabs, each line end one character; empty if none can be seen.

    What could not be kept or told (NUL, half of a character) and what turns the direction is gone.
    """
    told = _LINE_ENDS.sub("\n", typed).translate(_LINE_SIGNS)
    kept = "".join(sign for sign in told if sign in "\n\t" or not _is_harmful(sign))
    return "" if is_blank(kept) else _with_few_marks(kept).strip()


def writable(kept: str) -> str:
    """The text as a file can hold it: no control but tabs and line ends, no half signs.

    For what was kept before anybody minded, or came in another way than by a form.
    """
    told = _LINE_ENDS.sub("\n", kept)
    return "".join(sign for sign in told if sign in "\n\t" or category(sign) not in ("Cc", "Cs"))


def is_blank(text: str) -> bool:
    """True if nothing of the text can be seen."""
    return one_line(text) == ""


def with_single_line_ends(text: str) -> str:
    """The text as long as whoever typed it counts: browsers send a line end as two characters."""
    return text.replace("\r\n", "\n")


def as_one_line(given: Any) -> Any:
    """``one_line`` of text; anything else as it is, for whoever checks its kind."""
    return one_line(given) if isinstance(given, str) else given


def as_lines(given: Any) -> Any:
    """``lines`` of text; anything else as it is, for whoever checks its kind."""
    return lines(given) if isinstance(given, str) else given


def none_if_blank(given: Any) -> Any:
    """None for text in which nothing can be seen: a field of a form that was left empty."""
    return None if isinstance(given, str) and is_blank(given) else given


def _spaced(sign: str) -> str:
    return " " if sign.isspace() or sign in _BLANKS else sign


def _is_unseen(sign: str) -> bool:
    if sign in _JOINERS:
        return False
    return category(sign) in ("Cc", "Cf", "Cs") or _is_no_character(sign)


def _is_harmful(sign: str) -> bool:
    return category(sign) in ("Cc", "Cs") or sign in _TURNS or _is_no_character(sign)


def _is_no_character(sign: str) -> bool:
    """True for the code points that Unicode keeps from ever being characters."""
    return ord(sign) & 0xFFFE == 0xFFFE or "\ufdd0" <= sign <= "\ufdef"


def _is_mark(sign: str) -> bool:
    return category(sign) in ("Mn", "Me") or _VARIANTS.fullmatch(sign) is not None


def _with_few_marks(text: str) -> str:
    """The text without marks that stand upon nothing or upon a heap of others."""
    kept: list[str] = []
    room = 0
    for sign in text:
        if _is_mark(sign):
            if not room:
                continue
            room -= 1
        elif sign not in _JOINERS:
            room = 0 if sign.isspace() else MOST_MARKS
        kept.append(sign)
    return "".join(kept)
