"""What every part of the clinic's description has in common."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class Part(BaseModel):
    """A frozen piece of the clinic's file; a setting it does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_by_name=True, defer_build=True)


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
"""A name for keys and addresses: small letters, digits, single hyphens. It must never change."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
"""A short text for people."""

Minutes = Annotated[int, Field(strict=True, gt=0, le=60 * 24 * 365)]
"""A length of time in whole minutes, more than none."""

MinutesOrNone = Annotated[int, Field(strict=True, ge=0, le=60 * 24 * 365)]
"""A length of time in whole minutes, 0 for none."""
