"""Show a message as it would be sent, for whoever decides on it."""

from ..clinic import Clinic, Location
from ..platform.languages import Language
from .models import MessageKind
from .wording import word


def show_wording(
    kind: MessageKind, language: Language, clinic: Clinic, location: Location
) -> tuple[str, str]:
    """The subject and all the text of a message that fills in nothing of its own."""
    wording = word(kind, language, clinic, location, {})
    return wording.subject, wording.text
