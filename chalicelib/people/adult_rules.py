"""Say who is 18 or over, and what to ask of whoever books a service for adults. Pure."""

from datetime import date

from ..clinic import Service
from ..platform.errors import FieldProblem, InvalidInputError

ADULT_AT = 18
"""The age from which somebody may have a service for adults, in years."""

_SAID = "Please confirm that whoever comes in is 18 or over."


def age_problem(service: Service, *, is_adult: bool) -> FieldProblem | None:
    """The field that is missing where a service is for adults and nobody said who comes is one."""
    if is_adult or not service.adults_only:
        return None
    return FieldProblem(("is_adult",), _SAID, "missing")


def check_adult(service: Service, *, is_adult: bool) -> None:
    """Raise InvalidInputError, naming the field, where it was not said that an adult comes."""
    if problem := age_problem(service, is_adult=is_adult):
        raise InvalidInputError((problem,))


def latest_birth_of_adult(day: date) -> str:
    """The latest date of birth with which somebody is 18 on a day, as it is compared with.

    Text, since the day itself need not be a date of that year: of February 29, say.
    """
    return f"{day.year - ADULT_AT:04}-{day.month:02}-{day.day:02}"
