"""HTML with holes, filled safely: whatever is not HTML already is text, and is escaped."""

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import TypeAlias

from ..platform.languages import Words, words_of

_TEMPLATES = Path(__file__).with_name("templates")

_WORD = re.compile(r"\{([a-z]+(?:\.[a-z0-9_-]+)+)\}")
"""The key of a text, as it stands in a template: ``{receipt.title}``."""


class Html(str):
    """Text that is HTML already. Only ``fill``, ``join`` and constants of the code make it."""

    __slots__ = ()


Fill: TypeAlias = str | int

NOTHING = Html("")


def fill(template: str, /, **values: Fill) -> Html:
    """``template`` with each ``{name}`` replaced; values that are not Html are escaped.

    Holes stand between tags or within double quotes; nowhere else is escaped text safe.
    """
    return Html(template.format_map({name: _safe(value) for name, value in values.items()}))


def fill_file(words: Words, name: str, /, **values: Fill) -> Html:
    """As ``fill``, with the template of this name from ``templates/`` in the language of ``words``.

    Templates hold no words of their own. What they call by its key is text and is escaped; holes
    in it are the template's.
    """
    return fill(_template(name, words.language), **values)


@cache
def holes_of(name: str, ending: str) -> tuple[str, ...]:
    """The holes of a template that end so, without that ending, in the template's order."""
    template = (_TEMPLATES / name).read_text("utf-8")
    return tuple(re.findall(rf"\{{([a-z_]+){ending}\}}", template))


def join(parts: Iterable[Html]) -> Html:
    """The parts one after the other."""
    return Html("".join(parts))


def only_if(condition: bool, markup: str) -> Html:
    """A constant piece of markup, such as `` checked``, or nothing."""
    return Html(markup) if condition else NOTHING


def _safe(value: Fill) -> str:
    return value if isinstance(value, Html) else escape(str(value), quote=True)


@cache
def _template(name: str, language: str) -> str:
    words = words_of(language)
    template = (_TEMPLATES / name).read_text("utf-8")
    return _WORD.sub(lambda key: escape(words.texts[key[1]], quote=True), template)
