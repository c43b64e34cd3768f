"""The state of a location's front desk, as it is said to whoever may be in danger. Pure."""

from datetime import datetime

from ..clinic import Location
from ..clinic.hours import open_now
from ..platform.languages import words_of
from ..platform.local_time import said_in_local_time
from .crisis_models import FrontDesk


def front_desk_of(location: Location, now: datetime, language: str) -> FrontDesk:
    """Open or closed at this instant, and until when it stays so."""
    state = open_now(location, now)
    words = words_of(language)
    if state.until is None:
        return FrontDesk(is_open=True, said=words.said("crisis.desk_open"))
    when = said_in_local_time(state.until, location.tz, now, language)
    key = "crisis.desk_open_until" if state.is_open else "crisis.desk_closed"
    return FrontDesk(is_open=state.is_open, said=words.said(key, when=when), until=when)
