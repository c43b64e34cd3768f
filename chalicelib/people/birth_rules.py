"""Say whether a date can be somebody's date of birth. Pure."""

from datetime import date, datetime, timedelta

EARLIEST_BIRTH = date(1900, 1, 1)

_FIRST_TO_HAVE_A_DAY = timedelta(hours=14)
"""From UTC to where a day begins first: whoever was born there today is not yet to come."""


def problem_of_birth(born: date, now: datetime) -> str | None:
    """The reason why nobody was born on that date; None where somebody may have been."""
    if EARLIEST_BIRTH <= born <= (now + _FIRST_TO_HAVE_A_DAY).date():
        return None
    return f"A date of birth must be between {EARLIEST_BIRTH.year} and today."
