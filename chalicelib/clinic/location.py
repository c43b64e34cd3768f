"""One location of the clinic and the places in it where people are seen."""

from datetime import date
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, StringConstraints

from chalicelib.clinic.base import Part, Slug, Words
from chalicelib.clinic.template import Template
from chalicelib.clinic.walltime import MinuteSpan, ZoneName
from chalicelib.clinic.week import Closure, WeeklyHours, open_minutes

Phone = Annotated[str, StringConstraints(pattern=r"^\+[1-9][0-9]{7,14}$")]
"""An E.164 number."""


MailAddress = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$")
]
"""An email address of the clinic's own."""


NOBODY = "none"
"""Said on purpose where a setting asks for an address: there is none."""


class Bay(Part):
    """One chair or room."""

    id: Slug
    name: Words


class Pool(Part):
    """Bays that can stand in for one another: whoever books the pool gets any of them."""

    id: Slug
    bays: tuple[Bay, ...] = Field(min_length=1)


class Location(Part):
    """A place where the clinic sees people.

    ``hours``, ``closures`` and ``templates`` are its own wall time.
    """

    id: Slug
    name: Words
    zone: ZoneName
    phone: Phone
    address: tuple[Words, ...] = Field(min_length=1)
    reply_to: MailAddress | None = None
    """The address that answers to this location's email go to, read by somebody."""
    reply_to_with_reference: bool = True
    """False where that mailbox gets nothing that is sent to ``name+anything@``."""
    on_call_email: MailAddress | Literal["none"] | None = None
    """The address of whoever is on call, alerted of a crisis at any hour; "none" on purpose."""
    digest_emails: tuple[MailAddress, ...] = Field(default=(), max_length=10)
    """Addresses that are told every day how the day before went."""
    opened_on: date | None = None
    """The first day that it was open, where reports should say why there is nothing before it."""
    hours: WeeklyHours
    closures: tuple[Closure, ...] = ()
    pools: tuple[Pool, ...] = Field(min_length=1)
    templates: tuple[Template, ...] = ()

    @property
    def tz(self) -> ZoneInfo:
        """The zone, ready for arithmetic (``ZoneInfo`` keeps each zone it has read)."""
        return ZoneInfo(self.zone)

    @property
    def on_call(self) -> str | None:
        """The address that is alerted of a crisis, or None where nobody is."""
        return None if self.on_call_email == NOBODY else self.on_call_email

    def open_minutes_on(self, day: date) -> tuple[MinuteSpan, ...]:
        """The opening of a local date in minutes since its midnight, closures taken out."""
        return open_minutes(self.hours, self.closures, day)

    def has_bay(self, bay_id: str) -> bool:
        """True if there is such a bay in any of its pools."""
        return any(bay.id == bay_id for pool in self.pools for bay in pool.bays)

    def pool(self, pool_id: str) -> Pool | None:
        """The pool of this id, or None if the location has none."""
        return next((pool for pool in self.pools if pool.id == pool_id), None)
