"""A contact point, or one person at it, whose things staff call off in one step. Pure."""

from pydantic import ConfigDict

from ..platform.model import Model
from ..platform.values import Id


class CallOffIn(Model):
    """The contact point of what is called off; of one person at it, if one is named."""

    model_config = ConfigDict(extra="forbid")

    point_id: Id
    person_id: Id | None = None
