"""A page, as it is asked for: of an export, or of the list of erasures."""

from typing import Annotated

from pydantic import ConfigDict, Field

from ..platform.model import Model


class CursorQuery(Model):
    """A page: the first, or the one that a cursor leads to."""

    model_config = ConfigDict(extra="forbid")

    cursor: Annotated[str | None, Field(max_length=4000)] = None
