"""Draw the line that says whether a location is open now."""

from datetime import datetime, timedelta

from ..clinic import Location
from ..clinic.hours import OpenNow, first_instant, open_now
from ..platform.languages import Words
from .markup import Html, fill
from .wording import said_open_now


def open_now_markup(words: Words, location: Location, at: datetime) -> Html:
    """The line, true for as long as it says beside it: then a script takes it away."""
    state = open_now(location, at)
    until = _true_until(state, location, at)
    return fill(
        '<small class="open-now{closed}" data-true-for="{seconds}">{said}</small>',
        closed="" if state.is_open else " closed",
        seconds=int((until - at).total_seconds()) if until else "",
        said=said_open_now(words, location, state, at),
    )


def _true_until(state: OpenNow, location: Location, at: datetime) -> datetime | None:
    """The instant at which it changes; what is said of "today" ends with the day."""
    if not (state.all_day and state.until):
        return state.until
    tomorrow = at.astimezone(location.tz).date() + timedelta(days=1)
    return min(state.until, first_instant(tomorrow, 0, location.tz))
