"""Kinds of values that calls bring: one type for each, checked once, at the edge. Pure."""

from typing import Annotated

from pydantic import Field, StringConstraints

from .ids import ID_PATTERN

Id = Annotated[str, Field(pattern=ID_PATTERN)]
"""An id that the system gave: an appointment's, a callback's, a contact's."""

Name = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
"""The id of a location, pool, bay or service. One that the clinic does not have is not found."""

GivenId = Annotated[str, Field(min_length=1, max_length=40)]
"""The same in a form, where one that the clinic does not have is named as a field to change."""

PersonName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
"""A person's name, as it was typed."""

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
"""A reason for something done, for the history."""

ShortReason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
"""A reason that stands in a line of a list."""
