"""Parts that all of the clinic's description is made of."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints

from chalicelib.platform.model import Model
from chalicelib.platform.plain_text import as_one_line


class Part(Model):
    """A frozen piece of the clinic's file; a setting it does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True)


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
"""A name for keys and addresses: small letters, digits, single hyphens. It must never change."""

Words = Annotated[str, Field(min_length=1, max_length=200), BeforeValidator(as_one_line)]
"""A short text for people, on one line."""

_YEAR = 60 * 24 * 365


def _within_a_year(minutes: int) -> int:
    # A check of its own: as a bound, it would undo the closer bound that a setting has.
    if minutes > _YEAR:
        raise ValueError(f"must be at most {_YEAR}")
    return minutes


Minutes = Annotated[int, Field(strict=True, gt=0), AfterValidator(_within_a_year)]
"""A length of time in whole minutes, more than none."""

MinutesOrNone = Annotated[int, Field(strict=True, ge=0), AfterValidator(_within_a_year)]
"""A length of time in whole minutes, 0 for none."""
