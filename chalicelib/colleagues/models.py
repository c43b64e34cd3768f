"""Members of staff as their colleagues see them."""

from datetime import datetime

from pydantic import ConfigDict, Field

from ..platform.clock import Instant
from ..platform.model import Model


class KnownName(Model):
    """A member of staff's name, as the user pool last gave it; forgotten in time."""

    model_config = ConfigDict(frozen=True)

    staff_id: str
    name: str
    known_until: Instant

    def is_known(self, now: datetime) -> bool:
        """True until the name is forgotten, whether or not the table still holds it."""
        return now < self.known_until


class Colleague(Model):
    """A member of staff, by the id that histories have."""

    staff_id: str
    name: str = Field(description="`Ana R.`, or more where two are called that.")


class Colleagues(Model):
    """All whose names are known. Somebody who is not among them left, or has no name here."""

    colleagues: list[Colleague]
