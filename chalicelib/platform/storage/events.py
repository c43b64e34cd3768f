"""Events: one line each of an item's history. Pure."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field

from ..clock import Instant
from ..model import Model


def _known(details: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in details.items() if value is not None}


class Event(Model):
    """A line of an item's history: the doer, the deed and the instant."""

    model_config = ConfigDict(frozen=True)

    event_id: str
    at: Instant
    what: str
    """The deed, as a past participle: ``claimed``, ``attempted``, ``viewed``."""
    by: str
    """The staff member's id, ``visitor``, or the job's name."""
    details: Annotated[dict[str, str | int | bool | list[str]], BeforeValidator(_known)] = Field(
        default_factory=dict
    )
    """Whatever else is worth knowing; what is None is left out."""
