"""A call that was closed since nobody could be reached, as long as its people are looked at."""

from pydantic import ConfigDict

from ..platform.clock import Instant
from ..platform.model import Model


class Unreached(Model):
    """The people of a call whom nobody could reach: when they are to be looked at."""

    model_config = ConfigDict(frozen=True)

    callback_id: str
    due_at: Instant
    looks: int = 0
    """Number of looks that came to something: of two at once, one passes."""

    @property
    def after_a_look(self) -> "Unreached":
        """The same once such a look is counted."""
        return self.model_copy(update={"looks": self.looks + 1})
