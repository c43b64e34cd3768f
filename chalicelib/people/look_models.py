"""Looks at a person, as a manager is shown them: ids, instants and ways, and nothing else."""

from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator

from ..platform.clock import Instant
from ..platform.model import Model


class LooksQuery(Model):
    """A page of the looks at a person, from some instant until another."""

    model_config = ConfigDict(extra="forbid")

    start: Annotated[
        Instant | None, Field(alias="from", description="An instant; left out, from the first on.")
    ] = None
    end: Annotated[
        Instant | None,
        Field(alias="to", description="An instant, not meant itself; left out, until now."),
    ] = None
    cursor: Annotated[str | None, Field(max_length=2000)] = None

    @model_validator(mode="after")
    def _has_an_end_after_its_start(self) -> Self:
        if self.start and self.end and self.start >= self.end:
            raise ValueError("Please choose an end after the start.")
        return self


class LookAtPerson(Model):
    """One member of staff saw the person's name with how to reach them, or what they wrote."""

    at: Instant
    by: str = Field(description="The id of the member of staff.")
    how: str = Field(description="What they did: `viewed`, `claimed`, `contacts-kept`.")
    kind: str = Field(description="The kind of thing that showed it: `appointment`, `callback`.")
    of: str = Field(description="The id of that thing.")
    person_id: str = Field(description="The name of theirs under which they were seen.")


class LooksAtPerson(Model):
    """A page of the looks at a person, the newest first."""

    looks: list[LookAtPerson]
    next_cursor: str | None = None
