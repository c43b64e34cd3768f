"""Answers of routes where the model alone does not say it all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel

from ..clock import TOLD

Content = TypeVar("Content", bound=BaseModel | str | bytes | None, covariant=True)


@dataclass(frozen=True)
class Answer(Generic[Content]):
    """``content`` with a status or headers of its own; text is sent as ``content_type`` says."""

    content: Content
    status: int | None = None
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


def as_told(content: BaseModel) -> str:
    """A model as the JSON of an answer: what is not known is left out, instants are told alike."""
    return content.model_dump_json(exclude_none=True, by_alias=True, context=TOLD)


NoContent = Answer[None]
"""204: done, and nothing to say."""
