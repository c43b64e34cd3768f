"""The clinic, as far as a visitor chooses by it. Pure."""

from datetime import date

from pydantic import Field

from ..clinic import OnlineBooking, Weekday
from ..platform.model import Model
from .models import LONGEST_MESSAGE


class ClinicService(Model):
    """A service, as far as a visitor chooses by it."""

    service_id: str
    name: str
    names: dict[str, str] = Field(description="In other languages, where that differs.")
    duration_minutes: int
    recovery_minutes: int
    escort: bool
    online: OnlineBooking = Field(description="Who may book it without calling the clinic.")
    adults_only: bool = Field(description="Whoever comes for it is 18 or over.")


class OpeningDay(Model):
    """A weekday's opening in wall time of the location: ``08:30-12:00``; none on a day off."""

    weekday: Weekday
    spans: list[str]


class ClosedPart(Model):
    """A date on which the location is closed, wholly or from one time to another."""

    date: date
    reason: str | None = Field(None, description="Absent where the clinic keeps it to itself.")
    start: str | None = None
    end: str | None = None


class ClinicLocation(Model):
    """A location, as far as a visitor chooses by it."""

    location_id: str
    name: str
    zone: str
    phone: str
    address: list[str]
    hours: list[OpeningDay]
    closures: list[ClosedPart]
    services: list[str]


class ClinicView(Model):
    """The clinic, as a form needs it."""

    name: str
    locations: list[ClinicLocation]
    services: list[ClinicService]
    longest_message: int = LONGEST_MESSAGE
