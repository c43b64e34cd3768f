"""The view of a page: its address, its language, on its own or in another site's page."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..platform.http import Incoming
from ..platform.languages import LANGUAGES, Words, words_of
from .colours import Palette


@dataclass(frozen=True)
class View:
    """One showing of a page."""

    base_path: str
    """The API's root in the browser's view, with a slash at both ends."""
    language: str
    chosen: bool = False
    """True if the language is another than the browser asks for, so that links have to carry it."""
    embedded: bool = False
    """True if another site's page may show this one in a frame of its own."""
    palette: Palette | None = None
    """Colors that the other site asked for."""

    @cached_property
    def words(self) -> Words:
        """The words of the language."""
        return words_of(self.language)

    def path(self, page: str = "") -> str:
        """The address of another page, in the same language."""
        return f"{self.base_path}{page}{f'?lang={self.language}' if self.chosen else ''}"


def view_for(incoming: Incoming, language: str | None = None) -> View:
    """In the language that was chosen, else in the one that the browser prefers."""
    preferred = preferred_language(incoming.headers.get("accept-language", ""))
    shown = language if language in LANGUAGES else preferred
    return View(incoming.base_path, str(shown), chosen=shown != preferred)


def preferred_language(accept_language: str) -> str:
    """The one of ours that the header weighs most; the first of ours when it names none."""
    weighed = sorted(_weights(accept_language), key=lambda found: -found[1])
    return next((language for language, weight in weighed if weight > 0), LANGUAGES[0])


def _weights(accept_language: str) -> Iterator[tuple[str, float]]:
    """The languages of ours among ``es-MX, es;q=0.9, en;q=0.8``, each with its weight."""
    for part in accept_language.lower()[:1000].split(","):
        tag, _, parameter = part.partition(";")
        language = tag.strip().partition("-")[0]
        if language in LANGUAGES:
            yield language, _weight(parameter)


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
