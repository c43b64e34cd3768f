"""Local dates that are asked for, from one to another: checked in one place."""

from datetime import date, timedelta

from .errors import FieldProblem, InvalidInputError

MOST_DAYS = 31
"""Local dates in one answer, unless a question says otherwise."""


def check_not_past(start: date, today: date) -> None:
    """Raise InvalidInputError when the first date lies before today."""
    if start < today:
        raise InvalidInputError((FieldProblem(("from",), "This day has passed."),))


def days_from(start: date, end: date, most: int = MOST_DAYS) -> list[date]:
    """Each local date, both meant. Raises InvalidInputError for none, or for more than ``most``."""
    count = (end - start).days + 1
    if count < 1:
        raise InvalidInputError((FieldProblem(("to",), "The last day is before the first."),))
    if count > most:
        message = f"Please choose a range of 1 to {most} days."
        raise InvalidInputError((FieldProblem(("to",), message),))
    return [start + timedelta(days=ahead) for ahead in range(count)]
