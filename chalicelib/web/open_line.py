"""Draw the line that says whether a location is open now."""

from datetime import datetime

from ..clinic import Location
from ..clinic.hours import open_now
from ..platform.languages import Words
from .markup import Html, fill
from .wording import said_open_now


def open_now_markup(words: Words, location: Location, at: datetime) -> Html:
    """The line, true for as long as it says beside it: then a script takes it away."""
    state = open_now(location, at)
    return fill(
        '<small class="open-now{closed}" data-true-for="{seconds}">{said}</small>',
        closed="" if state.is_open else " closed",
        seconds=int((state.until - at).total_seconds()) if state.until else "",
        said=said_open_now(words, location, state, at),
    )
