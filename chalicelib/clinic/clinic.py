"""The clinic as its manager describes it in ``clinic.toml``, checked and frozen."""

from collections.abc import Mapping
from typing import Self

from pydantic import Field, model_validator

from chalicelib.clinic.base import Minutes, MinutesOrNone, Part, Slug, Words
from chalicelib.clinic.checks import check_together
from chalicelib.clinic.errors import UnknownLocationError, UnknownServiceError
from chalicelib.clinic.location import Location
from chalicelib.clinic.settings import (
    CallbackSettings,
    DeskSettings,
    IntakeSettings,
    MessageSettings,
    Promises,
    RecordSettings,
    RetentionSettings,
    SchedulingSettings,
)
from chalicelib.clinic.words import OnlineBooking, Preparation
from chalicelib.platform.languages import Language


class Most(Part):
    """The most appointments of one person within so many days on end."""

    count: int = Field(strict=True, ge=1, le=100)
    days: int = Field(strict=True, ge=1, le=366)


class Service(Part):
    """Something people come for.

    ``names`` are what it is called in other languages, where that differs. ``lead_time_minutes``
    is the least time between booking and start. ``online`` says who may book it without the desk:
    left out, whoever has sent a request, since that is where care begins. ``answers`` names other
    services: whoever asked for one of them and books this has what they asked for. ``locations``
    are those that offer it; None means all of them. ``preparation`` is what its patients check
    before they come. ``leads_to`` names services that the desk invites to once this one took place.
    Who asks for one that is for ``adults_only`` says that whoever comes is 18 or over.

    ``hours_apart`` and ``most`` are limits of one person's appointments: where they are passed, the
    desk is asked. Every service of the pool that has such a limit counts: a booster is an infusion.
    """

    id: Slug
    name: Words
    names: Mapping[Language, Words] = Field(default_factory=dict)
    pool: Slug
    duration_minutes: Minutes = Field(le=24 * 60)
    recovery_minutes: MinutesOrNone = Field(le=24 * 60)
    lead_time_minutes: MinutesOrNone
    escort: bool = Field(strict=True)
    online: OnlineBooking = OnlineBooking.AFTER_REQUEST
    answers: tuple[Slug, ...] = ()
    leads_to: tuple[Slug, ...] = ()
    adults_only: bool = Field(default=False, strict=True)
    hours_apart: int = Field(default=0, strict=True, ge=0, le=31 * 24)
    """The least hours between the starts of two of a person's appointments; 0 for no such limit."""
    most: Most | None = None
    preparation: tuple[Preparation, ...] = ()
    locations: tuple[Slug, ...] | None = Field(default=None, min_length=1)

    @property
    def answered(self) -> frozenset[str]:
        """The services whose requests are answered by booking it, itself among them."""
        return frozenset((self.id, *self.answers))

    @property
    def has_limits(self) -> bool:
        """True if one person's appointments for it are limited."""
        return self.hours_apart > 0 or self.most is not None

    @property
    def bay_minutes(self) -> int:
        """Minutes that a bay is taken: the appointment and the recovery after it."""
        return self.duration_minutes + self.recovery_minutes

    def name_in(self, language: str) -> str:
        """Its name in this language."""
        return next((name for key, name in self.names.items() if key == language), self.name)

    def is_available_at(self, location_id: str) -> bool:
        """True if people can have it at this location."""
        return self.locations is None or location_id in self.locations


class Clinic(Part):
    """Everything the clinic configures; see the comments in ``clinic.toml`` for each part."""

    name: Words
    locations: tuple[Location, ...] = Field(min_length=1)
    services: tuple[Service, ...] = Field(min_length=1)
    promises: Promises
    callbacks: CallbackSettings
    scheduling: SchedulingSettings
    intake: IntakeSettings
    messages: MessageSettings = Field(default_factory=MessageSettings)
    desk: DeskSettings = Field(default_factory=DeskSettings)
    retention: RetentionSettings = Field(default_factory=RetentionSettings)
    records: RecordSettings = Field(default_factory=RecordSettings)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        check_together(self)
        return self

    def location(self, location_id: str) -> Location:
        """The location of this id. Raises UnknownLocationError."""
        for location in self.locations:
            if location.id == location_id:
                return location
        raise UnknownLocationError(location_id)

    def service(self, service_id: str) -> Service:
        """The service of this id, wherever it is offered. Raises UnknownServiceError."""
        for service in self.services:
            if service.id == service_id:
                return service
        raise UnknownServiceError(service_id)

    def services_at(self, location_id: str) -> tuple[Service, ...]:
        """Services that this location offers, in the file's order. Raises UnknownLocationError."""
        location = self.location(location_id)
        return tuple(service for service in self.services if service.is_available_at(location.id))
