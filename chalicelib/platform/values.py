"""Kinds of values that calls bring: one type for each, checked once, at the edge. Pure.

Numbers and addresses are read in ``people``, zones and times of day in ``clinic``, instants
and dates in ``clock``.
"""

from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field

from .errors import FindingError
from .ids import ID_PATTERN
from .plain_text import as_lines, as_one_line, none_if_blank, with_single_line_ends

T = TypeVar("T")

IfGiven = Annotated[T | None, BeforeValidator(none_if_blank)]
"""A value that may be left out; a field left empty, or with nothing to be seen in it, is."""


def if_left_empty(meant: object) -> BeforeValidator:
    """A field that is taken as ``meant`` where it is left empty, as if it had been left out."""
    return BeforeValidator(lambda given: meant if none_if_blank(given) is None else given)


Id = Annotated[str, Field(pattern=ID_PATTERN)]
"""An id that the system gave: an appointment's, a callback's, a person's."""

Name = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
"""The id of a location, pool, bay or service. One that the clinic does not have is not found."""

GivenId = Annotated[str, Field(min_length=1, max_length=40)]
"""The same in a form, where one that the clinic does not have is named as a field to change."""

PersonName = Annotated[str, Field(min_length=1, max_length=100), BeforeValidator(as_one_line)]
"""A person's name: as it was typed, on one line, with nothing in it that cannot be seen."""

Label = Annotated[str, Field(min_length=1, max_length=100), BeforeValidator(as_one_line)]
"""The name that staff give to something of theirs, on one line."""

Reason = Annotated[str, Field(min_length=1, max_length=500), BeforeValidator(as_one_line)]
"""A reason for something done, for the history."""

ShortReason = Annotated[str, Field(min_length=1, max_length=200), BeforeValidator(as_one_line)]
"""A reason that stands in a line of a list."""

Note = Annotated[str, Field(min_length=1, max_length=4000), BeforeValidator(as_lines)]
"""Words of staff for each other, in lines and paragraphs."""

ShortNote = Annotated[str, Field(min_length=1, max_length=500), BeforeValidator(as_lines)]
"""The same, where many of them stand on one thing."""


def up_to(most: int) -> AfterValidator:
    """A check of text that is kept as it was typed: no longer than that, each line end one."""

    def short_enough(typed: str) -> str:
        if len(with_single_line_ends(typed)) > most:
            said = f"This is too long. Please use {most} characters or fewer."
            raise FindingError("too-long", said, most)
        return typed

    return AfterValidator(short_enough)
