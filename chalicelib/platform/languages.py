"""The languages that visitors are spoken to in, and the words of each: one file per language."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from .toml_file import toml_file

Language = Literal["en", "es"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
"""The first is that of whoever understands none of them."""

_STRINGS = Path(__file__).parents[1] / "strings"


class Words(NamedTuple):
    """The words of one language, by key: ``receipt.title``."""

    language: str
    texts: Mapping[str, str]

    def said(self, key: str, /, **values: str | int) -> str:
        """The text of ``key`` with its ``{names}`` filled in."""
        return self.texts[key].format_map(values)

    def listed(self, key: str) -> list[str]:
        """The text of ``key`` as the words that it is a list of."""
        return self.texts[key].split()

    def families(self, *names: str) -> dict[str, str]:
        """The texts of whole families, or of single keys: for a script, which has no file."""
        return {
            key: text
            for key, text in self.texts.items()
            if key in names or key.partition(".")[0] in names
        }


def words_of(language: str) -> Words:
    """The words of this language, or of the first one where it is none of ours."""
    return _read(language if language in LANGUAGES else LANGUAGES[0])


@cache
def _read(language: str) -> Words:
    return Words(language, dict(_flat(toml_file(_STRINGS / f"{language}.toml"))))


def _flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield above + name, value
