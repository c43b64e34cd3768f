"""Shapes in which the desk is given what a day's sheet does not show."""

from datetime import date

from pydantic import Field

from ...platform.model import Model


class DayContact(Model):
    """The way to reach whoever comes at one time of a day."""

    appointment_id: str
    name: str
    phone: str | None = None
    email: str | None = Field(None, description="Only where there is no phone.")
    escort_name: str | None = None


class DayContacts(Model):
    """The ways to reach everybody who comes on a day, in order of time."""

    location_id: str
    date: date
    contacts: list[DayContact]
