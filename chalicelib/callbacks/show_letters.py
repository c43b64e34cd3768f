"""Show the letters that can be chosen from, whole."""

from ..messaging.show_wording import show_wording
from ..platform.languages import Language
from ..platform.runtime import Runtime
from .letter_models import Letter, Letters, LetterShown


def show_letters(run: Runtime, location_id: str, language: Language) -> Letters:
    """Every letter of a location, in a language. Raises UnknownLocationError."""
    location = run.clinic.location(location_id)

    def shown(letter: Letter) -> LetterShown:
        subject, text = show_wording(letter.kind, language, run.clinic, location)
        return LetterShown(letter=letter, subject=subject, text=text)

    return Letters(language=language, letters=[shown(each) for each in Letter])
