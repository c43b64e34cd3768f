"""The clinic as a form needs it. Pure."""

from ..clinic import Clinic, Closure, Location, Weekday
from .clinic_models import ClinicLocation, ClinicService, ClinicView, ClosedPart, OpeningDay


def view_of(clinic: Clinic) -> ClinicView:
    """The clinic as visitors may know it: its places, hours and services."""
    return ClinicView(
        name=clinic.name,
        locations=[_location(clinic, location) for location in clinic.locations],
        services=[
            ClinicService(
                service_id=service.id,
                name=service.name,
                names=dict(service.names),
                duration_minutes=service.duration_minutes,
                recovery_minutes=service.recovery_minutes,
                escort=service.escort,
                online=service.online,
                adults_only=service.adults_only,
            )
            for service in clinic.services
        ],
    )


def _location(clinic: Clinic, location: Location) -> ClinicLocation:
    return ClinicLocation(
        location_id=location.id,
        name=location.name,
        zone=location.zone,
        phone=location.phone,
        address=list(location.address),
        hours=[
            OpeningDay(weekday=day, spans=[str(span) for span in location.hours.on(day)])
            for day in Weekday
        ],
        closures=[_closure(closure) for closure in location.closures],
        services=[service.id for service in clinic.services_at(location.id)],
    )


def _closure(closure: Closure) -> ClosedPart:
    part = closure.model_dump(mode="json")
    return ClosedPart(
        date=closure.day,
        reason=closure.told_reason,
        start=None if closure.is_whole_day else part["starts"],
        end=None if closure.is_whole_day else part["ends"],
    )
