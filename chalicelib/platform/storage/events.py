"""Events: one line each of an item's history. Pure."""

from pydantic import ConfigDict, Field

from ..clock import Instant
from ..model import Model


class Event(Model):
    """A line of an item's history: the doer, the deed and the instant."""

    model_config = ConfigDict(frozen=True)

    event_id: str
    at: Instant
    what: str
    """The deed, as a past participle: ``claimed``, ``attempted``, ``viewed``."""
    by: str
    """The staff member's id, ``visitor``, or the job's name."""
    details: dict[str, str | int | bool | list[str] | None] = Field(default_factory=dict)
    """Whatever else is worth knowing; what is None is left out when kept."""
