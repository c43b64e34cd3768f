"""A text to find something by, and all that it leads to: little, since opening is recorded."""

from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from ..people.models import PersonFound
from ..platform.clock import Instant
from ..platform.model import Model
from ..platform.values import GivenId, IfGiven
from ..scheduling.appointments.models import AppointmentStatus


class ReadAs(StrEnum):
    """The kinds of things that a text may be."""

    PHONE = "phone"
    LAST_DIGITS = "last-digits"
    DATE_OF_BIRTH = "date-of-birth"
    EMAIL = "email"
    REFERENCE = "reference"
    NAME = "name"


class FindIn(Model):
    """A text to find something by. In a body, so that it stands in no URL and no log."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=254),
        Field(
            description="A name or a part of one, a phone number or its last digits, an email "
            "address, a date of birth, or a reference."
        ),
    ]
    location_id: IfGiven[GivenId] = Field(
        None,
        description="Where to look for names, last digits and births; left out, at every location. "
        "The rest is found wherever it is.",
    )


class FiledQuery(Model):
    """A page of what is filed under a person."""

    model_config = ConfigDict(extra="forbid")

    cursor: Annotated[str | None, Field(max_length=4000)] = None


class AppointmentFound(Model):
    """An appointment, found by its reference."""

    appointment_id: str
    reference: str
    person_id: str
    first_name: str
    last_initial: str = Field(description="Empty where it is not known.")
    location_id: str
    service_id: str
    starts_at: Instant
    status: AppointmentStatus


class RequestFound(Model):
    """A consultation request, found by its reference, with the call that it went to."""

    request_id: str
    reference: str
    person_id: str
    first_name: str
    last_initial: str = Field(description="Empty where it is not known.")
    location_id: str
    service_id: str
    received_at: Instant
    callback_id: str | None = Field(None, description="Absent for one that was set aside.")


class Found(Model):
    """All that a text leads to; nothing is empty lists."""

    read_as: list[ReadAs] = Field(description="What the text may be; empty while it is too short.")
    people: list[PersonFound]
    appointments: list[AppointmentFound]
    requests: list[RequestFound]
    more: bool = Field(False, description="There may be others: type more.")
